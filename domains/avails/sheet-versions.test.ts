import { describe, expect, test } from 'vitest';
import type { Reading } from './clause.ts';
import { readAvails } from './read.ts';
import { codesOf, errorsOf } from './testing.ts';
import { type CellValue, writeWorkbook } from './write-workbook.ts';

type Values = Readonly<Record<string, CellValue>>;

/** Columns in the order of the templates. */
const COLUMNS = {
  '1.6 Movies': `DisplayName StoreLanguage Territory WorkType EntryType TitleInternalAlias TitleDisplayUnlimited LocalizationType
    LicenseType LicenseRightsDescription FormatProfile Start End PriceType PriceValue SRP Description OtherTerms
    OtherInstructions ContentID ProductID EncodeID AvailID Metadata AltID SuppressionLiftDate SpecialPreOrderFulfillDate
    ReleaseYear ReleaseHistoryOriginal ReleaseHistoryPhysicalHV ExceptionFlag RatingSystem RatingValue RatingReason
    RentalDuration WatchDuration CaptionIncluded CaptionExemption Any ContractID ServiceProvider TotalRunTime
    HoldbackLanguage HoldbackExclusionLanguage`,
  '1.6 TV': `DisplayName StoreLanguage Territory WorkType EntryType SeriesTitleInternalAlias SeriesTitleDisplayUnlimited
    SeasonNumber EpisodeNumber LocalizationType EpisodeTitleInternalAlias EpisodeTitleDisplayUnlimited
    SeasonTitleInternalAlias SeasonTitleDisplayUnlimited EpisodeCount SeasonCount SeriesAltID SeasonAltID EpisodeAltID
    CompanyDisplayCredit LicenseType LicenseRightsDescription FormatProfile Start End SpecialPreOrderFulfillDate
    PriceType PriceValue SRP Description OtherTerms OtherInstructions SeriesContentID SeasonContentID EpisodeContentID
    EpisodeProductID EncodeID AvailID Metadata SuppressionLiftDate ReleaseYear ReleaseHistoryOriginal
    ReleaseHistoryPhysicalHV ExceptionsFlag RatingSystem RatingValue RatingReason RentalDuration WatchDuration
    FixedEndDate CaptionIncluded CaptionExemption Any ContractID ServiceProvider TotalRunTime HoldbackLanguage
    HoldbackExclusionLanguage`,
  '1.7 Movies': `ALID AvailID BundledALIDs EntryType DisplayName DMA_ID ExceptionFlag ReportingID ServiceProvider UV_ID ContentID
    EditID Metadata TitleID WorkType Any CaptionExemption CaptionIncluded CompanyDisplayCredit LocalizationType
    RatingReason RatingSystem RatingValue ReleaseHistoryOriginal ReleaseHistoryPhysicalHV ReleaseYear
    TitleDisplayUnlimited TitleInternalAlias TotalRunTime AllowedLanguages AnnounceDate AssetLanguage ContractID
    Description End FixedEndDate FormatProfile HDR HFR HoldbackLanguage LicenseRightsDescription LicenseType NGAudio
    OtherInstructions OtherTerms PriceCurrency PriceType PriceValue RentalDuration SpecialPreOrderFulfillDate SRP Start
    SuppressionLiftDate Territory WatchDuration WCG`,
} as const;

const FILM: Values = {
  DisplayName: 'Example Films',
  Territory: 'US',
  WorkType: 'Movie',
  EntryType: 'Full Extract',
  TitleInternalAlias: 'Lantern, The',
  TitleDisplayUnlimited: 'The Lantern',
  LicenseType: 'EST',
  LicenseRightsDescription: 'Library',
  FormatProfile: 'HD',
  Start: { date: '2013-06-14' },
  End: 'Open',
  PriceType: 'Tier',
  PriceValue: 4,
  ContentID: 'md:cid:example.com:lantern',
  RatingSystem: 'MPAA',
  RatingValue: 'PG',
  CaptionIncluded: 'No',
  CaptionExemption: 4,
  TotalRunTime: '1:56:20',
  ReleaseYear: 2006,
  ReleaseHistoryOriginal: { date: '2006-01-30' },
};

