import { describe, expect, test } from 'vitest';
import type { Finding } from '../clause.ts';
import { readText } from '../testing.ts';
import { type SampleParts, sampleAvail, sampleList, sampleXml, VERSIONS } from './sample-avails.ts';

const judge = (text: string): readonly Finding[] => readText(text, { publishedRules: true }).findings;
const said = (text: string): [string, number | undefined][] =>
  judge(text).map(({ code, where }) => [code, 'line' in where ? where.line : undefined]);

test.each(VERSIONS)('a sound avail of version %s draws nothing', (version) => {
  expect(judge(sampleXml({ version }))).toEqual([]);
});

test.each(VERSIONS)('version %s has an order, types and words of its own', (version) => {
  const sound = sampleXml({ version });
  expect(said(sound.replace(/<ShortDescription>.*\n/, ''))).toEqual([['unexpected-element', 7]]);
  expect(said(sound.replace('<Start>2026-01-01T', '<Start>2026-02-31T')).map(([code]) => code)).toContain('bad-date');
  expect(said(sound.replace('>single<', '>double<'))).toContainEqual(['word-not-listed', 6]);
});

const BUNDLE = (...numbers: readonly string[]): string =>
  `<Metadata><TitleInternalAlias>Lanterns</TitleInternalAlias></Metadata>${numbers
    .map(
      (number) =>
        `<BundledAsset${number}><BundledALID>md:alid:example.com:${number.length}</BundledALID></BundledAsset>`,
    )
    .join('\n')}`;
const RATED = (rating: string): string => `<Ratings><md:Rating><md:Region><md:country>US</md:country></md:Region>
${rating}</md:Rating></Ratings>`;

describe('the schema', () => {
  const cases: [string, (sound: string) => string, string, number][] = [
    ['an element out of order', (xml) => xml.replace(/(<AvailType>.*\n)(<Short.*\n)/, '$2$1'), 'unexpected-element', 6],
    ['an element of the wrong namespace', (xml) => xml.replaceAll('md:country', 'country'), 'unexpected-element', 12],
    ['an element too many', (xml) => xml.replace(/(<ShortDescription>.*\n)/, '$1$1'), 'unexpected-element', 8],
    ['an asset without metadata', (xml) => xml.replace(/<Metadata>.*<\/Metadata>/, ''), 'missing-element', 8],
    ['an attribute of no schema', (xml) => xml.replace('<Asset ', '<Asset title="x" '), 'unexpected-attribute', 8],
    ['an attribute that is required', (xml) => xml.replace(/<Asset [^>]*>/, '<Asset>'), 'missing-attribute', 8],
    [
      'a required attribute without a value',
      (xml) => xml.replace(/contentID="[^"]*"/, 'contentID=""'),
      'missing-value',
      8,
    ],
    ['text between elements', (xml) => xml.replace('<ALID>', 'Hello<ALID>'), 'unexpected-text', 2],
    [
      'a value of another type',
      (xml) =>
        xml.replace(
          'Open</EndCondition>',
          'Open</EndCondition><AssetLanguage descriptive="perhaps">en</AssetLanguage>',
        ),
      'value-not-allowed',
      13,
    ],
    [
      'a country that is no code',
      (xml) => xml.replace('<Term ', '<Term termName="x"><Region><md:country>usa</md:country></Region></Term><Term '),
      'value-not-allowed',
      15,
    ],
    [
      'an empty element that must say something',
      (xml) => xml.replace('>A film about a lantern<', '> <'),
      'missing-value',
      7,
    ],
  ];
  test.each(cases)('%s', (_, bend, code, line) => expect(said(bend(sampleXml()))).toContainEqual([code, line]));

  test('a foreign element may stand only where the schema leaves room and it is declared', () => {
    const foreign = '<x:note xmlns:x="http://example.com/x">hello</x:note>';
    expect(said(sampleXml().replace('</Disposition>', `${foreign}</Disposition>`))).toEqual([
      ['unexpected-element', 4],
    ]);
    expect(said(sampleXml().replace('<AvailType>', `${foreign}<AvailType>`))).toEqual([['unexpected-element', 6]]);
  });
  test('one fault of order is said once, and what follows is still judged', () => {
    const bent = sampleXml({ window: '<Start>tomorrow</Start>' });
    expect(said(bent).filter(([code]) => code === 'unexpected-element')).toEqual([['unexpected-element', 14]]);
    expect(said(bent)).toContainEqual(['bad-date', 13]);
  });
  test('a signed list is judged as the list in it is', () => {
    const list = sampleXml();
    const [, namespaces = ''] = /<AvailList ([^>]*)>/.exec(list) ?? [];
    const signed = (inner: string): string => `<AvailListSigned ${namespaces}>${inner}</AvailListSigned>`;
    expect(said(signed(list))).toEqual([]);
    expect(judge(signed(list.replace('>HD<', '>HQ<')))).toMatchObject([
      { code: 'unknown-format-profile', where: { path: '/AvailList/Avail[1]/Transaction[1]/FormatProfile', line: 14 } },
    ]);
  });
});

