/** `duoping partner` and `duoping contract`: who delivers, and what was agreed. */
import { parseArgs } from 'node:util';
import type { CommandIo, ExitCode } from './io.ts';
import type { ServerCall } from './server-call.ts';

export async function partnerCommand(args: readonly string[], io: CommandIo, server: ServerCall): Promise<ExitCode> {
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

export async function contractCommand(args: readonly string[], io: CommandIo, server: ServerCall): Promise<ExitCode> {
  const [path] = args;
  if (path === undefined || args.length > 1) {
    io.stderr('Usage: duoping contract FILE.json');
    return 2;
  }
  let contract: unknown;
  try {
    contract = JSON.parse(new TextDecoder().decode(await io.readFile(path)));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    io.stderr(`${path} is no JSON: ${error.message}`);
    return 2;
  }
  io.stdout(JSON.stringify(await server.json('POST', '/api/contracts', contract)));
  return 0;
}
