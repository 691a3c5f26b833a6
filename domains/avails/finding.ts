/** Every finding that a file can draw, with its severity, and the list they are collected in. */
import type { Finding, Place, Severity } from './clause.ts';

/** A file with an unusable finding could not be read at all; nothing is known of what stands in it. */
interface Kind {
  readonly severity: Severity;
  readonly unusable?: true;
  readonly says: string;
}

const unusable = (says: string): Kind => ({ severity: 'error', unusable: true, says });
const error = (says: string): Kind => ({ severity: 'error', says });
const warning = (says: string): Kind => ({ severity: 'warning', says });
const notice = (says: string): Kind => ({ severity: 'notice', says });

export const FINDINGS = {
  // The file
  'empty-file': unusable('the file has no bytes'),
  'file-too-large': unusable('the file, or what it inflates to, is above a limit'),
  'unknown-format': unusable('neither a workbook, nor CSV, nor XML of a known kind'),
  'damaged-archive': unusable('the workbook is not a whole, sound ZIP archive'),
  'encrypted-archive': unusable('the workbook is encrypted or has a password'),
  'duplicate-entry': unusable('two parts of the workbook have the same name'),
  'zip-bomb': unusable('a part inflates beyond a limit, or lies about its size'),
  'damaged-workbook': unusable('a part that every workbook has is missing or is not what it says'),
  'malformed-xml': unusable('not well-formed XML'),
  'xml-doctype': unusable('a document type declaration where none may stand, or one that declares entities'),
  'xml-entity': unusable('an entity other than the five of XML'),
  'unknown-encoding': unusable('bytes that are no text in the declared encoding'),
  'encoding-guessed': warning('text that is not UTF-8, read as Windows-1252'),
  'malformed-csv': unusable('a quoted field that does not end'),
  'cut-off': error('the file ends within a row'),
  'too-many-findings': error('more findings than are kept; mend these and check again'),
  // The sheet
  'empty-sheet': error('a sheet without a cell'),
  'no-header': error('no row of EMA column names among the first rows'),
  'no-rows': error('column names, but not one row of data'),
  'sheet-without-rows': notice('one of several sheets has column names, but not one row of data'),
  'status-sheet': notice('a sheet of statuses, which grants nothing'),
  'sheet-ignored': notice('a further sheet that does not hold avails'),
  'hidden-sheet-ignored': warning('a hidden sheet; its rows are not read'),
  'merged-cells': warning('merged cells among the data; only the first has a value'),
  'formula-cells': notice('formulas; the values kept in the file are read'),
  'missing-column': error('a column that every row needs is absent, so no row can be read'),
  'duplicate-column': error('a column name stands twice, so it is unclear which counts'),
  'misspelt-column': warning('a column name that is nearly one of the standard; it is not read as that one'),
  'unknown-element': notice('an element that no known version of the format has; kept as it is'),
  'unnamed-column': warning('values in a column without a name; they are left out'),
  'unknown-column': notice('a column the standard does not know; kept as it is'),
  'row-three-has-data': error('row 3 is for hints and is never read, but seems to hold an avail'),
  'row-skipped': notice('an example or comment row'),
  'comment-cell': notice('a cell that begins with //; read as empty'),
  'shifted-columns': error('values stand one or more columns beside their own'),
  'cell-error': error('a cell that holds a spreadsheet error such as #REF!'),
  'cell-too-long': unusable('a cell longer than a spreadsheet can hold'),
  'unknown-namespace': error('a list of avails that is not in a namespace of Avails XML'),
  'unknown-version': warning('a version of the format that is not known'),
  'avail-type-mismatch': error('the AvailType does not fit the WorkType of its asset'),
  'ref-alid-mismatch': error('supplements and promotions, and only they, name the ALID they belong to'),
  // What the published rules of Avails XML say beyond that
  'unexpected-element': error('an element where the schema of its version does not allow it'),
  'missing-element': error('an element that ends before all that the schema requires of it has come'),
  'unexpected-attribute': error('an attribute that the schema does not know'),
  'missing-attribute': error('an attribute that the schema requires is absent'),
  'unexpected-text': error('text between elements'),
  'value-not-allowed': error('a value that is not of the type the schema gives it'),
  'word-not-listed': error('a word that is not in the list of the version, where no other may stand'),
  'word-beyond-list': warning('a word that is not in the list of the version, where others may be agreed upon'),
  'misspelt-word': error('nearly a listed word, but not quite'),
  'structure-rule': error('elements that do not go together, by the published structure rules'),
  'duplicate-alid': error('two avails of one list have the same ALID'),
  'broken-sequence': error('the numbers of a bundle’s members have a gap or a repetition'),
  'unknown-rating-system': error('not a rating system of the published list'),
  'unknown-rating': error('not a rating of its system'),
  'old-rating': warning('a rating that its system no longer gives'),
  'rating-elsewhere': warning('a rating system that is not used there'),
  'unknown-rating-reason': error('not a reason of its rating system'),
  // C2
  'unknown-action': error('an object that is neither registered, nor updated, nor deleted'),
  'mapping-alone': error('a mapping that takes something away from what the file does not describe'),
  'mapping-ignored': notice('a mapping of what the file does not describe; it has no effect'),
  'repeated-object': error('two objects of one kind have the same code'),
  'object-inactive': notice('an object that is not in force; it is read as a deletion'),
  'object-ignored': notice('an object that is no offer'),
  'license-assumed': notice('nothing says how it is sold; a subscription is assumed'),
  'screens-beside': warning('a word on screens, which only the contract can have'),
  'zone-unstated': notice('times without a zone; partner rules say which they are of'),
  // Media RSS
  'window-assumed': warning('no window is stated; it holds from its day until it leaves the feed'),
  'bad-restriction': error('a restriction that can’t be kept: neither allow nor deny, or allowed only elsewhere'),
  'restriction-kept': warning('a restriction on something other than countries; it is kept and has no effect'),
  // Manifests and metadata
  'broken-reference': warning('an id that nothing in the manifest has'),
  'alid-unmapped': warning('a manifest that no ALID leads to'),
  // JSON and conversion
  'malformed-json': unusable('not well-formed JSON'),
  'bad-member': error('a member of a clause that is not what it must be'),
  'written-as-term': notice('a column without an element of its own, written as a Term'),
  'newer-than-version': warning('something that the version which is written has no place for'),
  'schema-wants-more': warning('something that the schema of Avails XML wants and the avail doesn’t have'),
  'aside-left-out': notice('something that the new form has no place for, and that no right follows from'),
  'description-left-out': notice('titles, pictures and files, which are no part of avails'),
  'conversion-differs': error('a clause that the new form says differently'),
  // The cells
  'missing-value': error('a cell that the row needs is empty'),
  'value-advised': warning('a cell that the standard asks for is empty; the row is read without it'),
  'missing-alid': warning('no ALID; the row goes by another of its ids'),
  'no-alid-column': notice('no column of ALIDs, as in version 1.6; rows go by another of their ids'),
  'bad-date': error('not a date in ISO 8601, a date cell or a known condition'),
  'date-as-number': notice('a plain number, read as a date of the spreadsheet'),
  'bad-condition': error('a date condition that may not stand in an avail'),
  'bad-duration': error('not an ISO 8601 duration, a time or a number of hours'),
  'lag-without-condition': warning('a lag beside a date that is no condition; it has no effect'),
  'bad-boolean': error('neither yes nor no'),
  'bad-language': error('not a language of BCP 47 with a known suffix'),
  'unknown-language': error('well-formed, but no language or country goes by that code'),
  'unknown-territory': error('not a country, a subdivision or a known group'),
  'territory-list': warning('several territories in one cell'),
  'unknown-work-type': error('not a WorkType of the standard'),
  'unknown-entry-type': error('not an EntryType of the standard'),
  'unknown-license-type': error('not a LicenseType of the standard or a known extension'),
  'license-type-extension': notice('a LicenseType beyond the standard that is understood'),
  'unknown-format-profile': error('not a FormatProfile of the standard'),
  'old-format-profile': notice('a FormatProfile of version 1.6, read as its later name'),
  'unknown-title-status': error('not a TitleStatus of the standard'),
  'unknown-price-type': warning('not a PriceType of the standard'),
  'bad-currency': error('not a currency code of ISO 4217'),
  'value-respelt': notice('a word of the standard in another spelling'),
  'eidr-check-digit': warning('an EIDR whose check character is wrong, or that is not of the form of one'),
  'invisible-characters': warning('marks in an id or a title that nobody sees'),
  'asset-id-form': warning('an Asset_ID that is not four letters and sixteen digits'),
  'repeated-value': warning('a value given twice with different content; the first counts'),
  'format-assumed': notice('no picture format is stated; the smallest is assumed'),
  // The row
  'end-before-start': error('the window ends before it starts'),
  'zero-length-window': error('the window has no length'),
  'one-day-window': notice(
    'the window starts and ends on one date; partner rules say whether that is a day or nothing',
  ),
  'far-end': notice('an end in the year 9999 instead of Open'),
  'unconditional-delete': notice('a Full Delete; its dates, license and format mean nothing'),
  'suppression-lift-missing': error('a pre-order without SuppressionLiftDate'),
  'pre-order-date-misplaced': error('a pre-order fulfilment date on a row that is no pre-order'),
  'bad-price': error('a price that is no amount, or less than nothing'),
  'price-missing': warning('a sale or rental without a price'),
  'language-contradiction': warning('a language both allowed and held back; it stays held back'),
  'required-language-absent': error('a required language that the asset does not have'),
  'many-asset-languages': error('several asset languages on one row of a sale or rental'),
  'bundle-without-members': error('a collection that names no members'),
  'members-without-bundle': error('bundle members on a row that is no collection'),
  'caption-contradiction': warning('captions are included, and yet a reason is given why they need not be'),
  'territory-contradiction': error('a territory both granted and excluded'),
  'exclusion-without-effect': warning('an excluded territory that was not granted'),
  'territory-undefined': warning('neither territories nor exclusions are given: the offer holds nowhere'),
  'overlapping-volumes': error('two volumes of a season have an episode in common'),
  'duplicate-row': warning('the same offer stands twice'),
  'overlapping-windows': warning('two windows of one offer overlap'),
  'extract-and-delete': error('one title and territory is both delivered and deleted in the same file'),
} as const satisfies Record<string, Kind>;