describe('words, codes and ratings', () => {
  const cases: [string, SampleParts, string, number][] = [
    ['a type of avail in other letters', { availType: 'Single' }, 'word-not-listed', 6],
    ['an entry type that came later', { version: '2.4', entryType: 'Update' }, 'word-not-listed', 4],
    [
      'a kind of track that is none',
      {
        window:
          '<Start>2026-01-01T00:00:00</Start><EndCondition>Open</EndCondition>\n<AllowedLanguage asset="smell">en</AllowedLanguage>',
      },
      'word-not-listed',
      14,
    ],
    [
      'a term that others may agree upon',
      { terms: '<Term termName="Discount"><Text>x</Text></Term>' },
      'word-beyond-list',
      15,
    ],
    [
      'a kind of price reduction that is none',
      { terms: '<Term termName="TPRType"><Text>Fine</Text></Term>' },
      'word-not-listed',
      15,
    ],
    [
      'rights that are nearly a listed word',
      { format: '<LicenseRightsDescription>Librry</LicenseRightsDescription><FormatProfile>HD</FormatProfile>' },
      'misspelt-word',
      14,
    ],
    [
      'a language that is no longer registered so',
      {
        metadata: '<LocalizationOffering>sub</LocalizationOffering>',
        asset:
          '<Metadata><TitleDisplayUnlimited language="eng">The Lantern</TitleDisplayUnlimited><TitleInternalAlias>The Lantern</TitleInternalAlias></Metadata>',
      },
      'unknown-language',
      9,
    ],
    [
      'a currency that is none',
      { terms: '<Term termName="SRP"><Money currency="EUX">1</Money></Term>' },
      'bad-currency',
      15,
    ],
    [
      'a region that is none',
      { asset: '<Metadata><TitleInternalAlias region="JJ">The Lantern</TitleInternalAlias></Metadata>' },
      'unknown-territory',
      9,
    ],
    [
      'a rating of no system',
      { metadata: RATED('<md:System>STARS</md:System><md:Value>5</md:Value>') },
      'unknown-rating-system',
      10,
    ],
    [
      'a rating that its system lacks',
      { metadata: RATED('<md:System>MPAA</md:System><md:Value>6</md:Value>') },
      'unknown-rating',
      10,
    ],
    [
      'a rating that is no longer given',
      { metadata: RATED('<md:System>FAB</md:System><md:Value>M</md:Value>') },
      'old-rating',
      10,
    ],
    [
      'a rating from elsewhere',
      { metadata: RATED('<md:System>BBFC</md:System><md:Value>U</md:Value>') },
      'rating-elsewhere',
      9,
    ],
    [
      'a reason that its system lacks',
      { metadata: RATED('<md:System>BBFC</md:System><md:Value>U</md:Value>\n<md:Reason>Boredom</md:Reason>') },
      'unknown-rating-reason',
      11,
    ],
  ];
  test.each(cases)('%s', (_, parts, code, line) => expect(said(sampleXml(parts))).toContainEqual([code, line]));

  test('what is no rating, or of a system of one’s own, may stand', () => {
    for (const rating of [
      '<md:System>MPAA</md:System><md:Value>UNRATED</md:Value>',
      '<md:System>Custom:stars</md:System><md:Value>5</md:Value>',
    ])
      expect(said(sampleXml({ metadata: RATED(rating) }))).toEqual([]);
  });
});

