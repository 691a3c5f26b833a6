import { describe, expect, test } from 'vitest';
import { readAvails } from './read.ts';
import { codesOf, errorsOf, GOOD_ROW, good, readRows } from './testing.ts';
import type { AvailRow } from './write-avails.ts';
import { writeWorkbook } from './write-workbook.ts';

test('a good row becomes one clause without a finding', () => {
  const { clauses, findings, format, version } = readRows([good()]);
  expect(findings).toEqual([]);
  expect([format, version]).toEqual(['avails-xlsx', '1.9']);
  expect(clauses).toMatchObject([
    {
      alid: 'md:alid:example.com:lantern',
      territories: ['US'],
      licenseType: 'SVOD',
      start: { kind: 'date', date: '2026-01-01' },
      end: { kind: 'date', date: '2026-12-31' },
      place: { sheet: 'Avails', row: 4 },
      extra: { DisplayName: 'Example Films' },
    },
  ]);
});

const NAMES = Object.keys(GOOD_ROW);
const VALUES = NAMES.map((name) => GOOD_ROW[name]);
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const manyLanguages = (): string => [...LETTERS].flatMap((a) => [...LETTERS].map((b) => `${a}${b}`)).join();

describe('a wrong cell costs its row, and the finding names it', () => {
  const cases: [string, AvailRow, string, string | undefined][] = [
    ['no license type', { LicenseType: '' }, 'missing-value', 'LicenseType'],
    ['an invented license type', { LicenseType: 'RENT' }, 'unknown-license-type', 'LicenseType'],
    ['an invented format', { FormatProfile: '8K' }, 'unknown-format-profile', 'FormatProfile'],
    ['an invented work type', { WorkType: 'Film' }, 'unknown-work-type', 'WorkType'],
    ['an invented entry type', { EntryType: 'Partial' }, 'unknown-entry-type', 'EntryType'],
    ['a territory that does not exist', { Territory: 'JJ' }, 'unknown-territory', 'Territory'],
    ['a usual name that is no code', { Territory: 'UK' }, 'unknown-territory', 'Territory'],
    [
      'an excluded territory that does not exist',
      { Territory: 'ZZ', TerritoryExclusion: 'US, QQ' },
      'unknown-territory',
      'TerritoryExclusion',
    ],
    ['no territory', { Territory: '' }, 'missing-value', 'Territory'],
    ['only excluded territories', { Territory: '', TerritoryExclusion: 'CN' }, 'missing-value', 'Territory'],
    ['a date of one country', { Start: '01/02/2026' }, 'bad-date', 'Start'],
    ['a month in words', { End: '31. Dezember 2026' }, 'bad-date', 'End'],
    ['a day that does not exist', { End: '2026-02-30' }, 'bad-date', 'End'],
    ['an hour that does not exist', { End: '2026-02-20T24:00:00' }, 'bad-date', 'End'],
    ['a year as a number', { Start: 2026 }, 'bad-date', 'Start'],
    ['a date to be told later', { Start: 'TBD' }, 'bad-condition', 'Start'],
    ['a start without a date', { Start: 'Open' }, 'bad-condition', 'Start'],
    ['no start', { Start: '' }, 'missing-value', 'Start'],
    ['no end', { End: '' }, 'missing-value', 'End'],
    ['an end before the start', { End: '2025-12-31' }, 'end-before-start', 'End'],
    [
      'a window without length',
      { Start: '2026-01-01T08:00:00', End: '2026-01-01T08:00:00' },
      'zero-length-window',
      'End',
    ],
    ['a lag that is none', { Start: 'Theatrical', StartLag: '12 hours' }, 'bad-duration', 'StartLag'],
    ['a window duration that is none', { WindowDuration: '180 days' }, 'bad-duration', 'WindowDuration'],
    [
      'a rental that is no duration',
      { LicenseType: 'VOD', PriceType: 'SRP', PriceValue: 4, RentalDuration: 'a month' },
      'bad-duration',
      'RentalDuration',
    ],
    ['a flag that is neither yes nor no', { ExceptionFlag: 'maybe' }, 'bad-boolean', 'ExceptionFlag'],
    ['a status of no standard', { TitleStatus: 'Fine' }, 'unknown-title-status', 'TitleStatus'],
    ['a language that is none', { AllowedLanguages: 'en, Klingon!' }, 'bad-language', 'AllowedLanguages'],
    ['more languages than there can be', { AllowedLanguages: manyLanguages() }, 'bad-language', 'AllowedLanguages'],
    ['a language that nobody speaks', { AllowedLanguages: 'xyz, fr-XX' }, 'unknown-language', 'AllowedLanguages'],
    [
      'a code that is no longer the code of its language',
      { AssetLanguage: 'eng' },
      'unknown-language',
      'AssetLanguage',
    ],
    ['a currency that is none', { PriceCurrency: 'dollars' }, 'bad-currency', 'PriceCurrency'],
    ['a language suffix that is none', { HoldbackLanguage: 'en:smell' }, 'bad-language', 'HoldbackLanguage'],
    [
      'a required language that the asset lacks',
      { AssetLanguage: 'en', RequiredFulfillmentLanguages: 'fr' },
      'required-language-absent',
      'RequiredFulfillmentLanguages',
    ],
    [
      'several asset languages on a sale',
      { LicenseType: 'EST', PriceType: 'SRP', PriceValue: 9, AssetLanguage: 'en, fr' },
      'many-asset-languages',
      'AssetLanguage',
    ],
    [
      'a pre-order without the date it may show',
      { LicenseType: 'POEST', End: 'ESTStart' },
      'suppression-lift-missing',
      undefined,
    ],
    [
      'a fulfilment date on no pre-order',
      { SpecialPreOrderFulfillDate: '2026-01-02' },
      'pre-order-date-misplaced',
      'SpecialPreOrderFulfillDate',
    ],
    ['an episode without a number', { WorkType: 'Episode' }, 'missing-value', undefined],
    ['a collection without members', { WorkType: 'Collection' }, 'bundle-without-members', undefined],
    ['members of no collection', { BundledALIDs: 'a;b' }, 'members-without-bundle', 'BundledALIDs'],
    ['no id at all', { ALID: '', ContentID: '' }, 'missing-value', 'ALID'],
    ['a price below nothing', { PriceType: 'WSP', PriceValue: -5 }, 'bad-price', 'PriceValue'],
    ['a tier below nothing', { PriceType: 'Tier', PriceValue: '-1' }, 'bad-price', 'PriceValue'],
    ['a price with a comma', { PriceType: 'TPR-SRP', PriceValue: '9,99' }, 'bad-price', 'PriceValue'],
    ['a price with its currency', { PriceType: 'SRP', PriceValue: '$9.99' }, 'bad-price', 'PriceValue'],
    ['a suggested price that is a word', { SRP: 'free' }, 'bad-price', 'SRP'],
    ['a copy that expires before it is sold', { FixedEndDate: '2025-06-01' }, 'end-before-start', 'FixedEndDate'],
    ['two suffixes on one language', { AllowedLanguages: 'en:audio:sub' }, 'bad-language', 'AllowedLanguages'],
    [
      'a rental for no time',
      { LicenseType: 'VOD', PriceType: 'SRP', PriceValue: 4, RentalDuration: 0 },
      'bad-duration',
      'RentalDuration',
    ],
  ];
  test.each(cases)('%s', (_, changes, code, column) => {
    const reading = readRows([good(changes), good({ ALID: 'md:alid:example.com:other' })]);
    expect(reading.clauses.map(({ alid }) => alid)).toEqual(['md:alid:example.com:other']);
    const finding = reading.findings.find((each) => each.code === code);
    expect(finding).toMatchObject({ severity: 'error', where: { sheet: 'Avails', row: 4 } });
    if (column)
      expect(finding?.where).toMatchObject({ column: expect.stringMatching(new RegExp(`^[A-Z]+ ${column}$`)) });
  });
});