const EPISODE: Values = {
  DisplayName: 'Example Films',
  Territory: 'US',
  WorkType: 'Episode',
  EntryType: 'Full Extract',
  SeriesTitleInternalAlias: 'Lanterns',
  SeasonNumber: 1,
  EpisodeNumber: 3,
  EpisodeTitleInternalAlias: 'The Third',
  LicenseType: 'SVOD',
  FormatProfile: 'SD',
  Start: '2013-06-14',
  End: '2014-06-14',
  SeriesContentID: 'md:cid:example.com:lanterns',
  SeasonContentID: 'md:cid:example.com:lanterns-1',
  EpisodeContentID: 'md:cid:example.com:lanterns-1-3',
  CaptionIncluded: 'Yes',
};

interface Sheet {
  readonly name?: string;
  readonly columns: string;
  readonly rows: readonly Values[];
  /** What stands in A3. */
  readonly hint?: string;
}

function read(...sheets: readonly Sheet[]): Reading {
  const contents = sheets.map(({ name = 'Avails', columns, rows, hint = '//REQ' }) => {
    const names = columns.split(/\s+/);
    const data = rows.map((row) => names.map((each) => row[each]));
    return { name, rows: [names.map(() => 'Avail'), names, [hint, ...names.slice(1).map(() => '//Opt')], ...data] };
  });
  return readAvails({ name: 'sheet.xlsx', bytes: writeWorkbook(contents) }, { publishedRules: true });
}

describe('version 1.6', () => {
  test('a workbook of films and series is read by its ids, and says once a sheet that it has no ALIDs', () => {
    const reading = read(
      { name: 'Movies', columns: COLUMNS['1.6 Movies'], rows: [{ ...FILM, StoreLanguage: 'EN, DE, FR' }] },
      { name: 'TV', columns: COLUMNS['1.6 TV'], rows: [{ ...EPISODE, ExceptionsFlag: 'Yes' }] },
    );
    expect([reading.version, codesOf(reading), reading.findings.length]).toEqual(['1.6', ['no-alid-column'], 2]);
    expect(reading.clauses).toMatchObject([
      { alid: 'md:cid:example.com:lantern', price: { type: 'Tier', value: '4' }, runTimeSeconds: 6980 },
      { alid: 'md:cid:example.com:lanterns-1-3', exceptionFlag: true, seasonNumber: '1', episodeNumber: '3' },
    ]);
  });
  test('its example row is passed over in one breath', () => {
    const names = COLUMNS['1.6 Movies'].split(/\s+/);
    const example = Object.fromEntries(names.map((name) => [name, `//e.g., ${name}`]));
    expect(codesOf(read({ columns: COLUMNS['1.6 Movies'], rows: [example, FILM] }))).toEqual([
      'no-alid-column',
      'row-skipped',
    ]);
  });
  test('an episode goes by its product where it has no other id; without one, its own cell is named', () => {
    const columns = COLUMNS['1.6 TV'];
    const product = read({ columns, rows: [{ ...EPISODE, EpisodeContentID: '', EpisodeProductID: 'lanterns-1-3' }] });
    expect(product.clauses.map(({ alid }) => alid)).toEqual(['lanterns-1-3']);
    const none = read({ columns, rows: [{ ...EPISODE, EpisodeContentID: '' }] });
    expect(none.findings.filter(({ severity }) => severity === 'error')).toMatchObject([
      { code: 'missing-value', where: { row: 4, column: expect.stringMatching(/ EpisodeContentID$/) } },
    ]);
  });
  test('strokes stand between languages, formats have their old names', () => {
    const film = { ...FILM, HoldbackLanguage: 'ES|DE', FormatProfile: '3D4K' };
    const reading = read({ columns: COLUMNS['1.6 Movies'], rows: [film] });
    expect(codesOf(reading)).toEqual(['no-alid-column', 'old-format-profile']);
    expect(reading.clauses[0]?.heldBackLanguages.map(({ range }) => range)).toEqual(['es', 'de']);
    expect(reading.clauses[0]?.formatProfile).toBe('3DUHD');
  });
  test('languages are held back, or all others are, but not both', () => {
    const only = read({ columns: COLUMNS['1.6 Movies'], rows: [{ ...FILM, HoldbackExclusionLanguage: 'EN|FR' }] });
    expect(only.clauses[0]?.allowedLanguages.map(({ range }) => range)).toEqual(['en', 'fr']);
    const film = { ...FILM, HoldbackLanguage: 'ES', HoldbackExclusionLanguage: 'EN' };
    expect(codesOf(read({ columns: COLUMNS['1.6 Movies'], rows: [film] }))).toContain('language-contradiction');
  });
  test('words of a later version are told', () => {
    const film = { ...FILM, EntryType: 'Update', FormatProfile: 'UHD' };
    const { findings } = read({ columns: COLUMNS['1.6 Movies'], rows: [film] });
    expect(findings.filter(({ code }) => code === 'word-beyond-list').map(({ value }) => value)).toEqual([
      'Update',
      'UHD',
    ]);
  });
});

