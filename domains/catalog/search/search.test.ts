/** What is typed finds what is meant: real titles in two languages, the order of the answers, and a slow scan that agrees. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { admit, everyWork, findWorks, MATCHES, type SearchMode } from './find-works.ts';
import { matchOf } from './naive-scan.test-support.ts';
import { searchIndexOf, updatedIndex } from './search-index.ts';
import type { Searchable } from './segment.ts';

const work = (id: string, names: readonly string[], more: Partial<Searchable> = {}): Searchable => ({
  id,
  names,
  genres: [],
  popularity: 0,
  ...more,
});

const CATALOG: readonly Searchable[] = [
  work('twenty', ['二十不惑', 'Twenty Your Life On']),
  work('river', ['大江大河', 'Like a Flowing River'], { genres: ['年代剧', 'Drama'] }),
  work('river2', ['大江大河2', 'Like a Flowing River 2']),
  work('changan', ['长安十二时辰', 'The Longest Day in Chang’an'], { genres: ['古装', 'History'] }),
  work('chungking', ['重慶森林', 'Chungking Express']),
  work('amelie', ["Le Fabuleux Destin d'Amélie Poulain", '天使爱美丽']),
  work('bunny', ['Big Buck Bunny', '大雄兔']),
  work('bird', ['Bigbird Goes Home']),
  work('walk', ['行走的力量']),
  work('bank', ['银行风云']),
  work('daughters', ['女儿国']),
  work('1917', ['1917']),
  work('again', ['重返20岁', 'Miss Granny']),
  work('strasse', ['Straße der Träume']),
  work('smile', ['😀']),
];
const INDEX = searchIndexOf(CATALOG);
const find = (text: string, mode: SearchMode = 'text', limit = 20) =>
  findWorks(INDEX, { text, mode, limit }, everyWork(INDEX));
const found = (text: string, mode: SearchMode = 'text') => find(text, mode).map((hit) => hit.work);

describe('what finds what', () => {
  test.each([
    ['the whole name', '大江大河', 'river', 'exact'],
    ['the beginning of a name', '二十', 'twenty', 'prefix'],
    ['traditional characters find simplified ones', '長安', 'changan', 'prefix'],
    ['simplified characters find traditional ones', '重庆', 'chungking', 'prefix'],
    ['the middle of a Chinese name', '十二时辰', 'changan', 'inside'],
    ['a later word', 'flowing r', 'river', 'word'],
    ['letters without their accents', 'amelie', 'amelie', 'word'],
    ['letters with accents that the name has not', 'bíg bück', 'bunny', 'prefix'],
    ['ß as ss', 'strasse', 'strasse', 'prefix'],
    ['a curly apostrophe or none', 'changan', 'changan', 'word'],
    ['pinyin', 'dajiangdahe', 'river', 'pinyin'],
    ['pinyin with spaces, and unfinished', 'da jiang d', 'river', 'pinyin'],
    ['pinyin with accents', 'dà jiāng dà hé', 'river', 'pinyin'],
    ['pinyin with tones by number', 'da4jiang1da4he2', 'river', 'pinyin'],
    ['pinyin from a later syllable', 'shichen', 'changan', 'inside'],
    ['重 said chong', 'chongqing', 'chungking', 'pinyin'],
    ['重 said zhong', 'zhongqing', 'chungking', 'pinyin'],
    ['长 said zhang', 'zhangan', 'changan', 'pinyin'],
    ['行 said hang', 'yinhang', 'bank', 'pinyin'],
    ['行 said xing', 'yinxing', 'bank', 'pinyin'],
    ['ü as v', 'nver', 'daughters', 'pinyin'],
    ['ü as u', 'nuer', 'daughters', 'pinyin'],
    ['ü as ü', 'nüer', 'daughters', 'pinyin'],
    ['first letters', 'DJDH', 'river', 'initials'],
    ['first letters, unfinished', 'cas', 'changan', 'initials'],
    ['first letters of English words', 'bbb', 'bunny', 'initials'],
    ['first letters around a number', 'cf20s', 'again', 'initials'],
    ['first letters from the middle', 'dh', 'river', 'inside'],
    ['an emoji', '😀', 'smile', 'exact'],
    ['a genre', '古装', 'changan', 'genre'],
    ['a genre by its first letters', 'ndj', 'river', 'genre'],
  ])('%s', (_, text, id, match) => {
    expect(find(text).find((hit) => hit.work === id)?.match).toBe(match);
  });

  test.each([
    ['the first letters on a keypad', '3534', 'river', 'keypad'],
    ['pinyin on a keypad', '325426432', 'river', 'keypad'],
    ['an English name on a keypad', '2442825', 'bunny', 'keypad'],
    ['a number is itself first', '1917', '1917', 'exact'],
    ['a later word on a keypad', '28669', 'bunny', 'inside'],
  ])('%s', (_, text, id, match) => {
    expect(find(text, 't9').find((hit) => hit.work === id)?.match).toBe(match);
  });

  test('digits are only digits where no keypad is told', () => {
    expect(found('3534')).toEqual([]);
  });

  test.each([
    ['nothing', ''],
    ['spaces', '   '],
    ['punctuation', '?!…,。'],
    ['control characters', '\u0000\u0001\u001b[2J\u007f'],
    ['half a character', '\ud83d'],
    ['what is in no title', 'zzzz'],
    ['something very long', 'da'.repeat(100_000)],
  ])('%s finds nothing and harms nothing', (_, text) => {
    expect(found(text)).toEqual([]);
    expect(found(text, 't9')).toEqual([]);
  });

  test('control characters within a query are passed over', () => {
    expect(found('da\u0000jiang\u0007')).toEqual(found('dajiang'));
  });

  test('one letter finds words that begin with it, then what is said with it', () => {
    const matches = find('d').map((hit) => hit.match);
    expect(found('d')).toContain('river');
    expect(matches.indexOf('word')).toBeLessThan(matches.indexOf('pinyin'));
  });

  test('a hit tells the syllables by which it was met', () => {
    expect(find('djdh')[0]?.reading).toEqual(['da', 'jiang', 'da', 'he']);
    expect(find('zhangan')[0]?.reading.slice(0, 2)).toEqual(['zhang', 'an']);
    expect(find('大江')[0]?.reading).toEqual([]);
  });
});

describe('order', () => {
  test('the exact name stands before one that goes on, a whole word before a part', () => {
    expect(found('大江大河').slice(0, 2)).toEqual(['river', 'river2']);
    expect(found('big b')).toEqual(['bunny', 'bird']);
  });

  test('among equals the more popular stands first, then the name as it is said', () => {
    const index = searchIndexOf([
      work('c', ['star c']),
      work('z', ['star z'], { popularity: 9 }),
      work('a', ['star a']),
      work('b', ['星'], { popularity: 1 }),
    ]);
    const order = findWorks(index, { text: 's', mode: 'text', limit: 9 }, everyWork(index));
    expect(order.map((hit) => hit.work)).toEqual(['z', 'a', 'c']);
  });

  test('what may not be shown takes no place among the answers', () => {
    const works = Array.from({ length: 500 }, (_, place) => work(`w${place}`, [`Night ${place}`]));
    const index = searchIndexOf(works);
    const only = admit(index, (segment, slot) => segment.works[slot]?.id === 'w499');
    const hits = findWorks(index, { text: 'n', mode: 'text', limit: 5 }, only);
    expect(hits.map((hit) => hit.work)).toEqual(['w499']);
  });
});

const PARTS = [
  '大',
  '江',
  '长',
  '重',
  '行',
  '慶',
  '女',
  'a',
  'da',
  'Big',
  'é',
  'ß',
  '2',
  '12',
  ' ',
  '-',
  '’',
  '😀',
  '\u0000',
];
const name = fc.array(fc.constantFrom(...PARTS), { maxLength: 6 }).map((parts) => parts.join(''));
const works = fc
  .array(
    fc.record({
      names: fc.array(name, { maxLength: 3 }),
      genres: fc.array(fc.constantFrom('古装', 'Drama', 'daily'), { maxLength: 2 }),
      popularity: fc.integer({ min: 0, max: 2 }),
    }),
    { maxLength: 12 },
  )
  .map((each) => each.map((one, place) => ({ ...one, id: `w${place}` })));
const query = fc.oneof(
  name,
  fc.stringMatching(/^[a-z0-9]{1,5}$/),
  fc.constantFrom('d', 'dj', 'chang', 'zhang', '3', '32', 'g', 'da4', '長'),
);
const mode = fc.constantFrom<SearchMode>('text', 't9');

describe('a slow scan agrees', () => {
  test('on what is found, and by what', () => {
    fc.assert(
      fc.property(works, query, mode, (catalog, text, by) => {
        const index = searchIndexOf(catalog);
        const hits = findWorks(index, { text, mode: by, limit: 100 }, everyWork(index));
        const scanned = catalog.map((each) => [each.id, matchOf(each, text, by)]).filter(([, match]) => match);
        expect(hits.map((hit) => [hit.work, hit.match]).sort()).toEqual(scanned.sort());
        const ranks = hits.map((hit) => MATCHES.indexOf(hit.match));
        expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
      }),
      { numRuns: 2_000 },
    );
  });

  test('and a short answer is the beginning of the long one', () => {
    fc.assert(
      fc.property(works, query, mode, fc.integer({ min: 1, max: 5 }), (catalog, text, by, limit) => {
        const index = searchIndexOf(catalog);
        const ask = (most: number) => findWorks(index, { text, mode: by, limit: most }, everyWork(index));
        expect(ask(limit)).toEqual(ask(100).slice(0, limit));
      }),
    );
  });

  test('an index that followed changes answers as one built anew', () => {
    fc.assert(
      fc.property(works, works, query, mode, (before, after, text, by) => {
        const followed = updatedIndex(searchIndexOf(before), after);
        const anew = searchIndexOf(after);
        const ask = (index: typeof anew) => findWorks(index, { text, mode: by, limit: 100 }, everyWork(index));
        expect(ask(followed)).toEqual(ask(anew));
      }),
    );
  });

  test('a large table is sorted as a small one: long common beginnings, many equals', () => {
    const catalog = Array.from({ length: 3_000 }, (_, place) =>
      work(`w${place}`, [`The Long Night of ${'abcdefgh'[place % 8]}${place % 50} 长夜${place % 7}`]),
    );
    const index = searchIndexOf(catalog);
    for (const text of ['the long night of b', 'cy', '长夜3', 'night', 'tlno', 'thelongnightofc1', 'nightofa']) {
      const hits = findWorks(index, { text, mode: 'text', limit: 5_000 }, everyWork(index));
      const scanned = catalog.filter((each) => matchOf(each, text, 'text')).map((each) => each.id);
      expect(hits.map((hit) => hit.work).sort()).toEqual(scanned.sort());
    }
  });
});
