import { DAY_MS } from '@duoping/kit';
import { buildIndex, type Denial, type Grant } from '@duoping/rights';
import { denial, grant, instant } from '@duoping/rights/testing';
import { describe, expect, test } from 'vitest';
import { countedIds, described } from './catalog-store.contract.ts';
import { home, libraryOf, listed, type Offer, title, type ViewerContext } from './index.ts';
import { memoryCatalog } from './testing.ts';

const NOW = instant('2026-06-01T00:00:00Z');
const YEAR_END = instant('2027-01-01T00:00:00Z');
const EIDR = '10.5240/7791-8534-2C23-9030-8610-5';

const viewer: ViewerContext = {
  ...{ territory: 'US', screen: 'tv', model: 'tv-55', language: 'en', licenseTypes: ['SVOD', 'FVOD'] },
  progress: new Map(),
  finished: new Map(),
  mediaOf: () => ({ ready: true, durationSeconds: 90 }),
};

/** Films as partners offer them: each with its grants, told of by its own partner. */
async function aShop(
  films: readonly { offer: Offer; grants: readonly Partial<Grant>[] }[],
  denials: readonly Denial[] = [],
) {
  const catalog = memoryCatalog();
  const newId = countedIds();
  const grants: Grant[] = [];
  const works = new Map<string, string>();
  for (const { offer, grants: own } of films) {
    const { partner, alid } = offer;
    const work = (await catalog.matchWorks([offer], newId)).get(alid);
    if (!work) throw new Error('no work');
    works.set(alid, work);
    await catalog.describe([described(partner, alid)]);
    grants.push(...own.map((members) => grant({ partner, alid, work, ...members })));
  }
  const index = (extra: readonly Denial[] = denials) => buildIndex({ grants, denials: extra, epoch: 1 });
  const workOf = (alid: string) => works.get(alid) as never; // as: a work's id is a text with a brand
  return { shop: { library: libraryOf(await catalog.works()), rights: index() }, index, workOf };
}

const film = (alid: string, ...grants: readonly Partial<Grant>[]) => ({ offer: { partner: 'a', alid }, grants });
const FREE = { licenseType: 'FVOD' } as const;

const titlesOn = (page: ReturnType<typeof home>): readonly string[] =>
  page.rails.find(({ id }) => id === 'all')?.cards.map((card) => card.title) ?? [];

describe('a page holds only what may be shown to this viewer, here and now', () => {
  test.each([
    ['is granted', {}, ['film']],
    ['is granted in another territory', { territories: { include: ['CN'], exclude: [] } }, []],
    ['is granted where this one is taken out', { territories: { include: ['ZZ'], exclude: ['US'] } }, []],
    ['is granted for other screens', { screens: { phone: {} } }, []],
    ['is granted for other models', { screens: { tv: { models: ['tv-32'] } } }, []],
    ['begins in a millisecond', { window: { start: NOW + 1, end: YEAR_END } }, []],
    ['ends now', { window: { start: 0, end: NOW } }, []],
    ['can only be bought', { licenseType: 'EST', verbs: ['list', 'buy'] }, []],
    ['is free', FREE, ['film']],
  ] as const)('a title that %s', async (_, members, wanted) => {
    const { shop } = await aShop([film('film', members)]);
    expect(titlesOn(home(shop, viewer, NOW))).toEqual(wanted);
  });

  test('a title without any grant, and one that only a library knows', async () => {
    const { shop } = await aShop([film('granted', {}), film('bare')]);
    expect(titlesOn(home(shop, viewer, NOW))).toEqual(['granted']);
  });

  test('a title that was withdrawn is gone, from every rail and as a page', async () => {
    const { shop, index, workOf } = await aShop([film('film', {}), film('other', {})]);
    const rights = index([denial({ scope: { work: workOf('film') } })]);
    const page = home({ ...shop, rights }, viewer, NOW);
    expect(page.rails.flatMap(({ cards }) => cards.map((card) => card.title))).not.toContain('film');
    const one = title({ ...shop, rights }, workOf('film'), { viewer, at: NOW });
    expect([one.card, one.decision.allow ? [] : one.decision.reasons]).toEqual([undefined, ['denied:takedown']]);
  });

  test('without a subscription only the free titles are there', async () => {
    const { shop, workOf } = await aShop([film('paid', {}), film('free', FREE)]);
    const visitor: ViewerContext = { ...viewer, licenseTypes: ['FVOD'] };
    expect(titlesOn(home(shop, visitor, NOW))).toEqual(['free']);
    expect(titlesOn(home(shop, viewer, NOW)).toSorted()).toEqual(['free', 'paid']);
    expect(title(shop, workOf('paid'), { viewer: visitor, at: NOW }).card).toBeUndefined();
  });

  test('whoever is entitled to nothing sees nothing', async () => {
    const { shop } = await aShop([film('paid', {}), film('free', FREE)]);
    expect(home(shop, { ...viewer, licenseTypes: [] }, NOW).rails).toEqual([]);
  });

  test('a title of which nobody says anything has no card', async () => {
    const { shop, workOf } = await aShop([film('film', {})]);
    const [work] = shop.library.works.values();
    if (!work) throw new Error('no work');
    const silent = { ...shop, library: libraryOf([{ ...work, descriptions: [] }]) };
    expect(home(silent, viewer, NOW).rails).toEqual([]);
    expect(title(silent, workOf('film'), { viewer, at: NOW }).card).toBeUndefined();
  });
});