describe('a doubtful cell keeps its row', () => {
  const cases: [string, AvailRow, string][] = [
    ['several territories in one cell', { Territory: 'US, CA' }, 'territory-list'],
    ['a word in other letters', { LicenseType: 'svod' }, 'value-respelt'],
    ['an extension', { LicenseType: 'AVOD' }, 'license-type-extension'],
    ['a format of version 1.6', { FormatProfile: '4K' }, 'old-format-profile'],
    ['a date as a plain number', { Start: 46023 }, 'date-as-number'],
    ['a date as a number in text', { Start: '46023' }, 'date-as-number'],
    ['one day', { End: '2026-01-01' }, 'one-day-window'],
    ['the end of time', { End: '9999-12-31' }, 'far-end'],
    ['a lag beside a date', { StartLag: 'P1D' }, 'lag-without-condition'],
    ['a sale without a price', { LicenseType: 'EST', PriceType: '', PriceValue: '' }, 'price-missing'],
    ['a price of no standard', { PriceType: 'FMC' }, 'unknown-price-type'],
    [
      'a language allowed and held back',
      { AllowedLanguages: 'es-419', HoldbackLanguage: 'es' },
      'language-contradiction',
    ],
    ['a mark in an id that nobody sees', { ALID: 'md:alid:example.com:lan\u200btern' }, 'invisible-characters'],
    ['a title whose direction is turned', { TitleInternalAlias: 'Lantern \u202eexe' }, 'invisible-characters'],
    ['an EIDR with a wrong check character', { EditID: '10.5240/7791-8534-2C23-9030-8610-6' }, 'eidr-check-digit'],
    ['no ALID but another id', { ALID: '' }, 'missing-alid'],
    ['no licensor', { DisplayName: '' }, 'value-advised'],
    ['an EIDR with a digit too many', { EditID: '10.5240/7791-8534-2C23-9030-8610-K5' }, 'eidr-check-digit'],
    ['a price to be determined', { PriceType: 'WSP', PriceValue: 'TBD' }, 'value-advised'],
    ['a comment in a cell', { Description: '//e.g. a film' }, 'comment-cell'],
    [
      'a Full Delete',
      { EntryType: 'Full Delete', Start: '12/31/1999', End: '1/1/2000', FormatProfile: '' },
      'unconditional-delete',
    ],
  ];
  test.each(cases)('%s', (_, changes, code) => {
    const reading = readRows([good(changes)]);
    expect(codesOf(reading)).toContain(code);
    expect(errorsOf(reading)).toEqual([]);
    expect(reading.clauses).toHaveLength(1);
  });
});

