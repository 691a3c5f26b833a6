/** What every store of the catalog must do, whatever engine is behind it. Run it inside a `describe`; each test takes a new store. */
import { asId } from '@duoping/kit';
import { expect, test } from 'vitest';
import { describedIn } from './library.ts';
import type { CatalogStore, Description, Offer, WorkId } from './work.ts';

const EIDR = '10.5240/7791-8534-2C23-9030-8610-5';
/** Ids as the real ones are: UUIDs, counted up. */
export function countedIds(): () => WorkId {
  let made = 0;
  return () => asId(`0190f000-0000-7000-8000-${String(++made).padStart(12, '0')}`);
}

const offer = (partner: string, alid: string, eidr?: string): Offer => ({
  partner,
  alid,
  ...(eidr === undefined ? {} : { eidr }),
});
export const described = (partner: string, alid: string, members: Partial<Description> = {}): Description => ({
  ...{ partner, alid, language: 'en', title: alid, synopsis: '', year: 2026, rating: null, genres: ['drama'] },
  ...{ credits: null, illustrative: false },
  ...members,
});

export function catalogStoreContract(open: () => Promise<CatalogStore>): void {
  test('offers of two partners with one EIDR are one work', async () => {
    const catalog = await open();
    const newId = countedIds();
    const first = await catalog.matchWorks([offer('a', 'a:film', EIDR)], newId);
    const second = await catalog.matchWorks([offer('b', 'b:film', EIDR)], newId);
    expect(second.get('b:film')).toBe(first.get('a:film'));
    expect(await catalog.works()).toMatchObject([
      { offers: [offer('a', 'a:film', EIDR), offer('b', 'b:film', EIDR)], descriptions: [], artwork: [] },
    ]);
  });

  test('one EIDR twice in one delivery is one work as well', async () => {
    const works = await (await open()).matchWorks([offer('a', 'cut', EIDR), offer('a', 'long', EIDR)], countedIds());
    expect(works.get('cut')).toBe(works.get('long'));
  });

  test('the revision rises with whatever changes what the works are, and with nothing else', async () => {
    const catalog = await open();
    const seen = [await catalog.revision()];
    const look = async () => seen.push(await catalog.revision());
    await catalog.matchWorks([offer('a', 'film')], countedIds());
    await look();
    await catalog.describe([described('a', 'film')]);
    await look();
    await catalog.illustrate([{ partner: 'a', alid: 'film', kind: 'poster', sha256: 'ab' }]);
    await look();
    await catalog.sayInstead('a', ['film'], { descriptions: [], artwork: [] });
    await look();
    expect(seen).toEqual([...new Set(seen)].sort((a, b) => a - b));
    await catalog.works();
    await catalog.saidOf('a', ['film']);
    expect(await catalog.revision()).toBe(seen.at(-1));
  });

  test('what is said twice in one delivery counts as it was said last', async () => {
    const catalog = await open();
    await catalog.matchWorks([offer('a', 'film'), offer('a', 'film')], countedIds());
    await catalog.describe([described('a', 'film', { title: 'First' }), described('a', 'film', { title: 'Last' })]);
    await catalog.illustrate([
      { partner: 'a', alid: 'film', kind: 'poster', sha256: 'ab' },
      { partner: 'a', alid: 'film', kind: 'poster', sha256: 'cd' },
    ]);
    expect(await catalog.works()).toMatchObject([
      { offers: [{ alid: 'film' }], descriptions: [{ title: 'Last' }], artwork: [{ sha256: 'cd' }] },
    ]);
  });

  test('without an EIDR each offer is a work of its own, though two partners say the same ALID', async () => {
    const catalog = await open();
    const newId = countedIds();
    const a = await catalog.matchWorks([offer('a', 'film'), offer('a', 'other')], newId);
    const b = await catalog.matchWorks([offer('b', 'film')], newId);
    expect(new Set([a.get('film'), a.get('other'), b.get('film')])).toHaveLength(3);
  });

  test('an offer keeps its work for ever, also when an EIDR is told later', async () => {
    const catalog = await open();
    const newId = countedIds();
    const [first, again, told] = [
      await catalog.matchWorks([offer('a', 'film')], newId),
      await catalog.matchWorks([offer('a', 'film')], newId),
      await catalog.matchWorks([offer('a', 'film', EIDR)], newId),
    ].map((works) => works.get('film'));
    expect([again, told]).toEqual([first, first]);
    expect(await catalog.works()).toHaveLength(1);
  });

  test('says which titles a partner has delivered, of this partner alone', async () => {
    const catalog = await open();
    await catalog.matchWorks([offer('a', 'film'), offer('a', 'other')], countedIds());
    expect([...(await catalog.knownAlids('a', ['film', 'nothing']))]).toEqual(['film']);
    expect(await catalog.knownAlids('b', ['film'])).toEqual(new Set());
  });

  test('what a partner says later replaces what it said in that language, and nobody else’s words', async () => {
    const catalog = await open();
    const newId = countedIds();
    await catalog.matchWorks([offer('a', 'film', EIDR)], newId);
    await catalog.matchWorks([offer('b', 'film', EIDR)], newId);
    await catalog.describe([described('a', 'film'), described('a', 'film', { language: 'zh-CN', title: '电影' })]);
    await catalog.describe([described('b', 'film', { title: 'B’s film' })]);
    await catalog.describe([described('a', 'film', { title: 'Film, the', credits: 'somebody' })]);
    const [work] = await catalog.works();
    expect(work?.descriptions).toEqual([
      described('a', 'film', { title: 'Film, the', credits: 'somebody' }),
      described('a', 'film', { language: 'zh-CN', title: '电影' }),
      described('b', 'film', { title: 'B’s film' }),
    ]);
  });

  test('keeps where a title stands in a series, and forgets it when it is not told again', async () => {
    const catalog = await open();
    await catalog.matchWorks([offer('a', 'film')], countedIds());
    const place = { series: 'lamp', season: 1, episode: null, isEpisode: true };
    const episode = described('a', 'film', { place, seriesTitle: 'The Lamp' });
    await catalog.describe([episode]);
    expect((await catalog.works())[0]?.descriptions).toEqual([episode]);
    const before = await catalog.saidOf('a', ['film']);
    await catalog.describe([described('a', 'film')]);
    expect((await catalog.works())[0]?.descriptions).toEqual([described('a', 'film')]);
    await catalog.sayInstead('a', ['film'], before);
    expect((await catalog.works())[0]?.descriptions).toEqual([episode]);
  });

  test('has one picture of each kind from each partner, the one that came last', async () => {
    const catalog = await open();
    await catalog.matchWorks([offer('a', 'film')], countedIds());
    const poster = { partner: 'a', alid: 'film', kind: 'poster', sha256: '1'.repeat(64) } as const;
    await catalog.illustrate([poster, { ...poster, kind: 'wide' }]);
    await catalog.illustrate([{ ...poster, sha256: '2'.repeat(64) }]);
    const [work] = await catalog.works();
    expect(work?.artwork).toEqual([
      { ...poster, sha256: '2'.repeat(64) },
      { ...poster, kind: 'wide' },
    ]);
  });

  test('nothing is said of a title that nobody offers', async () => {
    const catalog = await open();
    await expect(catalog.describe([described('a', 'film')])).rejects.toThrow();
    await expect(
      catalog.illustrate([{ partner: 'a', alid: 'film', kind: 'poster', sha256: '1'.repeat(64) }]),
    ).rejects.toThrow();
  });

  test('what was said of some titles can be said again in its place: no more, no less, of this partner alone', async () => {
    const catalog = await open();
    const newId = countedIds();
    await catalog.matchWorks([offer('a', 'film'), offer('a', 'other')], newId);
    await catalog.matchWorks([offer('b', 'film')], newId);
    const poster = { partner: 'a', alid: 'film', kind: 'poster', sha256: '1'.repeat(64) } as const;
    await catalog.describe([described('a', 'film'), described('a', 'other'), described('b', 'film')]);
    await catalog.illustrate([poster]);
    const before = await catalog.saidOf('a', ['film']);
    expect(before).toEqual({ descriptions: [described('a', 'film')], artwork: [poster] });
    const all = await catalog.works();
    await catalog.describe([described('a', 'film', { title: 'Renamed' }), described('a', 'film', { language: 'de' })]);
    await catalog.illustrate([
      { ...poster, sha256: '2'.repeat(64) },
      { ...poster, kind: 'wide' },
    ]);
    await catalog.sayInstead('a', ['film'], before);
    expect(await catalog.works()).toEqual(all);
    await catalog.sayInstead('a', ['film'], { descriptions: [], artwork: [] });
    expect(await catalog.saidOf('a', ['film', 'other'])).toEqual({
      descriptions: [described('a', 'other')],
      artwork: [],
    });
  });

  test('titles are told as the reader’s language chooses them, of those that somebody described', async () => {
    const catalog = await open();
    const alids = ['one', 'two', 'three', 'four', 'five', 'none'];
    await catalog.matchWorks(
      alids.map((alid) => offer('b', alid)),
      countedIds(),
    );
    const works = await catalog.matchWorks([offer('a', 'one', EIDR), offer('a', 'both', EIDR)], () =>
      asId('0190f000-0000-7000-8000-00000000abcd'),
    );
    const says = (partner: string, alid: string, ...languages: readonly string[]) =>
      languages.map((language) => described(partner, alid, { language, title: `${partner} ${alid} ${language}` }));
    await catalog.describe([
      ...says('a', 'one', 'de', 'zh-TW'),
      ...says('a', 'both', 'zh-CN', 'en-GB', 'und'),
      ...says('b', 'one', 'zh-TW', 'zh-CN'),
      ...says('b', 'two', 'und', 'en', 'zh'),
      ...says('b', 'three', 'fr', 'und'),
      ...says('b', 'four', 'und'),
      ...says('b', 'five', 'en-US', 'de-CH'),
    ]);
    const all = await catalog.works();
    const ids = [...all.map(({ id }) => id), 'nobody’s', works.get('one') ?? ''];
    for (const language of ['zh-CN', 'zh', 'en', 'de', 'de-AT', 'fr-CA', 'ja', 'und', '']) {
      const chosen = all.flatMap(({ id, descriptions }) => {
        const shown = describedIn(descriptions, language);
        return shown ? [[id, shown.title] as const] : [];
      });
      expect(await catalog.titlesOf(ids, language), language).toEqual(new Map(chosen));
      expect(chosen).toHaveLength(6);
    }
    expect(await catalog.titlesOf([], 'en')).toEqual(new Map());
  });

  test('the work that an offer has or would join is known before anything is made', async () => {
    const catalog = await open();
    const made = await catalog.matchWorks([offer('a', 'film', EIDR), offer('a', 'other')], countedIds());
    const asked = [offer('b', 'theirs', EIDR), offer('b', 'new'), offer('b', 'other')];
    expect(await catalog.knownWorks(asked)).toEqual(new Map([['theirs', made.get('film')]]));
    expect(await catalog.knownWorks([offer('a', 'other')])).toEqual(new Map([['other', made.get('other')]]));
    expect(await catalog.works()).toHaveLength(2);
  });
}
