/** Holds one row of a sheet against what is published for its version: words, ratings, captions, numbers and years. */
import { isCountry } from '@duoping/kit';
import type { AvailCells } from '../cells.ts';
import { nearestWord } from '../columns.ts';
import type { FindingCode, FindingList } from '../finding.ts';
import { CELL } from '../table.ts';
import { booleanOf, loose, WORK_TYPES, wordOf } from '../words.ts';
import type { VocabularyTable } from './list-tables.ts';
import { type RatingFault, ratingFaults } from './ratings.ts';
import vocabularies from './tables/vocabularies.json' with { type: 'json' };

const WORDS: VocabularyTable = vocabularies;

/** The version of Avails XML that the reference converts a sheet's version to. */
const XML_VERSION: Readonly<Record<string, string>> = {
  '1.6': '2.1',
  '1.7': '2.2',
  '1.7.2': '2.2.2',
  '1.7.3': '2.3',
  '1.8': '2.4',
  '1.9': '2.5',
};

interface Row {
  readonly cells: AvailCells;
  readonly findings: FindingList;
}

/** `version` is that of the sheet. */
export function checkRow(row: Row, version: string): void {
  checkWords(row, WORDS[XML_VERSION[version] ?? '2.5'] ?? {});
  checkRating(row);
  checkCaptions(row);
  checkReference(row);
  for (const column of NUMBERS) {
    const text = row.cells.text(column);
    if (text !== '' && !/^\d+$/.test(text)) report(row, 'value-not-allowed', column, 'not a whole number');
  }
  for (const column of DATES) {
    const text = row.cells.text(column);
    const isSerial = row.cells.kind(column) === CELL.number && column !== 'ReleaseYear';
    if (text !== '' && !isSerial && !/^\d{4}(?:-\d{2}(?:-\d{2}(?:T.*)?)?)?$/.test(text))
      report(row, 'value-not-allowed', column, 'not a year or a date in ISO 8601');
  }
}

/** Integers in the schema: md:ContentSequenceInfo and the counts. */
const NUMBERS = ['SeasonNumber', 'EpisodeNumber', 'VolumeNumber', 'EpisodeCount', 'SeasonCount'] as const;
const DATES = ['ReleaseYear', 'ReleaseHistoryOriginal', 'ReleaseHistoryPhysicalHV'] as const;

const LISTS: readonly (readonly [column: string, list: string])[] = [
  ['LocalizationType', 'LocalizationOffering'],
  ['CaptionExemption', 'USACaptionsExemptionReason'],
  ['TPRType', "@termName='TPRType'"],
];

/** Words that the reader understands in any version, though a version may not have them yet. */
const OF_VERSION: readonly (readonly [column: string, list: string])[] = [
  ['EntryType', 'EntryType'],
  ['FormatProfile', 'FormatProfile'],
  ['LicenseType', 'LicenseType'],
  ['HDR', 'FormatProfile@HDR'],
];

function checkWords(row: Row, words: VocabularyTable[string]): void {
  const { cells } = row;
  for (const [column, list] of LISTS) {
    const text = cells.text(column);
    const allowed = words[list] ?? WORDS['2.5']?.[list] ?? [];
    if (text === '' || has(allowed, text)) continue;
    report(row, 'word-not-listed', column, `not one of ${allowed.join(', ')}`);
  }
  for (const [column, list] of OF_VERSION) {
    const text = cells.text(column);
    const allowed = words[list];
    if (text === '' || !allowed || has(allowed, text)) continue;
    report(row, 'word-beyond-list', column, 'not in the list of this version of the sheet');
  }
  const described = cells.text('LicenseRightsDescription');
  const near = DESCRIPTIONS.includes(described) ? undefined : nearestWord(described, DESCRIPTIONS);
  if (near) report(row, 'misspelt-word', 'LicenseRightsDescription', `did you mean ${near}?`);
}

const has = (words: readonly string[], text: string): boolean => words.some((word) => loose(word) === loose(text));

/** As the dictionaries of the sheets give them; other descriptions may be agreed upon. */
export const DESCRIPTIONS: readonly string[] = [
  ...['New Release', 'Library', 'Mega-Library', 'Priority Library', 'DD-Theatrical', 'Pre-Theatrical', 'Early EST'],
  ...['Preorder EST', 'Early VOD', 'Preorder VOD', 'DTV', 'Next Day TV', 'Season Only', 'POD'],
];

const PARTS: Readonly<Record<RatingFault['part'], string>> = {
  system: 'RatingSystem',
  value: 'RatingValue',
  reason: 'RatingReason',
  region: 'RatingSystem',
};

function checkRating(row: Row): void {
  const { cells, findings } = row;
  const [system, value, territory] = [cells.text('RatingSystem'), cells.text('RatingValue'), cells.text('Territory')];
  if (system === '' && value === '') return;
  if (system === '' || value === '') {
    const column = system === '' ? 'RatingSystem' : 'RatingValue';
    findings.add('missing-value', cells.place(column), `${column} is empty beside the other half of a rating`);
    return;
  }
  const reasons = cells
    .text('RatingReason')
    .split(/[,;|]/)
    .map((reason) => reason.trim());
  const region = isCountry(territory) ? territory : undefined;
  for (const { code, part, message, text } of ratingFaults({ system, value, reasons: reasons.filter(Boolean), region }))
    findings.add(code, cells.place(PARTS[part]), message, text);
}

/** In the United States an avail says whether it has captions, and if not, why it need not have them. */
function checkCaptions(row: Row): void {
  const { cells, findings } = row;
  const captions = cells.text('CaptionIncluded');
  if (captions !== '' && booleanOf(captions) === undefined)
    report(row, 'bad-boolean', 'CaptionIncluded', 'CaptionIncluded is neither yes nor no');
  if (cells.text('Territory') !== 'US' || /delete$/i.test(cells.text('EntryType'))) return;
  const included = booleanOf(cells.text('CaptionIncluded'));
  if (included === false && cells.text('CaptionExemption') === '')
    findings.add('value-advised', cells.place('CaptionExemption'), 'no captions in the US, and no reason why');
  if (included === true && cells.text('CaptionExemption') !== '')
    report(row, 'caption-contradiction', 'CaptionExemption', 'captions are included, so nothing is exempt');
}

/** From 1.9 on, what goes with another avail names it, and nothing else does. */
function checkReference(row: Row): void {
  const { cells, findings } = row;
  if (!cells.has('RefALID')) return;
  const goesWith = ['Supplemental', 'Promotion'].includes(wordOf(WORK_TYPES, cells.text('WorkType')) ?? '');
  if (goesWith !== (cells.text('RefALID') !== ''))
    findings.add(
      'ref-alid-mismatch',
      cells.place('RefALID'),
      'supplements and promotions, and only they, name another ALID',
    );
}

function report({ cells, findings }: Row, code: FindingCode, column: string, message: string): void {
  findings.add(code, cells.place(column), message, cells.text(column));
}