describe('a message says what to write instead', () => {
  test.each<[string, AvailRow, string]>([
    ['a letter too few', { LicenseType: 'SVD' }, 'did you mean SVOD?'],
    ['a letter too many', { LicenseType: 'ESTT' }, 'did you mean EST?'],
    ['two letters that changed places', { WorkType: 'Movei' }, 'did you mean Movie?'],
    ['a word unlike all', { FormatProfile: 'sharp' }, 'write one of SD, HD, UHD, 3D, 3DSD, 3DHD, 3DUHD'],
    ['a usual code', { Territory: 'UK' }, 'UK is no territory; write GB'],
    ['a name', { Territory: 'United States' }, 'United States is no territory; write US'],
    ['a code that is none', { Territory: 'JJ' }, 'JJ is no territory; write a code of ISO 3166 such as GB'],
  ])('%s', (_, changes, message) => {
    expect(readRows([good(changes)]).findings.map((finding) => finding.message)).toEqual([message]);
  });
});

test('where nothing is rented, a rental of nought hours means nothing', () => {
  expect(readRows([good({ RentalDuration: 0, WatchDuration: 0 })])).toMatchObject({ findings: [], clauses: [{}] });
});

test('a value below no name is told once, with its column', () => {
  const rows = [['Avail'], NAMES, [], [...VALUES, 'foo'], [...VALUES, 'bar']];
  const { findings } = readAvails({ name: 'a.xlsx', bytes: writeWorkbook([{ name: 'Avails', rows }]) });
  const [first] = findings.filter(({ code }) => code === 'unnamed-column');
  expect(first).toMatchObject({ severity: 'warning', where: { row: 4, column: 'N' }, value: 'foo' });
  expect(findings.filter(({ code }) => code === 'unnamed-column')).toHaveLength(1);
});

