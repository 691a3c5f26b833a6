/** `duoping avails check FILE…`: what each file would give, one JSON object a line; needs no server and no database. */
import { type CheckReport, checkReport, isUnusable, readAvailsStream, type StreamedReading } from '@duoping/avails';

export interface CommandIo {
  stdout(line: string): void;
  stderr(line: string): void;
  /** The bytes of a file as they come. */
  readChunks(path: string): AsyncIterable<Uint8Array>;
}

const USAGE = 'usage: duoping avails check FILE…';

/** Exit status 0: fine · 1: a file has errors · 2: a file could not be read, or wrong usage. */
export async function availsCommand(args: string[], io: CommandIo): Promise<number> {
  const [verb, ...rest] = args;
  // Lines of JSON are all that stdout ever carries, so --json has nothing to switch on.
  const files = rest.filter((each) => each !== '--json' && each !== '--');
  const option = files.find((each) => each.startsWith('--'));
  if (verb !== 'check' || files.length === 0 || option !== undefined) {
    io.stderr(option === undefined ? USAGE : `unknown option ${option}\n${USAGE}`);
    return 2;
  }
  let status = 0;
  for (const file of files) status = Math.max(status, await check(file, io));
  return status;
}

async function check(file: string, io: CommandIo): Promise<number> {
  let reading: StreamedReading;
  try {
    reading = await readAvailsStream({ name: file, chunks: io.readChunks(file) }, { publishedRules: true });
  } catch (cause) {
    // A file that can't be opened has no content to report on, but still its line.
    const message = cause instanceof Error ? cause.message : String(cause);
    io.stdout(JSON.stringify(unreadable(file, message)));
    io.stderr(`${file}: ${message}`);
    return 2;
  }
  const report = checkReport(reading);
  io.stdout(JSON.stringify(report));
  for (const line of summary(report)) io.stderr(line);
  if (isUnusable(reading.findings)) return 2;
  return report.counts.errors > 0 ? 1 : 0;
}

const unreadable = (file: string, message: string): CheckReport => ({
  file,
  format: 'unknown',
  version: '',
  findings: [{ severity: 'error', code: 'cannot-open', message, where: { path: '' } }],
  counts: { errors: 1, warnings: 0, notices: 0 },
  clauses: 0,
});

const SHOWN = 5;

/** A line for the file and one for each of its first errors. */
function summary({ file, format, version, counts, clauses, findings }: CheckReport): string[] {
  const head = `${file}: ${[format, version].filter(Boolean).join(' ')}, ${clauses} clauses, ${counts.errors} errors, ${counts.warnings} warnings, ${counts.notices} notices`;
  const errors = findings.filter(({ severity }) => severity === 'error');
  const lines = errors.slice(0, SHOWN).map(({ where, message, code, value }) => {
    const place =
      'row' in where
        ? `${where.sheet} row ${where.row}${where.column ? ` ${where.column}` : ''}`
        : `${where.path}${where.line ? ` line ${where.line}` : ''}`;
    return `  ${place}: ${message} (${code})${value === undefined ? '' : `: ${value}`}`;
  });
  const more = errors.length > SHOWN ? [`  and ${errors.length - SHOWN} more errors`] : [];
  return [head, ...lines, ...more];
}
