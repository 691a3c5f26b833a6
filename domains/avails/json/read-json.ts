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
    const message = cause instanceof Error ? cause.message : 'not JSON'; // a parser tells by throwing
    findings.add('malformed-json', { path: '', line: lineOfFault(text, message) }, message);
    return { version: '', clauses: [] };
  }
  const { format, version, clauses } = membersOf(document);
  if (format !== JSON_FORMAT.format) return undefined;
  const said = typeof version === 'number' || typeof version === 'string' ? String(version) : '';
  if (version !== JSON_FORMAT.version) {
    findings.add(
      'unknown-format',
      { path: '/version' },
      `only version ${JSON_FORMAT.version} is known`,
      said === '' ? undefined : said,
    );
    return { version: said, clauses: [] };
  }
  if (!Array.isArray(clauses)) {
    findings.add('unknown-format', { path: '/clauses' }, 'clauses are a list');
    return { version: said, clauses: [] };
  }
  if (clauses.length > limits.rows) {
    findings.add('file-too-large', { path: '/clauses' }, `more than ${limits.rows} clauses`);
    return { version: said, clauses: [] };
  }
  if (clauses.length === 0) findings.add('no-rows', { path: '/clauses' }, 'no clause');
  const read = clauses.flatMap((value: unknown, at) => readClause(value, `/clauses[${at}]`, findings) ?? []);
  return { version: said, clauses: read };
}

/** Parsers name the place of a fault by its line, or by the text around it, ten signs to each side. */
function lineOfFault(text: string, message: string): number {
  const named = /\(line (\d+) column \d+\)/.exec(message)?.[1];
  if (named !== undefined) return Number(named);
  const [, sign = '', dots, around = ''] =
    /token '([\s\S]{1,2})', (\.{3})?"([\s\S]+?)"(?:\.{3})? is not valid JSON$/.exec(message) ?? [];
  const start = around === '' ? -1 : text.indexOf(around);
  const at = start < 0 ? text.length : start + (dots ? 10 : around.indexOf(sign));
  return text.slice(0, at).split('\n').length;
}

function membersOf(document: unknown): { format?: unknown; version?: unknown; clauses?: unknown } {
  return typeof document === 'object' && document !== null ? document : {};
}

function readClause(value: unknown, path: string, findings: FindingList): Clause | undefined {
  const { clause, wrong, unknown } = clauseMembers(value);
  for (const name of unknown)
    findings.add('unknown-column', { path: `${path}/${name}` }, 'no member of a clause; left out', name);
  for (const name of wrong)
    findings.add(
      'bad-member',
      { path: name === '' ? path : `${path}/${name}` },
      name === '' ? 'a clause is an object' : 'not what this member of a clause is',
    );
  if (wrong.length > 0) return undefined;
  // Members that are absent are absent from the row, and missed there by name.
  const row = rowOf(clause as Clause);
  const cells = new Map(Object.entries(row).map(([column, text]) => [column, { text, line: 0 }]));
  const read = readAvail({ cells: namedCells(path, 0, [cells]), dialect: DIALECT, findings });
  return read && clause.aside ? { ...read, aside: clause.aside } : read;
}
