import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type ReadOptions, readAvails } from '../read.ts';
import { codesOf, errorsOf, readText } from '../testing.ts';

const VALID = '<dcterms:valid>start=2026-01-01T00:00+08:00; end=2026-12-31; scheme=W3C-DTF</dcterms:valid>';
const VIDEO =
  '<media:content url="https://cdn.example.com/l.mp4" medium="video" height="1080" duration="5523.4" lang="en"/>';
const SOLD = '<media:price type="subscription"/>';

const item = (body: string): string =>
  `<item><title>The Lantern</title><guid isPermaLink="false">urn:example:lantern</guid>\n${body}</item>`;
const rss = (items: string, channel = ''): string =>
  `<?xml version="1.0"?>\n<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/" xmlns:dcterms="http://purl.org/dc/terms/">
<channel><title>Example Films</title><language>en</language>${channel}${items}</channel></rss>`;
const read = (body: string, channel = '', options: ReadOptions = { territories: ['US'] }) =>
  readText(rss(item(body), channel), options);
const restricted = (relationship: string, text: string, type = 'country'): string =>
  `<media:restriction type="${type}" relationship="${relationship}">${text}</media:restriction>`;

describe('an item', () => {
  test('is offered in its window, with its format, language and run time', () => {
    const reading = read(VALID + VIDEO + SOLD);
    expect([reading.format, reading.version, reading.findings]).toEqual(['mrss', '2.0', []]);
    expect(reading.clauses).toMatchObject([
      {
        alid: 'urn:example:lantern',
        title: 'The Lantern',
        licenseType: 'SVOD',
        formatProfile: 'HD',
        territories: ['US'],
        start: { kind: 'instant', at: Date.UTC(2025, 11, 31, 16) },
        end: { kind: 'date', date: '2026-12-31' },
        assetLanguages: [{ range: 'en' }],
        runTimeSeconds: 5523,
        extra: { DisplayName: 'Example Films' },
        aside: { 'content@url': 'https://cdn.example.com/l.mp4' },
        place: { path: '/rss/channel/item[1]', line: 3 },
      },
    ]);
  });
  test('comes once for each height and each way it is sold; samples and sound alone are none', () => {
    const group = `<media:group>${[480, 1080, 2160]
      .map((height) => `<media:content medium="video" height="${height}"/>`)
      .join(
        '',
      )}<media:content medium="video" height="240" expression="sample"/><media:content medium="audio"/></media:group>`;
    const prices =
      '<media:price type="rent" price="3.99" currency="EUR"/><media:price type="purchase" price="9.99" currency="EUR"/>';
    const { clauses } = read(VALID + group + prices);
    expect(
      clauses.map(({ licenseType, formatProfile, price }) => `${licenseType} ${formatProfile} ${price?.value}`),
    ).toEqual(['VOD SD 3.99', 'VOD HD 3.99', 'VOD UHD 3.99', 'EST SD 9.99', 'EST HD 9.99', 'EST UHD 9.99']);
  });
  test('without a window holds from its day until it leaves the feed, with a warning', () => {
    const reading = read(`<pubDate>Mon, 23 Oct 2017 00:00:00 -0700</pubDate>${VIDEO}${SOLD}`);
    expect(codesOf(reading)).toEqual(['window-assumed']);
    expect(reading.clauses).toMatchObject([{ start: { at: Date.UTC(2017, 9, 23, 7) }, end: { kind: 'open' } }]);
  });
  test.each(['blocked', 'deleted'])('that is %s ends', (state) => {
    expect(read(`<media:status state="${state}"/>${VIDEO}`).clauses).toMatchObject([{ entryType: 'Full Delete' }]);
  });
  test('without a video is no offer, without a price or a height is taken for the least', () => {
    expect(codesOf(read(VALID))).toEqual(['object-ignored']);
    expect(codesOf(read(`${VALID}<media:content medium="video" url="x"/>`))).toEqual([
      'format-assumed',
      'license-assumed',
    ]);
  });
});

