import { asId } from '@duoping/kit';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Library, libraryOf, titleLists, type WorkEntry } from './index.ts';

const work = (id: string, names: Readonly<Record<string, string>>): WorkEntry => ({
  id: asId(id),
  offers: [{ partner: 'cinema', alid: `md:alid:org:cinema:${id}` }],
  descriptions: Object.entries(names).map(([language, title]) => ({
    ...{ partner: 'cinema', alid: `md:alid:org:cinema:${id}`, language, title, synopsis: '', year: null },
    ...{ rating: null, genres: [], credits: null, illustrative: false },
  })),
  artwork: [],
});
const LIBRARY = libraryOf([
  work('w3', { en: 'Winter River', 'zh-CN': '冬河' }),
  work('w1', { en: 'Amber' }),
  work('w2', { 'zh-CN': '安静' }),
]);
const ALL = { q: '', language: 'en', from: 0, limit: 100 };
const pause = async () => {};
const newLists = () => titleLists(pause);
const titlesIn = async (library: Library, ask: Partial<typeof ALL> = {}, lists = newLists()) =>
  (await lists.page(library, { ...ALL, ...ask })).found.map(({ title }) => title);

describe('the list of all titles', () => {
  test('stands in the order of the language that is asked for, a page at a time', async () => {
    expect(await titlesIn(LIBRARY)).toEqual(['Amber', 'Winter River', '安静']);
    expect(await titlesIn(LIBRARY, { language: 'zh-CN' })).toEqual(['安静', '冬河', 'Amber']);
    expect(await titlesIn(LIBRARY, { from: 1, limit: 1 })).toEqual(['Winter River']);
    expect(await newLists().page(LIBRARY, { ...ALL, from: 9 })).toEqual({ total: 3, found: [] });
  });

  test('is told whole as well, titles that are called alike by their ids', async () => {
    const twins = [work('w9', { en: 'Amber' }), ...LIBRARY.works.values(), work('w0', { en: 'Amber' })];
    const lists = newLists();
    expect(await lists.inOrder(libraryOf(twins), 'en')).toEqual(['w0', 'w1', 'w9', 'w3', 'w2']);
    expect(await lists.inOrder(libraryOf(twins), 'zh-CN')).toEqual(['w2', 'w3', 'w0', 'w1', 'w9']);
  });

  test('is searched by any of a title’s names, by its ALID and by its id, in capitals or not', async () => {
    expect(await titlesIn(LIBRARY, { q: '冬' })).toEqual(['Winter River']);
    expect(await titlesIn(LIBRARY, { q: ' AMBER ' })).toEqual(['Amber']);
    expect(await titlesIn(LIBRARY, { q: 'org:cinema:w2' })).toEqual(['安静']);
    expect(await titlesIn(LIBRARY, { q: 'nothing' })).toEqual([]);
    expect(await titlesIn(LIBRARY, { q: 'amber\nw2' })).toEqual([]); // the end of one and the beginning of the next
  });

  test('finds while somebody types what it finds when it is asked at once', async () => {
    const lists = newLists();
    for (const q of ['r', 'ri', 'rive', 'ri', 'winter r', 'x', '']) {
      expect(await titlesIn(LIBRARY, { q }, lists)).toEqual(await titlesIn(LIBRARY, { q }));
    }
  });

  test('kept from library to library is the list that is made anew', async () => {
    const names = fc.constantFrom('Amber', 'amber', 'Ähre', 'Zulu', '冬河', '安静', 'The Lamp', '');
    const libraries = fc.array(
      fc
        .array(fc.tuple(fc.nat(12), names), { maxLength: 12 })
        .map((pairs) => libraryOf([...new Map(pairs)].map(([id, name]) => work(`w${id}`, { en: name })))),
      { minLength: 1, maxLength: 6 },
    );
    await fc.assert(
      fc.asyncProperty(libraries, async (all) => {
        const lists = newLists();
        for (const library of all) {
          const ids = async (kept: ReturnType<typeof titleLists>) =>
            (await kept.page(library, ALL)).found.map((row) => row.work.id);
          expect(await ids(lists)).toEqual(await ids(newLists()));
        }
      }),
    );
  });

  test('is as long as the library and in order when that takes many slices, and lets others in between', async () => {
    const names = ['River', '冬河', 'Amber', 'Zulu', '安静'];
    const many = Array.from({ length: 4_321 }, (_, place) => work(`w${place}`, { en: `${names[place % 5]} ${place}` }));
    let pauses = 0;
    const lists = titleLists(async () => void pauses++);
    const all = { ...ALL, limit: 5_000 };
    const titles = (await lists.page(libraryOf(many), all)).found.map(({ title }) => title);
    const { compare } = new Intl.Collator('en');
    expect(titles).toEqual(many.map((each) => each.descriptions[0]?.title ?? '').sort(compare));
    expect(pauses).toBeGreaterThan(20);
    const renamed = many.map((each, place) => (place % 2_000 === 7 ? work(each.id, { en: `Birch ${place}` }) : each));
    const after = (await lists.page(libraryOf(renamed), all)).found.map(({ title }) => title);
    expect(after).toEqual(renamed.map((each) => each.descriptions[0]?.title ?? '').sort(compare));
  });

  test('finds what a look at each title finds, and nothing across two of them', async () => {
    const part = fc.constantFrom('a', 'A', 'b', '冬', '河', ' ', '\n', 'w1', ':');
    const text = fc.array(part, { maxLength: 4 }).map((parts) => parts.join(''));
    const libraries = fc
      .array(text, { maxLength: 8 })
      .map((titles) =>
        libraryOf(titles.map((title, place) => work(`w${place}`, { en: title, 'zh-CN': `${title}冬` }))),
      );
    await fc.assert(
      fc.asyncProperty(libraries, text, async (library, q) => {
        const found = (await newLists().page(library, { ...ALL, q })).found.map((row) => row.work.id);
        const wanted = q.trim().toLowerCase();
        const scanned = [...library.works.values()].filter(({ id, offers, descriptions }) =>
          [id, ...offers.map(({ alid }) => alid), ...new Set(descriptions.map(({ title }) => title))]
            .join('\n')
            .toLowerCase()
            .includes(wanted),
        );
        expect(found.sort()).toEqual(scanned.map(({ id }) => id).sort());
      }),
      { numRuns: 500 },
    );
  });
});
