/** What a reading looks like to the partner who sent the file. */
import type { Finding, Reading } from './clause.ts';
import type { StreamedReading } from './read-stream.ts';

export interface CheckReport {
  readonly file: string;
  readonly format: Reading['format'];
  readonly version: string;
  readonly findings: readonly Finding[];
  readonly counts: { readonly errors: number; readonly warnings: number; readonly notices: number };
  /** How many clauses the file gave. */
  readonly clauses: number;
}

export function checkReport({ file, format, version, findings, clauses }: Reading | StreamedReading): CheckReport {
  const count = (severity: Finding['severity']): number => findings.filter((each) => each.severity === severity).length;
  const counts = { errors: count('error'), warnings: count('warning'), notices: count('notice') };
  return { file, format, version, findings, counts, clauses: typeof clauses === 'number' ? clauses : clauses.length };
}
