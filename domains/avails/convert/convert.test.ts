import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { Clause } from '../clause.ts';
import { type ReadOptions, readAvails } from '../read.ts';
import { codesOf, good, readRows, readText } from '../testing.ts';
import type { AvailRow } from '../write-avails.ts';
import { availXml, MOVIE } from '../xml/testing-avails-xml.ts';
import { CONVERSIONS, type Conversion, convertAvails } from './convert.ts';
import { XML_VERSIONS } from './write-avails-xml.ts';

vi.setConfig({ testTimeout: 60_000 });

const ids = (clauses: readonly Clause[]): string[] => clauses.map(({ id }) => id).sort();

function converted(reading: ReturnType<typeof readText>, to: Conversion, version?: string) {
  const result = convertAvails(reading, to, version === undefined ? {} : { version });
  if (!result.ok) throw new Error(result.reason);
  const again = readAvails({ name: `new.${to}`, bytes: result.value.bytes });
  return { ...result.value, codes: [...new Set(result.value.findings.map(({ code }) => code))], again };
}

const EVERYTHING: readonly AvailRow[] = [
  good({
    TitleDisplayUnlimited: 'The Lantern & Co. <1>',
    Territory: 'CA-QC',
    AllowedLanguages: 'en, fr-CA:sub',
    RatingSystem: 'CHVRS',
    RatingValue: 'G',
  }),
  good({
    LicenseType: 'EST',
    PriceType: 'WSP',
    PriceValue: '4.50',
    PriceCurrency: 'USD',
    Start: '2026-01-01T12:30:00',
    End: 'Open',
    AssetLanguage: 'es:audio',
  }),
  good({
    LicenseType: 'EST',
    PriceType: '',
    PriceValue: '',
    SRP: '9.99',
    PriceCurrency: 'EUR',
    TPRType: 'Conditional',
    CampaignID: 'C-1',
  }),
  good({
    LicenseType: 'VOD',
    PriceType: 'Tier',
    PriceValue: '3',
    RentalDuration: '48',
    WatchDuration: 'PT24H',
    FixedEndDate: '2027-02-03',
  }),
  good({
    LicenseType: 'POEST',
    PriceType: 'Category',
    PriceValue: 'NR',
    SuppressionLiftDate: '2025-12-01',
    AnnounceDate: '2025-11-01',
    SpecialPreOrderFulfillDate: '2026-01-02',
  }),
  good({
    Territory: 'ZZ',
    TerritoryExclusion: 'US, CA',
    Start: 'Theatrical',
    StartLag: '-PT12H',
    End: 'Broadcast',
    EndLag: '-P5D',
    WindowDuration: 'P180D',
    HDR: 'HDR10',
    NGAudio: 'Atmos',
  }),
  good({
    Start: '2026-01-01T00:00:00Z',
    End: '2026-06-01T10:00:00+02:00',
    Licensee: 'Desk',
    ContractID: 'K-1',
    ReportingID: 'R',
    Exclusive: 'Yes',
    Download: 'No',
    TitleStatus: 'Approved',
    ExceptionFlag: 'Yes',
  }),
  good({
    ALID: 'e1',
    WorkType: 'Episode',
    ContentID: undefined,
    EpisodeContentID: 'md:cid:e1',
    EpisodeTitleInternalAlias: 'Pilot',
    EpisodeNumber: '1',
    SeasonContentID: 's1',
    SeasonNumber: '2',
    SeriesContentID: 'r1',
    SeriesTitleDisplayUnlimited: 'Lanterns',
    EpisodeID: '10.5240/7791-8534-2C23-9030-8610-5',
    TotalRunTime: '0:45:10',
  }),
  good({
    ALID: 's1',
    WorkType: 'Season',
    ContentID: undefined,
    SeasonContentID: 'md:cid:s1',
    SeasonTitleInternalAlias: 'Season Two',
    SeasonNumber: '2',
    EpisodeCount: '8',
    SeriesContentID: 'r1',
  }),
  good({
    ALID: 'v1',
    WorkType: 'Volume',
    ContentID: undefined,
    VolumeContentID: 'md:cid:v1',
    VolumeTitleInternalAlias: 'Volume One',
    VolumeNumber: '1',
    SeasonContentID: 's1',
    SeasonNumber: '2',
    SeriesContentID: 'r1',
  }),
  good({
    ALID: 'r1',
    WorkType: 'Series',
    ContentID: undefined,
    SeriesContentID: 'r1',
    SeriesTitleDisplayUnlimited: 'Lanterns',
  }),
  good({ ALID: 'b1', WorkType: 'Collection', BundledALIDs: 'x;y' }),
  good({
    CaptionIncluded: 'No',
    CaptionExemption: '2',
    ReleaseHistoryOriginal: '2024-05-01',
    Director: 'R. Aster',
    UV_ID: 'u',
    DMA_ID: 'd',
    AltID: 'alt',
    TitleID: '10.5240/7791-8534-2C23-9030-8610-5',
    GroupIdentity: 'G',
    OtherInstructions: 'none',
    'A column of our own': 'kept',
  }),
  good({ EntryType: 'Full Delete' }),
];

