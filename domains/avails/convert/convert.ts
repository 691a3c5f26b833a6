/**
 * Converts what was read of a file: to a workbook, to Avails XML, to JSON. The result is read back, and every clause that
 * doesn't come back the same is named: nothing is lost in silence.
 */
import { ok, type Result, refuse } from '@duoping/kit';
import type { Clause, Finding, Reading } from '../clause.ts';
import { type FindingList, findingList } from '../finding.ts';
import { writeJson } from '../json/write-json.ts';
import { DEFAULT_LIMITS } from '../limits.ts';
import { readAvails } from '../read.ts';
import { writeAvailsXlsx } from '../write-avails.ts';
import { rowOf } from './clause-row.ts';
import { writeAvailsXml, XML_VERSIONS } from './write-avails-xml.ts';

export const CONVERSIONS = ['xlsx', 'xml', 'json'] as const;
export type Conversion = (typeof CONVERSIONS)[number];

export interface Converted {
  readonly bytes: Uint8Array;
  /** What the new form says differently or not at all, at the places of the file that was read. */
  readonly findings: readonly Finding[];
  readonly clauses: number;
}

/** The version that is written where none is asked for. */
const NEWEST: Readonly<Record<Conversion, string>> = { xlsx: '1.9', xml: '2.7', json: '1' };

/** Refuses a version that can't be written. Rows with errors have no clause and are in no conversion. */
export function convertAvails(
  reading: Reading,
  to: Conversion,
  { version = NEWEST[to] }: { readonly version?: string } = {},
): Result<Converted, 'unknown-version'> {
  const known = to === 'xml' ? XML_VERSIONS : [NEWEST[to]];
  if (!known.includes(version)) return refuse('unknown-version');
  const findings = findingList(DEFAULT_LIMITS.findings);
  const bytes = write(reading, to, version, findings);
  if (to !== 'json') tellAside(reading, to, findings);
  if (reading.descriptions || reading.experiences)
    findings.add('description-left-out', { path: '' }, 'titles, pictures and files are not part of avails');
  compare(reading.clauses, bytes, findings);
  return ok({ bytes, findings: findings.all, clauses: reading.clauses.length });
}

function write(reading: Reading, to: Conversion, version: string, findings: FindingList): Uint8Array {
  const { clauses } = reading;
  if (to === 'json') return new TextEncoder().encode(writeJson(reading));
  if (to === 'xml') return new TextEncoder().encode(writeAvailsXml(clauses, version, findings));
  for (const { territories, place } of clauses)
    if (territories.length > 1)
      findings.add(
        'territory-list',
        place,
        'kept in one cell; the standard wants a row for each',
        territories.join(', '),
      );
  return writeAvailsXlsx(clauses.map(rowOf));
}

/** Of what is set aside, Avails XML has a place for two; sheets for nothing. */
const WRITTEN_ASIDE: ReadonlySet<string> = new Set(['AvailType', 'ShortDescription']);

function tellAside({ clauses }: Reading, to: Conversion, findings: FindingList): void {
  const told = new Set<unknown>();
  for (const { aside, place } of clauses) {
    // Clauses of one avail share what was set aside: it is told once.
    if (!aside || told.has(aside)) continue;
    told.add(aside);
    const lost = Object.keys(aside).filter(
      (name) => name !== 'AvailType' && !(to === 'xml' && WRITTEN_ASIDE.has(name)),
    );
    if (lost.length > 0)
      findings.add('aside-left-out', place, `the new form has no place for ${lost.length} values`, lost.join(', '));
  }
}

/** Every clause that the written file doesn't say again, by the clause's own place. */
function compare(clauses: readonly Clause[], bytes: Uint8Array, findings: FindingList): void {
  const again = new Map<string, number>();
  for (const { id } of readAvails({ name: '', bytes }).clauses) again.set(id, (again.get(id) ?? 0) + 1);
  for (const { id, place, alid } of clauses) {
    const left = again.get(id) ?? 0;
    if (left > 0) again.set(id, left - 1);
    else findings.add('conversion-differs', place, 'read back from the new form, it says something else', alid);
  }
}
