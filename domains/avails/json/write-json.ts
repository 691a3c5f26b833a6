/** Writes clauses as JSON, as the model has them, one to a line. */
import type { Clause, Reading } from '../clause.ts';
import { JSON_FORMAT } from './read-json.ts';

/** `source` is what the clauses were read from; ids and places are those of that reading. */
export function writeJson({ file, format, version, clauses }: Omit<Reading, 'findings'>): string {
  const head = JSON.stringify({ ...JSON_FORMAT, source: { file, format, version } }).slice(0, -1);
  const lines = clauses.map((clause: Clause) => JSON.stringify(clause));
  return `${head},"clauses":[\n${lines.join(',\n')}\n]}\n`;
}
