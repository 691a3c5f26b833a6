/** `duoping account`: who may sign in to the console, and which partner's people to the portal. */
import { parseArgs } from 'node:util';
import type { CommandIo, ExitCode } from './io.ts';
import type { ServerCall } from './server-call.ts';

const USAGE = `Usage: duoping account add EMAIL --name NAME [--partner ID]   for the console, or for a partner's portal
       duoping account list
       duoping account reset EMAIL                          a new password; ends all sessions
       duoping account remove EMAIL`;

/** What the server tells of an account. */
interface AccountLine {
  readonly id: string;
  readonly email: string;
}

export async function accountCommand(args: readonly string[], io: CommandIo, server: ServerCall): Promise<ExitCode> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { name: { type: 'string' }, partner: { type: 'string' } },
  });
  const [act, email, ...more] = positionals;
  if (act === 'list' && email === undefined) {
    for (const account of await accounts()) io.stdout(JSON.stringify(account));
    return 0;
  }
  if (email === undefined || more.length > 0 || (act !== 'add' && act !== 'reset' && act !== 'remove')) {
    io.stderr(USAGE);
    return 2;
  }
  if (act === 'add') {
    const { name = email, partner } = values;
    io.stdout(JSON.stringify(await server.json('POST', '/api/accounts', { email, name, partner })));
    io.stderr('The password is shown this once. It can be changed after signing in.');
    return 0;
  }
  const known = (await accounts()).find((account) => account.email === email.toLowerCase());
  if (!known) {
    io.stderr(`Nobody signs in as ${email}. See: duoping account list`);
    return 1;
  }
  if (act === 'reset') io.stdout(JSON.stringify(await server.json('POST', `/api/accounts/${known.id}/password`)));
  else await server.json('DELETE', `/api/accounts/${known.id}`);
  return 0;

  async function accounts(): Promise<readonly AccountLine[]> {
    return (await server.json('GET', '/api/accounts')) as AccountLine[]; // by the API's own schema
  }
}
