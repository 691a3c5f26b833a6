/** `duoping takedown`: cases with their clocks, from a notice in a JSON file to the signed proof. */
import { parseArgs } from 'node:util';
import type { CommandIo, ExitCode } from './io.ts';
import { type ServerCall, ServerRefusal } from './server-call.ts';

const USAGE = `Usage: duoping takedown open NOTICE.json [--remove]
       duoping takedown list
       duoping takedown remove CASE [--despite]           although the notice is incomplete
       duoping takedown forwarded|published|counter-forwarded CASE --to WHO
       duoping takedown countered CASE STATEMENT.json
       duoping takedown suit-filed CASE --reference TEXT
       duoping takedown restore CASE --because counter-notice|claimant-withdrew|court|mistake
       duoping takedown close CASE --outcome TEXT
       duoping takedown proof CASE                        the signed proof, to stdout
  NOTICE.json         { "regime": "dmca|cn-468|order|contract", "party": { "name", "contact", "address", "authority" },
                        "subject", "locations": [], "evidence": [], "attestations": {}, "channel", "scope": { "works": [] } }`;

interface Told {
  readonly id: string;
  readonly state: string;
  readonly notice: { readonly subject: string };
  readonly missing: readonly string[];
  readonly deadlines: readonly { what: string; from: string | null; by: string; met: string | null }[];
}

export async function takedownCommand(args: readonly string[], io: CommandIo, server: ServerCall): Promise<ExitCode> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      ...{ remove: { type: 'boolean', default: false }, despite: { type: 'boolean', default: false } },
      ...{
        to: { type: 'string' },
        reference: { type: 'string' },
        because: { type: 'string' },
        outcome: { type: 'string' },
      },
    },
  });
  const [what, given, file] = positionals;
  const json = async (path: string): Promise<object> =>
    JSON.parse(new TextDecoder().decode(await io.readFile(path))) as object; // checked by the server
  const { to, reference, because, outcome, despite } = values;
  try {
    if (what === 'list') {
      const cases = (await server.json('GET', '/api/takedowns')) as readonly Told[]; // the server's own answer
      for (const each of cases) io.stdout(JSON.stringify(each));
      return 0;
    }
    if (given === undefined) return usage(io);
    const at = `/api/takedowns/${encodeURIComponent(given)}`;
    if (what === 'proof') {
      io.stdout(JSON.stringify(await server.json('GET', `${at}/proof`)));
      return 0;
    }
    if (what === 'open') {
      tell(await server.json('POST', '/api/takedowns', { ...(await json(given)), remove: values.remove }), io);
      return 0;
    }
    const acts: Readonly<Record<string, object | undefined>> = {
      remove: { act: 'removed', despite },
      restore: because === undefined ? undefined : { act: 'restored', because },
      close: outcome === undefined ? undefined : { act: 'closed', outcome },
      'suit-filed': reference === undefined ? undefined : { act: 'suit-filed', reference },
      countered: file === undefined ? undefined : { act: 'countered', statement: await json(file) },
      ...(to === undefined
        ? {}
        : { forwarded: { act: what, to }, published: { act: what, to }, 'counter-forwarded': { act: what, to } }),
    };
    const act = what !== undefined && Object.hasOwn(acts, what) ? acts[what] : undefined;
    if (!act) return usage(io);
    tell(await server.json('POST', `${at}/acts`, act), io);
    return 0;
  } catch (error) {
    if (!(error instanceof ServerRefusal)) throw error;
    io.stderr(`Refused: ${error.message}. Nothing was changed.`);
    return 1;
  }
}

function usage(io: CommandIo): ExitCode {
  io.stderr(USAGE);
  return 2;
}

function tell(answer: unknown, io: CommandIo): void {
  const { id, state, notice, missing, deadlines } = answer as Told; // the server's own answer
  io.stdout(JSON.stringify(answer));
  io.stderr(`Case ${id}, ${notice.subject}: ${state}.`);
  if (missing.length > 0) io.stderr(`The notice lacks: ${missing.join(', ')}.`);
  for (const { what, from, by, met } of deadlines)
    if (met === null) io.stderr(`  ${what} by ${by}${from === null ? '' : `, not before ${from}`}`);
}