describe('a page says until when it holds', () => {
  test('up to the first edge of any title on it or missing from it', async () => {
    const { shop } = await aShop([
      film('ends', { window: { start: 0, end: NOW + 2 * DAY_MS } }),
      film('begins', { window: { start: NOW + DAY_MS, end: null } }),
    ]);
    expect(home(shop, viewer, NOW).until).toBe(NOW + DAY_MS);
    expect(home(shop, viewer, NOW + DAY_MS).until).toBe(NOW + 2 * DAY_MS);
    expect(home(shop, viewer, NOW + 2 * DAY_MS).until).toBeNull();
  });

  test('a free title that the subscription will open better changes when it does', async () => {
    const begins = NOW + DAY_MS;
    const { shop, workOf } = await aShop([
      film('film', FREE, { formatProfile: 'UHD', window: { start: begins, end: YEAR_END } }),
    ]);
    const [today, then] = [NOW, begins].map((at) => listed(shop.rights, workOf('film'), viewer, at));
    expect([today?.allow && today.chosen.licenseType, today?.until]).toEqual(['FVOD', begins]);
    expect(then?.allow && then.chosen.licenseType).toBe('SVOD');
  });

  test('a card leaves when the last of the rights that follow each other ends', async () => {
    const [middle, end] = [NOW + 5 * DAY_MS, NOW + 9 * DAY_MS];
    const { shop } = await aShop([
      film('film', { window: { start: 0, end: middle } }, { formatProfile: 'SD', window: { start: middle, end } }),
      film('gap', { window: { start: 0, end: middle } }, { window: { start: middle + 1, end } }),
    ]);
    const leaving = home(shop, viewer, NOW).rails.find(({ id }) => id === 'leaving')?.cards ?? [];
    expect(leaving.map((card) => [card.title, card.availableUntil])).toEqual([
      ['gap', middle],
      ['film', end],
    ]);
  });
});

describe('one work of two partners', () => {
  const offers = [
    { offer: { partner: 'a', alid: 'a:film', eidr: EIDR }, grants: [{ formatProfile: 'SD' as const }] },
    { offer: { partner: 'b', alid: 'b:film', eidr: EIDR }, grants: [{ formatProfile: 'SD' as const }] },
  ];

  test('is one card, in the words of the partner whose offer was chosen', async () => {
    const { shop } = await aShop(offers);
    const cards = home(shop, viewer, NOW).rails.find(({ id }) => id === 'all')?.cards ?? [];
    expect(cards).toHaveLength(1);
    expect(cards[0]?.title).toBe(`${cards[0]?.partner}:film`);
  });

  test('stays while one of them may still show it, and goes with the last', async () => {
    const { shop, index } = await aShop(offers);
    const suspended = (...partners: readonly string[]) => ({
      ...shop,
      rights: index(partners.map((partner) => denial({ id: partner, kind: 'suspension', scope: { partner } }))),
    });
    const partnerOf = (page: ReturnType<typeof home>) => page.rails[0]?.cards[0]?.partner;
    expect(partnerOf(home(suspended('a'), viewer, NOW))).toBe('b');
    expect(partnerOf(home(suspended('b'), viewer, NOW))).toBe('a');
    expect(home(suspended('a', 'b'), viewer, NOW).rails).toEqual([]);
  });

  test('borrows words where both may show it, and has only its own partner’s when the other may not', async () => {
    const { shop, index } = await aShop(offers);
    const words = described('b', 'b:film', { language: 'zh-CN', title: '灯' });
    const works = [...shop.library.works.values()].map((work) => ({
      ...work,
      descriptions: [...work.descriptions, words],
    }));
    const shown = (...denials: readonly Denial[]) => {
      const page = home({ library: libraryOf(works), rights: index(denials) }, { ...viewer, language: 'zh-CN' }, NOW);
      return page.rails[0]?.cards.map((card) => [card.partner, card.title, card.otherTitle]);
    };
    const suspension = denial({ kind: 'suspension', scope: { partner: 'b' } });
    expect(shown()).toEqual([['a', '灯', 'a:film']]);
    expect(shown(suspension)).toEqual([['a', 'a:film', '']]);
  });

  test('is ready when the chosen partner’s own film is: nobody’s files play under another’s right', async () => {
    const { shop, index } = await aShop(offers);
    const mediaOf = (partner: string) => ({ ready: partner === 'b', durationSeconds: null });
    const rights = index([denial({ kind: 'suspension', scope: { partner: 'b' } })]);
    const cards = home({ ...shop, rights }, { ...viewer, mediaOf }, NOW).rails[0]?.cards ?? [];
    expect(cards.map(({ partner, ready }) => [partner, ready])).toEqual([['a', false]]);
  });
});

test('titles that are still being prepared come last, the others in the order of their names', async () => {
  const { shop } = await aShop([film('c', {}), film('a', {}), film('b', {})]);
  const mediaOf = (_: string, alid: string) => ({ ready: alid !== 'a', durationSeconds: null });
  expect(titlesOn(home(shop, { ...viewer, mediaOf }, NOW))).toEqual(['b', 'c', 'a']);
});

test('what was begun stands first, the latest at the head; what was only touched or is finished doesn’t', async () => {
  const { shop, workOf } = await aShop([film('half', {}), film('later', {}), film('touched', {}), film('done', {})]);
  const seen = (positionSeconds: number, at: number) => ({ positionSeconds, durationSeconds: 100, at });
  const progress = new Map([
    [workOf('half'), seen(50, 1)],
    [workOf('later'), seen(2, 2)],
    [workOf('touched'), seen(1, 3)],
  ]);
  const finished = new Map([[workOf('done'), 4]]);
  const [first] = home(shop, { ...viewer, progress, finished }, NOW).rails;
  expect([first?.id, first?.cards.map((card) => [card.title, card.progress])]).toEqual([
    'continue',
    [
      ['later', 0.02],
      ['half', 0.5],
    ],
  ]);
});
