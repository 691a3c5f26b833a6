/** Reads a sheet of statuses, which platforms send back about avails: it grants nothing, and its words are checked. */
import { isTerritory } from '@duoping/kit';
import { columnNamed } from './columns.ts';
import type { FindingList } from './finding.ts';
import vocabularies from './rules/tables/vocabularies.json' with { type: 'json' };
import { cellPlace, type Row } from './table.ts';
import { loose } from './words.ts';

/** Columns by the names that Avails XML gives the parts of an OfferStatus. */
const STATUSES: ReadonlySet<string> = new Set(['progresscode', 'overallstatus', 'featurestatus', 'bonusstatus']);
const IDS: ReadonlySet<string> = new Set(['ALID', 'AvailID', 'TitleID', 'EditID', 'ContentID']);

const CODES: readonly string[] = vocabularies['2.7'].ProgressCode;

/** Names a status and the avail that it is of, and does not ask for anything to be done with it. */
export function isStatusHeader(row: Row): boolean {
  const texts = row.texts.slice(0, row.width).map((text) => text.trim());
  const names = texts.map(columnNamed);
  return (
    texts.some((text) => STATUSES.has(loose(text))) &&
    names.some((name) => IDS.has(name ?? '')) &&
    !names.includes('EntryType')
  );
}

/** What to do with each row below the header. */
export function statusReader(sheet: string, header: Row, findings: FindingList): (row: Row) => void {
  const names = header.texts.slice(0, header.width).map((text) => text.trim());
  const statuses = [...names.keys()].filter((column) => STATUSES.has(loose(names[column] ?? '')));
  const ids = [...names.keys()].filter((column) => IDS.has(columnNamed(names[column] ?? '') ?? ''));
  const territory = names.findIndex((name) => columnNamed(name) === 'Territory');
  return (row) => {
    const text = (column: number): string => (column < row.width ? (row.texts[column] ?? '').trim() : '');
    if (row.texts.slice(0, row.width).some((each) => each.trim().startsWith('//'))) return; // hints
    if (ids.every((column) => text(column) === ''))
      findings.add('missing-value', { sheet, row: row.number }, 'a status of no avail');
    for (const column of statuses)
      if (text(column) !== '' && !CODES.some((code) => loose(code) === loose(text(column))))
        findings.add(
          'word-not-listed',
          cellPlace(sheet, row.number, column, names[column]),
          `not one of ${CODES.join(', ')}`,
          text(column),
        );
    const place = text(territory);
    if (territory >= 0 && place !== '' && !isTerritory(place))
      findings.add(
        'unknown-territory',
        cellPlace(sheet, row.number, territory, 'Territory'),
        `${place} is no territory`,
        place,
      );
  };
}
