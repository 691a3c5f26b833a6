/** The words that the EMA dictionary allows in a cell, and how loosely they are matched. */
import type { EntryType, FormatProfile, LicenseType, WorkType } from './clause.ts';

/** Words by themselves and by their loose spelling. */
export type Vocabulary<Word extends string> = ReadonlyMap<string, Word>;

/** The word that was meant, whatever its case, spaces and hyphens. */
export const wordOf = <Word extends string>(vocabulary: Vocabulary<Word>, text: string): Word | undefined =>
  vocabulary.get(text) ?? vocabulary.get(loose(text));

export const loose = (text: string): string => text.toLowerCase().replace(/[\s_-]+/g, '');

const vocabulary = <Word extends string>(
  words: readonly Word[],
  others: Readonly<Record<string, Word>> = {},
): Vocabulary<Word> =>
  new Map([
    ...words.flatMap((word) => [[word, word] as const, [loose(word), word] as const]),
    ...Object.entries(others).map(([a, b]) => [loose(a), b] as const),
  ]);

export const WORK_TYPES = vocabulary<WorkType>([
  'Movie',
  'Short',
  'Season',
  'Episode',
  'Series',
  'Volume',
  'Collection',
  'Supplemental',
  'Promotion',
]);

export const ENTRY_TYPES = vocabulary<EntryType>(['Full Extract', 'Full Delete', 'Create', 'Update', 'Delete']);

export const LICENSE_TYPES = vocabulary<LicenseType>(
  ['SVOD', 'AVOD', 'FVOD', 'VOD', 'EST', 'POEST', 'Pre-Release', 'Library'],
  { TVOD: 'VOD' },
);

/** Understood, though no version of the standard's vocabulary has them. */
export const EXTENSIONS: ReadonlySet<string> = new Set(['AVOD', 'FVOD', 'TVOD']);

export const FORMAT_PROFILES = vocabulary<FormatProfile>(['SD', 'HD', 'UHD', '3D', '3DSD', '3DHD', '3DUHD']);

/** Profiles of version 1.6, where high frame rate was a profile and not an attribute. */
export const OLD_FORMAT_PROFILES: ReadonlyMap<string, { profile: FormatProfile; hfr?: true }> = new Map([
  ['4k', { profile: 'UHD' as const }],
  ['3d4k', { profile: '3DUHD' as const }],
  ['hfr', { profile: 'HD' as const, hfr: true as const }],
  ['3dhfr', { profile: '3DHD' as const, hfr: true as const }],
]);

export const TITLE_STATUSES = vocabulary(['Pending', 'Approved', 'Revoked', 'Expired']);

const PRICES = [
  'Tier',
  'WSP',
  'DMRP',
  'SMRP',
  'SRP',
  'Category',
  'LicenseFee',
  'NA',
  'EpisodeWSP',
  'SeasonWSP',
  'Included',
];

/** `TPR-` marks a temporary price reduction, `-PostTax` a price with tax. */
export const PRICE_TYPES = vocabulary([
  ...PRICES,
  ...PRICES.map((price) => `TPR-${price}`),
  ...PRICES.map((price) => `${price}-PostTax`),
]);

/** Events that a window may start or end with. `Open` and `Immediate` are bounds of their own. */
export const CONDITIONS = vocabulary(['ESTStart', 'EST', 'Broadcast', 'Completed', 'Theatrical']);

const YES = new Set(['1', 'true', 't', 'yes', 'y']);
const NO = new Set(['0', 'false', 'f', 'no', 'n']);

/** Yes or no in any of the forms that sheets carry; undefined for anything else. */
export function booleanOf(text: string): boolean | undefined {
  const word = text.toLowerCase();
  if (YES.has(word)) return true;
  return NO.has(word) ? false : undefined;
}