describe('round trips', () => {
  const source = readRows(EVERYTHING);
  test('the rows that are taken round have no errors of their own', () => {
    expect(source.clauses).toHaveLength(EVERYTHING.length);
  });
  test.each(CONVERSIONS)('every kind of row comes back the same from %s', (to) => {
    const { again, codes } = converted(source, to);
    expect(ids(again.clauses)).toEqual(ids(source.clauses));
    // The rows are of many works under a few ALIDs.
    expect(codes).toEqual(to === 'xml' ? ['schema-wants-more', 'written-as-term'] : []);
  });
  test('from a sheet to XML to JSON to a sheet and back, nothing has changed', () => {
    const xml = converted(source, 'xml').again;
    const json = converted(xml, 'json').again;
    const sheet = converted(json, 'xlsx').again;
    expect(ids(sheet.clauses)).toEqual(ids(source.clauses));
    expect([xml.format, json.format, sheet.format]).toEqual(['avails-xml', 'avails-json', 'avails-xlsx']);
  });
  test('any titles, ids and unknown columns survive each form', () => {
    const text = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
      .map((each) => `x${each.replace(/\s+/g, ' ')}x`);
    fc.assert(
      fc.property(text, text, text, (title, id, kept) => {
        const reading = readRows([good({ TitleInternalAlias: title, AvailID: id, Kept: kept })]);
        for (const to of CONVERSIONS) expect(ids(converted(reading, to).again.clauses)).toEqual(ids(reading.clauses));
      }),
      { numRuns: 60 },
    );
  });
});

describe('what a form can’t say is told', () => {
  test.each(XML_VERSIONS)(
    'Avails XML %s is written by its own namespace, and what is newer than it is named',
    (version) => {
      const reading = readRows([good({ Licensee: 'Desk' }), good({ WindowDuration: 'P30D' })]);
      const { again, codes } = converted(reading, 'xml', version);
      expect([again.version, again.clauses.length]).toEqual([version, 2]);
      expect(codes).toEqual(XML_VERSIONS.indexOf(version) < XML_VERSIONS.indexOf('2.3') ? ['newer-than-version'] : []);
    },
  );
  test('an unknown version is refused', () => {
    expect(convertAvails(readRows([good()]), 'xml', { version: '3.0' })).toEqual({
      ok: false,
      reason: 'unknown-version',
    });
  });
  test('a last second that XML would take for the whole day is named at its row', () => {
    const { findings } = converted(readRows([good({ End: '2026-12-31T23:59:59' })]), 'xml');
    expect(findings).toMatchObject([{ code: 'conversion-differs', where: { sheet: 'Avails', row: 4 } }]);
  });
  test('what was written is sound by the published rules, but for what was told', () => {
    const sound = converted(readRows([good(), good({ FormatProfile: 'SD' })]), 'xml');
    const judged = readAvails({ name: 'a.xml', bytes: sound.bytes }, { publishedRules: true });
    expect([judged.findings, judged.clauses.length]).toEqual([[], 2]);
    const divided = converted(readRows([good(), good({ FormatProfile: 'SD', EditID: 'e', ReleaseYear: 2001 })]), 'xml');
    expect(divided.findings).toMatchObject([
      {
        code: 'schema-wants-more',
        message: 'one Avail for each ALID, but rows differ in EditID, ReleaseYear',
        where: { sheet: 'Avails', row: 5 },
      },
    ]);
  });
  test('what was set aside, titles beside offers, territories in one cell, an asset without an id', () => {
    const described = availXml({
      avail: '<a:ShortDescription>x</a:ShortDescription>',
      asset: MOVIE.replace('<a:Metadata>', '<a:WorkTypeDetail>y</a:WorkTypeDetail><a:Metadata>'),
    });
    expect(converted(readText(described), 'xlsx').findings).toMatchObject([
      { code: 'aside-left-out', value: 'ShortDescription, WorkTypeDetail' },
    ]);
    expect(converted(readText(described), 'xml').findings).toMatchObject([
      { code: 'aside-left-out', value: 'WorkTypeDetail' },
    ]);
    expect(converted(readText(described), 'json').findings).toEqual([]);
    const two = availXml({ transaction: '' }).replace(
      '</a:Territory>',
      '</a:Territory><a:Territory><md:country>CA</md:country></a:Territory>',
    );
    expect(converted(readText(two), 'xlsx').codes).toEqual(['territory-list']);
    expect(converted(readRows([good({ ContentID: undefined })]), 'xml').codes).toEqual(['schema-wants-more']);
    const feed = `<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel><language>en</language><item><title>A</title><guid>a</guid><media:content medium="video"/></item></channel></rss>`;
    expect(converted(readText(feed, { territories: ['US'] }), 'json').codes).toEqual(['description-left-out']);
  });
});

