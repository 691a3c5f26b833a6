/** What the avails commands have in common: what they may touch, and how a report looks to people. */
import type { CheckReport } from '@duoping/avails';

export interface AvailsIo {
  stdout(line: string): void;
  stderr(line: string): void;
  /** The bytes of a file as they come. */
  readChunks(path: string): AsyncIterable<Uint8Array>;
  readFile(path: string): Promise<Uint8Array>;
  writeFile(path: string, bytes: Uint8Array): Promise<void>;
}

export const unreadable = (file: string, message: string): CheckReport => ({
  file,
  format: 'unknown',
  version: '',
  findings: [{ severity: 'error', code: 'cannot-open', message, where: { path: '' } }],
  counts: { errors: 1, warnings: 0, notices: 0 },
  clauses: 0,
});

/** Why a file can't be read and what to do, in words; the system's own where it is rare. */
export function whyUnreadable(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const { code = '' } = cause as NodeJS.ErrnoException; // Node's own errors carry a code
  return Object.hasOwn(OPEN_FAULTS, code) ? (OPEN_FAULTS[code] ?? cause.message) : cause.message;
}

const OPEN_FAULTS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file; look at its name and its folder',
  ENOTDIR: 'there is no such file; look at its name and its folder',
  EISDIR: 'this is a folder; name the files in it',
  EACCES: 'this user may not read it; give it the right to, or copy the file',
  EPERM: 'this user may not read it; give it the right to, or copy the file',
  ELOOP: 'this is a link that leads back to itself; name the file',
  ENAMETOOLONG: 'no file has so long a name',
};

const SHOWN = 5;

/** A line for the file and one for each of its first errors. */
export function summary({ file, format, version, counts, clauses, findings }: CheckReport): string[] {
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
