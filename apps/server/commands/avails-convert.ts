/** `duoping avails convert FILE --to xlsx|xml|json [--version V] --out FILE`: the same clauses in another form. */
import { type CheckReport, CONVERSIONS, checkReport, convertAvails, isUnusable, readAvails } from '@duoping/avails';
import { type AvailsIo, summary, unreadable, whyUnreadable } from './avails-report.ts';

export const CONVERT_USAGE = `duoping avails convert FILE --to ${CONVERSIONS.join('|')} [--version V] --out FILE`;

/** What a conversion reports: the reading of its source, with what the new form leaves out. */
type ConvertReport = CheckReport & { readonly to: string; readonly out: string };

/** Exit status 0: the same clauses · 1: some rows have errors or come out different · 2: unreadable, or wrong usage. */
export async function convertCommand(args: readonly string[], io: AvailsIo): Promise<number> {
  const asked = optionsOf(args);
  const to = CONVERSIONS.find((each) => each === asked?.get('to'));
  const [file, out, version] = [asked?.get('file'), asked?.get('out'), asked?.get('version')];
  if (!to || file === undefined || out === undefined) {
    io.stderr(`usage: ${CONVERT_USAGE}`);
    return 2;
  }
  let bytes: Uint8Array;
  try {
    bytes = await collect(io.readChunks(file));
  } catch (cause) {
    const message = whyUnreadable(cause);
    io.stdout(JSON.stringify(unreadable(file, message)));
    io.stderr(`${file}: ${message}`);
    return 2;
  }
  const reading = readAvails({ name: file, bytes });
  const converted = convertAvails(reading, to, version === undefined ? {} : { version });
  if (!converted.ok) {
    io.stderr(`${to} has no version ${version} that can be written\nusage: ${CONVERT_USAGE}`);
    return 2;
  }
  const findings = [...reading.findings, ...converted.value.findings];
  const report: ConvertReport = { ...checkReport({ ...reading, findings }), to, out };
  io.stdout(JSON.stringify(report));
  for (const line of summary(report)) io.stderr(line);
  if (isUnusable(reading.findings)) return 2;
  await io.writeFile(out, converted.value.bytes);
  return report.counts.errors > 0 ? 1 : 0;
}

const OPTIONS = ['to', 'out', 'version'];

/** One file and each option at most once; undefined for anything else. */
function optionsOf(args: readonly string[]): ReadonlyMap<string, string> | undefined {
  const found = new Map<string, string>();
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? '';
    if (arg === '--json') continue; // as in check, there is nothing to switch on
    const name = arg.startsWith('--') ? arg.slice(2) : 'file';
    const value = name === 'file' ? arg : args[++at];
    if ((name !== 'file' && !OPTIONS.includes(name)) || value === undefined || found.has(name)) return undefined;
    found.set(name, value);
  }
  return found;
}

async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const pieces = await Array.fromAsync(chunks);
  const bytes = new Uint8Array(pieces.reduce((total, { length }) => total + length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}