describe('structure', () => {
  const EPISODE = `<EpisodeMetadata><TitleInternalAlias>One</TitleInternalAlias><EpisodeNumber><md:Number>1</md:Number></EpisodeNumber>
<SeriesMetadata><SeriesContentID>md:cid:example.com:s</SeriesContentID><SeriesTitleInternalAlias>S</SeriesTitleInternalAlias></SeriesMetadata></EpisodeMetadata>`;
  const cases: [string, SampleParts, string, number][] = [
    [
      'a pre-order without the date it may show',
      { licenseType: 'POEST', terms: '<Term termName="SRP"><Money>1</Money></Term>' },
      'suppression-lift-missing',
      11,
    ],
    [
      'a fulfilment date on no pre-order',
      { terms: '<Term termName="PreOrderFulfillDate"><Event>2026-01-01</Event></Term>' },
      'pre-order-date-misplaced',
      15,
    ],
    ['an avail that is not of its type', { availType: 'season' }, 'avail-type-mismatch', 8],
    ['an episode with the metadata of a film', { availType: 'episode', workType: 'Episode' }, 'structure-rule', 8],
    ['a collection of one', { availType: 'collection', workType: 'Collection' }, 'avail-type-mismatch', 2],
    ['a reference where none belongs', { terms: '<RefALID>md:alid:example.com:x</RefALID>' }, 'ref-alid-mismatch', 15],
    ['a sale without a price', { licenseType: 'EST' }, 'price-missing', 11],
    [
      'a window that is to be determined',
      { window: '<StartCondition>TBD</StartCondition><EndCondition>Open</EndCondition>' },
      'bad-condition',
      13,
    ],
    ['members of no collection', { asset: BUNDLE('') }, 'members-without-bundle', 9],
  ];
  test.each(cases)('%s', (_, parts, code, line) => expect(said(sampleXml(parts))).toContainEqual([code, line]));
  test('an episode, a sale with a price and a bundle are sound', () => {
    for (const parts of [
      { availType: 'episode', workType: 'Episode', asset: EPISODE },
      { licenseType: 'EST', terms: '<Term termName="SRP"><Money currency="USD">9.99</Money></Term>' },
      { availType: 'bundle', workType: 'Collection', asset: BUNDLE(' sequence="1"', ' sequence="2"') },
    ])
      expect(said(sampleXml(parts))).toEqual([]);
  });
  test('the members of a bundle are numbered without a gap and without a repetition, from version 2.4 on', () => {
    const bundle = (version: string, ...numbers: readonly string[]) =>
      said(sampleXml({ version, availType: 'bundle', workType: 'Collection', asset: BUNDLE(...numbers) }));
    expect(bundle('2.4', ' sequence="1"', ' sequence="3"')).toEqual([['broken-sequence', 10]]);
    expect(bundle('2.7', ' sequence="1"', ' sequence="1"')).toEqual([['broken-sequence', 10]]);
    expect(bundle('2.3', ' sequence="1"', ' sequence="3"').map(([code]) => code)).not.toContain('broken-sequence');
  });
  test('two avails of one list have two ALIDs', () => {
    expect(
      said(sampleList('2.7', sampleAvail(), sampleAvail({ format: '<FormatProfile>SD</FormatProfile>' }))),
    ).toEqual([['duplicate-alid', 19]]);
  });
});

describe('the rules beside the reader', () => {
  test('one fault is said once, by whoever names its place more closely', () => {
    const languages = '<AllowedLanguage>en</AllowedLanguage>\n<AllowedLanguage>XYZ</AllowedLanguage>';
    const window = `<Start>2026-01-01T00:00:00</Start><EndCondition>Open</EndCondition>${languages}`;
    expect(judge(sampleXml({ window }))).toMatchObject([
      { code: 'unknown-language', where: { line: 14 }, value: 'XYZ' },
    ]);
    expect(said(sampleXml({ territory: '<Territory><md:country>JJ</md:country></Territory>' }))).toEqual([
      ['unknown-territory', 12],
    ]);
  });
  test('clauses are the same with and without them', () => {
    const text = sampleXml({
      availType: 'double',
      metadata: RATED('<md:System>MPAA</md:System><md:Value>6</md:Value>'),
    });
    const [judged, read] = [readText(text, { publishedRules: true }), readText(text)];
    expect(judged.findings.length).toBeGreaterThan(read.findings.length);
    expect(judged.clauses).toEqual(read.clauses);
  });
  test('a list in no namespace of the standard, and an ALID without an id, are errors', () => {
    const bare = sampleXml().replace(/xmlns="[^"]*"/, '');
    expect(said(bare)).toContainEqual(['unknown-namespace', 1]);
    expect(said(bare.replace('<AvailList', '<AvailList xmlns="http://example.com/avails"'))).toContainEqual([
      'unknown-namespace',
      1,
    ]);
    expect(judge(sampleXml().replace(/<ALID>[^<]*</, '<ALID><'))).toContainEqual(
      expect.objectContaining({ code: 'missing-value', message: 'the ALID is empty' }),
    );
  });
  test('a document of an unknown version is read, not judged', () => {
    expect(
      said(
        sampleXml()
          .replaceAll('/v2.6/', '/v3.0/')
          .replace(/<Short.*\n/, ''),
      ),
    ).toEqual([['unknown-version', 1]]);
  });
});
