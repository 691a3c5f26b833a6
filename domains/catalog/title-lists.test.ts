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
const titlesIn = (library: Library, ask: Partial<typeof ALL> = {}, lists = titleLists()) =>
  lists.page(library, { ...ALL, ...ask }).found.map(({ title }) => title);

describe('the list of all titles', () => {
  test('stands in the order of the language that is asked for, a page at a time', () => {
    expect(titlesIn(LIBRARY)).toEqual(['Amber', 'Winter River', '安静']);
    expect(titlesIn(LIBRARY, { language: 'zh-CN' })).toEqual(['安静', '冬河', 'Amber']);
    expect(titlesIn(LIBRARY, { from: 1, limit: 1 })).toEqual(['Winter River']);
    expect(titleLists().page(LIBRARY, { ...ALL, from: 9 })).toEqual({ total: 3, found: [] });
  });

  test('is searched by any of a title’s names, by its ALID and by its id, in capitals or not', () => {
    expect(titlesIn(LIBRARY, { q: '冬' })).toEqual(['Winter River']);
    expect(titlesIn(LIBRARY, { q: ' AMBER ' })).toEqual(['Amber']);
    expect(titlesIn(LIBRARY, { q: 'org:cinema:w2' })).toEqual(['安静']);
    expect(titlesIn(LIBRARY, { q: 'nothing' })).toEqual([]);
  });

  test('finds while somebody types what it finds when it is asked at once', () => {
    const lists = titleLists();
    for (const q of ['r', 'ri', 'rive', 'ri', 'winter r', 'x', '']) {
      expect(titlesIn(LIBRARY, { q }, lists)).toEqual(titlesIn(LIBRARY, { q }));
    }
  });

  test('kept from library to library is the list that is made anew', () => {
    const names = fc.constantFrom('Amber', 'amber', 'Ähre', 'Zulu', '冬河', '安静', 'The Lamp', '');
    const libraries = fc.array(
      fc
        .array(fc.tuple(fc.nat(12), names), { maxLength: 12 })
        .map((pairs) => libraryOf([...new Map(pairs)].map(([id, name]) => work(`w${id}`, { en: name })))),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(libraries, (all) => {
        const lists = titleLists();
        for (const library of all) {
          const ids = (kept: ReturnType<typeof titleLists>) => kept.page(library, ALL).found.map((row) => row.work.id);
          expect(ids(lists)).toEqual(ids(titleLists()));
        }
      }),
    );
  });
});
