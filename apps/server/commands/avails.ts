/**
 * `duoping avails check FILE…`: what each file would give, one JSON object a line; needs no server and no database.
 * With `--annotate OUT`, one workbook is also written back with its findings as notes on its cells.
 * `convert` writes the same avails in another form.
 */
import {
  annotateXlsx,
  type CheckReport,
  checkReport,
  isUnusable,
  readAvailsStream,
  type StreamedReading,
} from '@duoping/avails';
import { CONVERT_USAGE, convertCommand } from './avails-convert.ts';
import { type AvailsIo, summary, unreadable, whyUnreadable } from './avails-report.ts';

const USAGE = `usage: duoping avails check FILE… [--annotate OUT.xlsx]\n       ${CONVERT_USAGE}`;

/** Exit status 0: fine · 1: a file has errors · 2: a file could not be read, or wrong usage. */
export async function availsCommand(args: string[], io: AvailsIo): Promise<number> {
  const [verb, ...rest] = args;
  if (verb === 'convert') return convertCommand(rest, io);
  // Lines of JSON are all that stdout ever carries, so --json has nothing to switch on.
  const { files, out, unknown } = readArguments(rest);
  if (verb !== 'check' || files.length === 0 || unknown !== undefined || (out !== undefined && files.length > 1)) {
    io.stderr(unknown === undefined ? USAGE : `unknown option ${unknown}\n${USAGE}`);
    return 2;
  }
  let status = 0;
  for (const file of files) status = Math.max(status, await check(file, out, io));
  return status;
}

function readArguments(args: readonly string[]) {
  // Behind -- stand files alone, whatever they are called.
  const end = args.includes('--') ? args.indexOf('--') : args.length;
  const options = args.slice(0, end);
  const at = options.indexOf('--annotate');
  const out = at < 0 ? undefined : options[at + 1];
  const named = options.filter(
    (each, index) => each !== '--json' && (out === undefined || (index !== at && index !== at + 1)),
  );
  return { files: [...named, ...args.slice(end + 1)], out, unknown: named.find((each) => each.startsWith('--')) };
}

async function check(file: string, out: string | undefined, io: AvailsIo): Promise<number> {
  let reading: StreamedReading;
  try {
    reading = await readAvailsStream({ name: file, chunks: io.readChunks(file) }, { publishedRules: true });
  } catch (cause) {
    // A file that can't be opened has no content to report on, but still its line.
    const message = whyUnreadable(cause);
    io.stdout(JSON.stringify(unreadable(file, message)));
    io.stderr(`${file}: ${message}`);
    return 2;
  }
  const report = checkReport(reading);
  io.stdout(JSON.stringify(report));
  for (const line of summary(report)) io.stderr(line);
  if (isUnusable(reading.findings)) return 2;
  if (out !== undefined && !(await annotate(report, out, io))) return 2;
  return report.counts.errors > 0 ? 1 : 0;
}

/** Writes the workbook back with its findings; false when that can't be done. */
async function annotate(report: CheckReport, out: string, io: AvailsIo): Promise<boolean> {
  if (report.format !== 'avails-xlsx') {
    io.stderr(`${report.file}: only a workbook can be given back with notes`);
    return false;
  }
  const annotated = annotateXlsx(await io.readFile(report.file), report.findings);
  if (!annotated.ok) {
    io.stderr(`${report.file}: the workbook takes no notes (${annotated.reason})`);
    return false;
  }
  try {
    await io.writeFile(out, annotated.value);
  } catch (cause) {
    io.stderr(`${out}: ${cause instanceof Error ? cause.message : String(cause)}`);
    return false;
  }
  io.stderr(`${out}: the workbook with ${report.findings.length} findings as notes`);
  return true;
}
