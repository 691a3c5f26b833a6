/** Reads clauses that were written as JSON: each is taken apart into columns and read like a row, so that nothing is believed. */
import { readAvail } from '../avail.ts';
import type { Dialect } from '../cells.ts';
import type { Clause } from '../clause.ts';
import { rowOf } from '../convert/clause-row.ts';
import type { FindingList } from '../finding.ts';
import type { Limits } from '../limits.ts';
import { namedCells } from '../named-cells.ts';
import { clauseMembers } from './clause-shape.ts';

const DIALECT: Dialect = {
  date1904: false,
  territoryLists: true,
  territoryOptional: true,
  wholeDayEnds: false,
  languagesTogether: true,
  advised: false,
};

/** What the document says it is; a newer version may say things that would be overlooked here. */
export const JSON_FORMAT = { format: 'duoping-avails', version: 1 } as const;

export function readJson(
  text: string,
  limits: Limits,
  findings: FindingList,
): { version: string; clauses: readonly Clause[] } | undefined {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (cause) {
    findings.add('malformed-json', { path: '' }, cause instanceof Error ? cause.message : 'not JSON'); // a parser tells by throwing
    return { version: '', clauses: [] };
  }
  const { format, version, clauses } = membersOf(document);
  if (format !== JSON_FORMAT.format || !Array.isArray(clauses)) return undefined;
  if (version !== JSON_FORMAT.version) {
    findings.add(
      'unknown-format',
      { path: '/version' },
      `only version ${JSON_FORMAT.version} is known`,
      String(version),
    );
    return { version: String(version), clauses: [] };
  }
  if (clauses.length > limits.rows) {
    findings.add('file-too-large', { path: '/clauses' }, `more than ${limits.rows} clauses`);
    return { version: String(version), clauses: [] };
  }
  if (clauses.length === 0) findings.add('no-rows', { path: '/clauses' }, 'no clause');
  const read = clauses.flatMap((value: unknown, at) => readClause(value, `/clauses[${at}]`, findings) ?? []);
  return { version: String(version), clauses: read };
}

function membersOf(document: unknown): { format?: unknown; version?: unknown; clauses?: unknown } {
  return typeof document === 'object' && document !== null ? document : {};
}

function readClause(value: unknown, path: string, findings: FindingList): Clause | undefined {
  const { clause, wrong, unknown } = clauseMembers(value);
  for (const name of unknown)
    findings.add('unknown-column', { path: `${path}/${name}` }, 'no member of a clause; left out', name);
  for (const name of wrong)
    findings.add('bad-member', { path: `${path}/${name}` }, 'not what this member of a clause is');
  if (wrong.length > 0) return undefined;
  // Members that are absent are absent from the row, and missed there by name.
  const row = rowOf(clause as Clause);
  const cells = new Map(Object.entries(row).map(([column, text]) => [column, { text, line: 0 }]));
  const read = readAvail({ cells: namedCells(path, 0, [cells]), dialect: DIALECT, findings });
  return read && clause.aside ? { ...read, aside: clause.aside } : read;
}