describe('version 1.7', () => {
  const row = { ...FILM, ALID: 'md:alid:example.com:lantern' };
  test('a sheet with ALIDs and without AltID is of it', () => {
    const reading = read({ columns: COLUMNS['1.7 Movies'], rows: [row] });
    expect([reading.version, reading.findings, reading.clauses.length]).toEqual(['1.7', [], 1]);
  });
  test('a bundle names its members, with either sign between them', () => {
    for (const BundledALIDs of ['a;b', 'a, b']) {
      const bundle = { ...row, WorkType: 'Collection', BundledALIDs };
      expect(read({ columns: COLUMNS['1.7 Movies'], rows: [bundle] }).clauses[0]?.bundledAlids).toEqual(['a', 'b']);
    }
  });
  test('several asset languages on a sale came to be an error with version 1.7.3', () => {
    const film = { ...row, AssetLanguage: 'en, fr' };
    expect(errorsOf(read({ columns: COLUMNS['1.7 Movies'], rows: [film] }))).toEqual([]);
    expect(errorsOf(read({ columns: `${COLUMNS['1.7 Movies']} TerritoryExclusion`, rows: [film] }))).toEqual([
      'many-asset-languages',
    ]);
  });
});

describe('version 1.9', () => {
  const columns = `${COLUMNS['1.7 Movies']} TerritoryExclusion StoreType PackageLabel`;
  const row = { ...FILM, ALID: 'md:alid:example.com:lantern' };
  const of = (more: string, values: Values) =>
    read({ columns: `${columns}${more}`, rows: [{ ...row, ...values }], hint: '1.9' });

  test('a temporary price names its kind and its campaign', () => {
    const reduced = { PriceType: 'TPR-WSP', PriceValue: 3.99, TPRType: 'Conditional', CampaignID: 'spring' };
    const reading = of(' TPRType CampaignID', reduced);
    expect([reading.version, reading.findings]).toEqual(['1.9', []]);
    expect(reading.clauses[0]).toMatchObject({
      price: { type: 'TPR-WSP' },
      extra: { TPRType: 'Conditional', CampaignID: 'spring' },
    });
    expect(codesOf(of(' TPRType', { ...reduced, TPRType: 'Sometimes' }))).toEqual(['word-not-listed']);
  });
  test('a bonus names the avail it goes with, and nothing else does', () => {
    const reference = ' RefALID RefTerritory RefLicenseType';
    const bonus = {
      WorkType: 'Supplemental',
      RefALID: 'md:alid:example.com:lantern',
      RefTerritory: 'US',
      RefLicenseType: 'EST',
    };
    expect(of(reference, bonus)).toMatchObject({
      findings: [],
      clauses: [{ extra: { RefALID: 'md:alid:example.com:lantern' } }],
    });
    expect(codesOf(of(reference, { ...bonus, RefALID: '' }))).toEqual(['ref-alid-mismatch']);
    expect(codesOf(of(reference, { ...bonus, WorkType: 'Movie' }))).toEqual(['ref-alid-mismatch']);
  });
  test('a volume has ids and titles of its own', () => {
    const volume = {
      WorkType: 'Volume',
      VolumeContentID: 'md:cid:example.com:v1',
      VolumeNumber: 1,
      VolumeTitleInternalAlias: 'One',
    };
    const reading = of(' VolumeContentID VolumeNumber VolumeTitleInternalAlias', volume);
    expect([reading.findings, reading.clauses[0]?.contentId, reading.clauses[0]?.title]).toEqual([
      [],
      'md:cid:example.com:v1',
      'One',
    ]);
    expect(
      codesOf(of(' VolumeContentID VolumeNumber VolumeTitleInternalAlias', { ...volume, VolumeNumber: 'one' })),
    ).toEqual(['value-not-allowed']);
  });
  test('a sheet of statuses grants nothing, and its words are checked', () => {
    const status = (ProgressCode: string, ALID = 'md:alid:example.com:lantern') =>
      read({
        name: 'Status',
        columns: 'ALID Territory LicenseType ProgressCode Comments',
        rows: [{ ALID, ProgressCode, Territory: 'US' }],
      });
    expect([codesOf(status('Live')), status('Live').clauses]).toEqual([['status-sheet'], []]);
    expect(codesOf(status('Lively'))).toEqual(['word-not-listed', 'status-sheet']);
    expect(codesOf(status('Issue', ''))).toEqual(['missing-value', 'status-sheet']);
  });
  test('a sheet of the template that has no rows is fine as long as another has', () => {
    const bare = { name: 'Collections', columns, rows: [] };
    expect(codesOf(read({ columns, rows: [row], hint: '1.9' }, bare))).toEqual(['sheet-without-rows']);
    expect(codesOf(read(bare, { ...bare, name: 'TV' }))).toEqual(['no-rows']);
  });
});

