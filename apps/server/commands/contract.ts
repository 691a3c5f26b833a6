/** `duoping partner` and `duoping contract`: who delivers, and what was agreed. */
import { parseArgs } from 'node:util';
import { readContracts } from '#deals';
import type { CommandIo, ExitCode } from './io.ts';
import type { ServerCall } from './server-call.ts';

export async function partnerCommand(
  args: readonly string[],
  io: CommandIo,
  server: Pick<ServerCall, 'json'>,
): Promise<ExitCode> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { name: { type: 'string' } },
  });
  const [id] = positionals;
  if (id === undefined || positionals.length > 1) {
    io.stderr('Usage: duoping partner ID --name NAME');
    return 2;
  }
  const partner = await server.json('PUT', `/api/partners/${encodeURIComponent(id)}`, { name: values.name ?? id });
  io.stdout(JSON.stringify(partner));
  return 0;
}

/** The whole file is read before the first contract of it is sent: one that can't be read adds nothing. */
export async function contractCommand(
  args: readonly string[],
  io: CommandIo,
  server: Pick<ServerCall, 'json'>,
): Promise<ExitCode> {
  const [path] = args;
  if (path === undefined || args.length > 1) {
    io.stderr('Usage: duoping contract FILE.json');
    return 2;
  }
  let file: unknown;
  try {
    file = JSON.parse(new TextDecoder().decode(await io.readFile(path)));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    io.stderr(`${path} is no JSON: ${error.message}`);
    return 2;
  }
  const contracts = readContracts(file);
  if (!contracts.ok) {
    io.stderr(`${path}: ${contracts.reason}`);
    return 2;
  }
  const entries = (Array.isArray(file) ? file : [file]) as readonly object[]; // read as contracts above
  for (const [position, { rules }] of contracts.value.entries()) {
    // What the file says for all of a partner's contracts, said for each.
    const contract = { ...entries[position], rules };
    io.stdout(JSON.stringify(await server.json('POST', '/api/contracts', contract)));
  }
  return 0;
}