export type FindingCode = keyof typeof FINDINGS;

/** The findings of one file as they are made. */
export interface FindingList {
  add(code: FindingCode, where: Place, message: string, value?: string): void;
  readonly all: readonly Finding[];
  /** Errors made so far, those not kept included. */
  readonly errors: number;
}

const VALUE_CHARACTERS = 200;

/** Keeps at most `limit` findings; the last says that there were more. Values are cut to 200 characters. */
export function findingList(limit: number): FindingList {
  const all: Finding[] = [];
  let full = false;
  let errors = 0;
  return {
    all,
    get errors() {
      return errors;
    },
    add(code, where, message, value) {
      if (FINDINGS[code].severity === 'error') errors += 1;
      if (full) return;
      full = all.length + 1 >= limit;
      const [kept, text] = full
        ? (['too-many-findings', FINDINGS['too-many-findings'].says] as const)
        : [code, message];
      const shown = value === undefined || full ? {} : { value: cut(value) };
      all.push({ severity: FINDINGS[kept].severity, code: kept, message: text, where, ...shown });
    },
  };
}

/** Was the file such that nothing of it could be read? */
export const isUnusable = (findings: readonly Finding[]): boolean =>
  findings.some(({ code }) => Object.hasOwn(FINDINGS, code) && 'unusable' in FINDINGS[code as FindingCode]); // own key, checked

const cut = (value: string): string =>
  value.length > VALUE_CHARACTERS ? `${value.slice(0, VALUE_CHARACTERS)}…` : value;