describe('published rules on rows', () => {
  const cases: [string, Values, string, string][] = [
    ['a rating of no system', { RatingSystem: 'STARS' }, 'unknown-rating-system', 'RatingSystem'],
    ['a rating that its system lacks', { RatingValue: '6' }, 'unknown-rating', 'RatingValue'],
    ['a rating from elsewhere', { RatingSystem: 'BBFC' }, 'rating-elsewhere', 'RatingSystem'],
    [
      'a reason that its system lacks',
      { RatingSystem: 'BBFC', RatingReason: 'Boredom' },
      'unknown-rating-reason',
      'RatingReason',
    ],
    ['half a rating', { RatingValue: '' }, 'missing-value', 'RatingValue'],
    ['an offering of no kind', { LocalizationType: 'mime' }, 'word-not-listed', 'LocalizationType'],
    ['an exemption that is none', { CaptionExemption: 7 }, 'word-not-listed', 'CaptionExemption'],
    ['no captions and no reason', { CaptionExemption: '' }, 'value-advised', 'CaptionExemption'],
    [
      'captions, and a reason why there are none',
      { CaptionIncluded: 'Yes' },
      'caption-contradiction',
      'CaptionExemption',
    ],
    [
      'rights that are nearly a listed word',
      { LicenseRightsDescription: 'Librry' },
      'misspelt-word',
      'LicenseRightsDescription',
    ],
    ['a year that is none', { ReleaseYear: 'soon' }, 'value-not-allowed', 'ReleaseYear'],
    ['a year of five digits', { ReleaseYear: 20066 }, 'value-not-allowed', 'ReleaseYear'],
    ['captions that may be', { CaptionIncluded: 'maybe' }, 'bad-boolean', 'CaptionIncluded'],
    ['a territory granted and excluded', { TerritoryExclusion: 'US' }, 'territory-contradiction', 'TerritoryExclusion'],
    [
      'a territory excluded from where it is not',
      { TerritoryExclusion: 'CA' },
      'exclusion-without-effect',
      'TerritoryExclusion',
    ],
  ];
  test.each(cases)('%s', (_, values, code, column) => {
    const columns = `${COLUMNS['1.7 Movies']} TerritoryExclusion`;
    const row = { ...FILM, ALID: 'md:alid:example.com:lantern', ...values };
    expect(read({ columns, rows: [row] }).findings.filter((each) => each.code === code)).toMatchObject([
      { where: { row: 4, column: expect.stringMatching(new RegExp(` ${column}$`)) } },
    ]);
  });
  test('a part of a country may be excluded, and a country from everywhere', () => {
    const columns = `${COLUMNS['1.7 Movies']} TerritoryExclusion`;
    for (const values of [{ TerritoryExclusion: 'US-HI' }, { Territory: 'ZZ', TerritoryExclusion: 'CN, US' }])
      expect(codesOf(read({ columns, rows: [{ ...FILM, ALID: 'md:alid:example.com:lantern', ...values }] }))).toEqual(
        [],
      );
  });
});