describe('cells are read in the forms that partners write', () => {
  const clause = (changes: AvailRow) => readRows([good(changes)]).clauses[0];
  test.each([
    ['2026-03-01T10:30:00Z', { kind: 'instant', at: Date.UTC(2026, 2, 1, 10, 30) }],
    ['2026-03-01T10:30:00+08:00', { kind: 'instant', at: Date.UTC(2026, 2, 1, 2, 30) }],
    ['2026-03-01 10:30', { kind: 'local', dateTime: '2026-03-01T10:30:00' }],
    ['2026-03-01T00:00:00', { kind: 'date', date: '2026-03-01' }],
    ['immediate', { kind: 'immediate' }],
  ])('a start of %s', (Start, start) => expect(clause({ Start })?.start).toEqual(start));
  test.each([
    ['Open', { kind: 'open' }],
    ['ESTStart', { kind: 'condition', condition: 'ESTStart' }],
    ['2026-03-01T00:00:00', { kind: 'local', dateTime: '2026-03-01T00:00:00' }],
    ['2026-12-31T23:59:59', { kind: 'local', dateTime: '2026-12-31T23:59:59' }],
  ])('an end of %s', (End, end) => expect(clause({ End })?.end).toEqual(end));
  test('conditions carry their lag', () => {
    const read = clause({
      Start: 'Theatrical',
      StartLag: '-PT12H',
      End: 'Broadcast',
      EndLag: '-P5DT10H',
      WindowDuration: 'P180D',
    });
    expect(read).toMatchObject({
      start: { kind: 'condition', condition: 'Theatrical', lag: '-PT12H' },
      end: { kind: 'condition', condition: 'Broadcast', lag: '-P5DT10H' },
      windowDuration: 'P180D',
    });
  });
  test('a window that has a duration needs no end', () => {
    expect(clause({ End: '', WindowDuration: 'P1M' })).toMatchObject({ end: { kind: 'open' }, windowDuration: 'P1M' });
  });
  test('languages carry the tracks they speak of', () => {
    expect(clause({ AllowedLanguages: 'es:subdub, fr-ca:sub|dub; de:audio, EN:subtitle' })?.allowedLanguages).toEqual([
      { range: 'es', kinds: ['audio', 'subtitle'] },
      { range: 'fr-CA', kinds: ['audio', 'subtitle'] },
      { range: 'de', kinds: ['audio'] },
      { range: 'en', kinds: ['subtitle'] },
    ]);
  });
  test.each([
    [720, 'PT720H'],
    ['PT48H', 'PT48H'],
    ['48:30', 'PT48H30M'],
  ])('a rental of %s', (RentalDuration, rentalDuration) =>
    expect(clause({ LicenseType: 'VOD', PriceType: 'Tier', PriceValue: 2, RentalDuration })?.rentalDuration).toBe(
      rentalDuration,
    ),
  );
  test.each([
    ['1:56:20', 6980],
    ['56:20', 3380],
    [0.080787037037037, 6980],
    ['PT1H56M20S', 6980],
  ])('a run time of %s', (TotalRunTime, seconds) => expect(clause({ TotalRunTime })?.runTimeSeconds).toBe(seconds));
  test('a price keeps its digits', () => {
    expect(clause({ LicenseType: 'EST', PriceType: 'wsp', PriceValue: 7.99, PriceCurrency: 'USD' })?.price).toEqual({
      type: 'WSP',
      value: '7.99',
      currency: 'USD',
    });
  });
  test('worldwide with exclusions', () => {
    expect(clause({ Territory: 'ZZ', TerritoryExclusion: 'US, CA' })).toMatchObject({
      territories: ['ZZ'],
      excludedTerritories: ['CA', 'US'],
    });
  });
});

test('a Full Delete leaves no window in which anything could be played', () => {
  const [clause] = readRows([good({ EntryType: 'Full Delete', Start: '2020-01-01', End: 'Open' })]).clauses;
  expect(clause).toMatchObject({ start: { date: '1999-12-31' }, end: { date: '2000-01-01' } });
});

test('a row whose cells slid to the side is refused and told so', () => {
  const row = good();
  const names = Object.keys(row);
  const values = names.map((name) => row[name]);
  const sheet = [names.map(() => 'Avail'), names, [1.9], values, [...values.slice(0, 4), 'extra', ...values.slice(4)]];
  const reading = readAvails({ name: 'shifted', bytes: writeWorkbook([{ name: 'Avails', rows: sheet }]) });
  expect(reading.clauses).toHaveLength(1);
  expect(reading.findings.filter(({ code }) => code === 'shifted-columns')).toMatchObject([{ where: { row: 5 } }]);
});

describe('across rows', () => {
  test('the same offer twice is a warning, under another avail id too', () => {
    expect(codesOf(readRows([good(), good()]))).toEqual(['duplicate-row']);
    expect(codesOf(readRows([good({ AvailID: '1' }), good({ AvailID: '2' })]))).toEqual(['duplicate-row']);
  });
  test('windows of one offer that overlap are a warning; windows that touch are not', () => {
    const later = { Start: '2026-06-01', End: '2027-06-01' };
    expect(codesOf(readRows([good(), good(later)]))).toEqual(['overlapping-windows']);
    expect(codesOf(readRows([good(), good({ ...later, Start: '2026-12-31' })]))).toEqual([]);
    expect(codesOf(readRows([good(), good({ ...later, FormatProfile: 'UHD' })]))).toEqual([]);
  });
  test('a title delivered and deleted in one file is an error', () => {
    expect(errorsOf(readRows([good(), good({ EntryType: 'Full Delete' })]))).toEqual(['extract-and-delete']);
    expect(errorsOf(readRows([good(), good({ EntryType: 'Full Delete', Territory: 'CA' })]))).toEqual([]);
  });
});