describe('JSON', () => {
  const document = (changes: object = {}, clause: object = {}): string => {
    const bytes = converted(readRows([good()]), 'json').bytes;
    const { clauses, ...rest } = JSON.parse(new TextDecoder().decode(bytes));
    return JSON.stringify({ ...rest, clauses: [{ ...clauses[0], ...clause }], ...changes });
  };
  test('is read like a row: what is wrong is named by its member', () => {
    expect(readText(document())).toMatchObject({
      format: 'avails-json',
      version: '1',
      findings: [],
      clauses: [{ alid: good().ALID }],
    });
    expect(readText(document({}, { territories: ['JJ'] }))).toMatchObject({
      clauses: [],
      findings: [{ code: 'unknown-territory', where: { path: '/clauses[0]/Territory' } }],
    });
    expect(readText(document({}, { start: { kind: 'date', date: '2026-02-30' } })).findings).toMatchObject([
      { code: 'bad-date' },
    ]);
    expect(readText(document({}, { start: { kind: 'someday' } }))).toMatchObject({
      clauses: [],
      findings: [{ code: 'bad-member', where: { path: '/clauses[0]/start' } }],
    });
    expect(codesOf(readText(document({}, { workType: 'constructor' })))).toEqual(['unknown-work-type']);
    expect(codesOf(readText(document({}, { halo: 1 })))).toEqual(['unknown-column']);
  });
  test('an id that was changed is not believed', () => {
    expect(readText(document({}, { id: 'f'.repeat(64) })).clauses[0]?.id).toBe(readRows([good()]).clauses[0]?.id);
  });
  test('that is broken, of another version or of nothing we know is refused', () => {
    expect(codesOf(readText('{"format":"duoping-avails",'))).toEqual(['malformed-json']);
    const lines = document({ clauses: [{}, {}] }).replaceAll(',', ',\n');
    const at = lines.lastIndexOf('{}');
    for (const [put, said] of [
      ['NaN', 'Unexpected token'],
      ['{"a" 1}', 'Expected'],
    ])
      expect(readText(lines.slice(0, at) + put + lines.slice(at + 2)).findings).toMatchObject([
        {
          code: 'malformed-json',
          message: expect.stringContaining(said ?? ''),
          where: { line: lines.slice(0, at).split('\n').length },
        },
      ]);
    expect(readText(document({ version: undefined }))).toMatchObject({ version: '', clauses: [] });
    expect(readText(document({ clauses: {} })).findings).toMatchObject([
      { code: 'unknown-format', where: { path: '/clauses' } },
    ]);
    expect(codesOf(readText(document({ version: 2 })))).toEqual(['unknown-format']);
    expect(codesOf(readText('{"a":1}'))).toEqual(['unknown-format']);
    expect(codesOf(readText(document({ clauses: [] })))).toEqual(['no-rows']);
    expect(readText(document({ clauses: [1, null] })).findings).toMatchObject([
      { code: 'bad-member', where: { path: '/clauses[0]' } },
      { code: 'bad-member', where: { path: '/clauses[1]' } },
    ]);
    expect(codesOf(readText(document(), { limits: { rows: 0 } }))).toEqual(['file-too-large']);
  });
});

const DATA = process.env.DUOPING_TEST_DATA ?? new URL('../../../../shared/data', import.meta.url).pathname;
const present = existsSync(`${DATA}/avails`);
if (!present) console.log(`skipped: the published sample files are not at ${DATA}`);
const samples = present
  ? ['xlsx', 'xml'].flatMap((kind) => readdirSync(`${DATA}/avails/${kind}`).map((name) => `avails/${kind}/${name}`))
  : [];
const sample = (path: string, options?: ReadOptions) =>
  readAvails({ name: path, bytes: readFileSync(`${DATA}/${path}`) }, options);

describe.skipIf(!present)('the published samples', () => {
  test.each(samples)('%s comes back the same from every form', (path) => {
    const source = sample(path);
    for (const to of CONVERSIONS) expect(ids(converted(source, to).again.clauses)).toEqual(ids(source.clauses));
  });
  test.each(['adi/reference.xml', 'adi/tvshow.xml', 'mrss/feed.xml'])('%s comes back the same from JSON', (path) => {
    const source = sample(path, { territories: ['US'] });
    expect(ids(converted(source, 'json').again.clauses)).toEqual(ids(source.clauses));
  });
});
