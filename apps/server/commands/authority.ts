/** `duoping authority`: give an outside authority its own key, and approve by it what the authority had stopped. */
import { parseArgs } from 'node:util';
import type { CommandIo, ExitCode } from './io.ts';
import type { ServerCall } from './server-call.ts';

const USAGE = `Usage: duoping authority key NAME
       duoping authority approve NAME --work ID --reference NUMBER [--until INSTANT] [--key-file PATH --reason WHY]
       duoping authority stop NAME --work ID
  --key-file PATH   a file with the authority's own key; - reads it from standard input
A key is printed once. Hand it to the authority: what it stops, nobody approves again without it.
Give it before the authority stops anything: afterwards none is given.`;

export async function authorityCommand(args: readonly string[], io: CommandIo, server: ServerCall): Promise<ExitCode> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      ...{ work: { type: 'string' }, reference: { type: 'string' }, until: { type: 'string' } },
      ...{ key: { type: 'string' }, 'key-file': { type: 'string' }, reason: { type: 'string' } },
    },
  });
  if (values.key !== undefined) {
    io.stderr(
      'A key on the command line can be read by everybody on this machine: pass it with --key-file PATH, or --key-file - from standard input. Treat the one just typed as known.',
    );
    return 2;
  }
  const [act, authority, ...more] = positionals;
  if (authority === undefined || more.length > 0) return usage(io);
  if (act === 'key') {
    const given = (await server.json('POST', '/api/authorities', { authority })) as { key: string }; // the API's answer
    io.stdout(given.key);
    io.stderr(`The key of ${authority}, printed this once.`);
    return 0;
  }
  const { 'key-file': keyFile, work, reference, until, reason } = values;
  if (work === undefined || !(act === 'stop' || (act === 'approve' && reference !== undefined))) return usage(io);
  const key = keyFile === undefined ? undefined : await keyIn(keyFile, io);
  const body = act === 'stop' ? { act, authority, work } : { act, authority, work, reference, until, reason, key };
  io.stdout(JSON.stringify(await server.json('POST', '/api/clearances', body)));
  return 0;
}

/** Without the line end that editors and `echo` add. */
async function keyIn(path: string, io: CommandIo): Promise<string> {
  return new TextDecoder().decode(await io.readFile(path)).trim();
}

function usage(io: CommandIo): ExitCode {
  io.stderr(USAGE);
  return 2;
}