describe('where an item holds', () => {
  test.each([
    ['allow', 'us ca', [], { territories: ['CA', 'US'], excludedTerritories: [] }],
    ['deny', 'CN ru', ['exclusion-without-effect'], { territories: ['US'], excludedTerritories: ['CN', 'RU'] }],
  ])('%s %s', (relationship, codes, findings, wanted) => {
    const reading = read(VALID + VIDEO + SOLD + restricted(relationship, codes));
    expect([codesOf(reading), reading.clauses[0]]).toMatchObject([findings, wanted]);
  });
  test('a denial alone, of a partner whose territories are open, leaves everywhere else', () => {
    const reading = read(VALID + VIDEO + SOLD + restricted('deny', 'cn'), '', {});
    expect(reading.clauses[0]).toMatchObject({ territories: ['ZZ'], excludedTerritories: ['CN'] });
  });
  test('the channel speaks for items that say nothing, the video before its item', () => {
    expect(read(VALID + VIDEO + SOLD, restricted('allow', 'gb')).clauses[0]?.territories).toEqual(['GB']);
    const own = VIDEO.replace('/>', `>${restricted('allow', 'fr')}</media:content>`);
    expect(
      read(VALID + own + SOLD + restricted('allow', 'de'), restricted('allow', 'gb')).clauses[0]?.territories,
    ).toEqual(['FR']);
  });
  test.each([
    ['deny', 'all'],
    ['allow', 'none'],
    ['allow', ''],
  ])('%s %s is nowhere', (relationship, text) => {
    const reading = read(VALID + VIDEO + SOLD + restricted(relationship, text));
    expect([codesOf(reading), reading.clauses[0]?.territories]).toEqual([['territory-undefined'], []]);
  });
  test('what nobody here can keep costs the item; what concerns others is kept with a warning', () => {
    expect(read(VALID + VIDEO + restricted('allow', 'https://example.com', 'uri'))).toMatchObject({ clauses: [] });
    expect(errorsOf(read(VALID + VIDEO + restricted('forbid', 'us')))).toEqual(['bad-restriction']);
    expect(errorsOf(read(VALID + VIDEO + restricted('deny', 'JJ')))).toEqual(['unknown-territory']);
    expect(codesOf(read(VALID + VIDEO + SOLD + restricted('deny', 'https://example.com', 'uri')))).toEqual([
      'restriction-kept',
    ]);
  });
});

test('prefixes are the feed’s own choice', () => {
  const text = rss(item(VALID + VIDEO + SOLD))
    .replaceAll('media:', 'm:')
    .replaceAll('xmlns:media', 'xmlns:m')
    .replaceAll('dcterms', 'dct');
  expect(readText(text, { territories: ['US'] }).clauses).toHaveLength(1);
});

test('a window that is no window, a feed without an item, a feed cut off', () => {
  expect(read(VIDEO + SOLD + VALID.replace('start=2026', 'from=2026')).clauses).toEqual([]);
  expect(errorsOf(read(VIDEO + SOLD + VALID.replace('2026-01-01', '2026-02-30')))).toEqual(['bad-date']);
  expect(codesOf(readText(rss('')))).toEqual(['no-rows']);
  const cut = readText(rss(item(VALID + VIDEO)).slice(0, -10));
  expect([errorsOf(cut), cut.clauses, cut.descriptions]).toEqual([['malformed-xml'], [], undefined]);
});

test('what an item is called and about is told beside its offers', () => {
  const told = `<media:description type="html">Light &lt;b&gt;and&lt;/b&gt; shade</media:description><media:category>Drama</media:category>
<media:credit role="actor">A. Vela</media:credit><media:thumbnail url="l.jpg" width="640" height="360"/><media:rating scheme="urn:mpaa">pg</media:rating>`;
  expect(read(VALID + VIDEO + SOLD + told).descriptions).toMatchObject([
    {
      alid: 'urn:example:lantern',
      language: 'en',
      title: 'The Lantern',
      synopsis: 'Light and shade',
      genres: ['Drama'],
      people: [{ name: 'A. Vela', job: 'actor' }],
      ratings: [{ system: 'urn:mpaa', value: 'pg' }],
      artwork: [{ location: 'l.jpg', widthPixels: 640, heightPixels: 360 }],
    },
  ]);
});

const FEED = `${process.env.DUOPING_TEST_DATA ?? new URL('../../../../shared/data', import.meta.url).pathname}/mrss/feed.xml`;
if (!existsSync(FEED)) console.log(`skipped: no published feed at ${FEED}`);

test.skipIf(!existsSync(FEED))('a published feed is two offers, described, each with its warning', () => {
  const reading = readAvails({ name: 'feed.xml', bytes: readFileSync(FEED) }, { territories: ['US'] });
  expect([reading.format, errorsOf(reading), codesOf(reading)]).toEqual([
    'mrss',
    [],
    ['window-assumed', 'format-assumed', 'license-assumed'],
  ]);
  expect(reading.clauses.map(({ title, runTimeSeconds }) => [title, runTimeSeconds])).toEqual([
    ['Shade', 120],
    ['Spectators', 120],
  ]);
  expect(reading.descriptions?.map(({ language, artwork }) => [language, artwork.length])).toEqual([
    ['en-US', 1],
    ['en-US', 1],
  ]);
});
