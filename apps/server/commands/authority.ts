/** `duoping authority`: give an outside authority its own key, and approve by it what the authority had stopped. */
import { parseArgs } from 'node:util';
import type { CommandIo, ExitCode } from './io.ts';
import type { ServerCall } from './server-call.ts';

const USAGE = `Usage: duoping authority key NAME
       duoping authority approve NAME --work ID --reference NUMBER [--until INSTANT] [--key KEY --reason WHY]
       duoping authority stop NAME --work ID
A key is printed once. Hand it to the authority: what it stops, nobody approves again without it.`;

export async function authorityCommand(args: readonly string[], io: CommandIo, server: ServerCall): Promise<ExitCode> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      ...{ work: { type: 'string' }, reference: { type: 'string' }, until: { type: 'string' } },
      ...{ key: { type: 'string' }, reason: { type: 'string' } },
    },
  });
  const [act, authority, ...more] = positionals;
  if (authority === undefined || more.length > 0) return usage(io);
  if (act === 'key') {
    const given = (await server.json('POST', '/api/authorities', { authority })) as { key: string }; // the API's answer
    io.stdout(given.key);
    io.stderr(`The key of ${authority}, printed this once.`);
    return 0;
  }
  const isApproval = act === 'approve' && values.reference !== undefined;
  if (values.work === undefined || !(isApproval || act === 'stop')) return usage(io);
  const body = act === 'stop' ? { act, authority, work: values.work } : { act, authority, ...values };
  io.stdout(JSON.stringify(await server.json('POST', '/api/clearances', body)));
  return 0;
}

function usage(io: CommandIo): ExitCode {
  io.stderr(USAGE);
  return 2;
}
