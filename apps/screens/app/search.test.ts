/** Search as it is pressed: one question at a time, the newest wins, and what is on the glass is never another's answer. */
import { type Calls, type FoundTitle, no, type Reason, type UiLanguage, yes } from '@duoping/client';
import { handClock } from '@duoping/client/testing';
import { describe, expect, test } from 'vitest';
import { foundFor } from '../testing/found.ts';
import { move, NO_FOCUS, settle } from './focus.ts';
import type { Direction } from './keys.ts';
import { createSearch, type Keypad, NO_SEARCH, type SearchState, typedIn } from './search.ts';
import { foundId, keyId, keyRows, searchZones, stepInSearch } from './search-scene.ts';

const shown = { language: 'zh-CN', nowMs: 0, hidden: new Set<string>() } as const;

function room() {
  const clock = handClock();
  const asked: { query: string; mode: string; language: UiLanguage }[] = [];
  const wishes = { takesMs: 0, refuses: null as { reason: Reason; status: number } | null };
  const language = { now: 'zh-CN' as UiLanguage };
  const lost: number[] = [];
  const calls: Pick<Calls, 'search'> = {
    search: (query, mode, inLanguage) => {
      asked.push({ query, mode, language: inLanguage });
      return new Promise((resolve) =>
        clock.after(wishes.takesMs, () =>
          resolve(
            wishes.refuses
              ? no({ ...wishes.refuses, until: null, others: [] })
              : yes({ titles: [...foundFor(query, shown)] }),
          ),
        ),
      );
    },
  };
  const search = createSearch({
    calls,
    timers: clock,
    language: () => language.now,
    onChange: () => {},
    onLost: ({ status }) => lost.push(status),
  });
  const queries = () => asked.map(({ query }) => query);
  const works = () => search.state().titles.map(({ work }) => work);
  return { clock, asked, queries, wishes, language, lost, search, works };
}

describe('asking', () => {
  test('each press is answered', async () => {
    const { search, clock, works, queries } = room();
    search.type('y');
    await clock.pass(200);
    search.type('h');
    await clock.pass(200);
    expect([works(), queries(), search.state().answered]).toEqual([['fishing-lamps'], ['y', 'yh'], 'yh']);
  });

  test('a text field asks with its whole line, and its digits are digits', async () => {
    const { search, clock, asked, works } = room();
    search.write('3');
    await clock.pass(200);
    search.write('雪线');
    await clock.pass(200);
    expect(asked.map(({ query, mode }) => [query, mode])).toEqual([
      ['3', 'text'],
      ['雪线', 'text'],
    ]);
    expect(works()).toEqual(['snow-country-line']);
  });

  test('while an answer is awaited only the newest question waits', async () => {
    const { search, clock, queries, wishes, works } = room();
    wishes.takesMs = 500;
    for (const letter of 'cydh') search.type(letter);
    await clock.pass(2_000);
    expect([queries(), works().length]).toEqual([['c', 'cydh'], 1]);
  });

  test('an answer that comes after everything was erased is not shown', async () => {
    const { search, clock, wishes, works } = room();
    wishes.takesMs = 500;
    search.type('y');
    await clock.pass(10);
    search.erase();
    await clock.pass(2_000);
    expect([works(), search.state().answered]).toEqual([[], '']);
  });

  test('nothing typed asks nothing', async () => {
    const { search, clock, asked } = room();
    search.refresh();
    search.erase();
    await clock.pass(90_000);
    expect(asked).toEqual([]);
  });

  test('digits stand for letters on the keypad alone', async () => {
    const { search, clock, asked } = room();
    search.type('2');
    await clock.pass(200);
    search.switchKeypad();
    await clock.pass(200);
    expect(asked.map(({ mode }) => mode)).toEqual(['t9', 'text']);
  });

  test('what is found is asked for again while it is looked at, and not afterwards', async () => {
    const { search, clock, asked } = room();
    search.type('y');
    await clock.pass(61_000);
    expect(asked.length).toBe(3);
    search.rest();
    await clock.pass(120_000);
    expect(asked.length).toBe(3);
  });

  test('another language is asked for in that language', async () => {
    const { search, clock, asked, language } = room();
    search.type('y');
    await clock.pass(200);
    language.now = 'en';
    search.refresh();
    await clock.pass(200);
    expect(asked.map((each) => each.language)).toEqual(['zh-CN', 'en']);
  });

  test('told to wait, it keeps what is shown and asks again', async () => {
    const { search, clock, works, wishes } = room();
    search.type('y');
    await clock.pass(200);
    wishes.refuses = { reason: 'unexpected', status: 429 };
    search.type('h');
    await clock.pass(200);
    expect([works().length > 0, search.state().refusal]).toEqual([true, null]);
    wishes.refuses = null;
    await clock.pass(1_500);
    expect(search.state().answered).toBe('yh');
  });

  test('a refusal takes the titles away and says why; a screen let go is told', async () => {
    const { search, clock, works, wishes, lost } = room();
    search.type('y');
    await clock.pass(200);
    wishes.refuses = { reason: 'unknown-territory', status: 403 };
    search.refresh();
    await clock.pass(200);
    expect([works(), search.state().refusal?.reason]).toEqual([[], 'unknown-territory']);
    wishes.refuses = { reason: 'device-removed', status: 401 };
    search.refresh();
    await clock.pass(200);
    expect(lost).toEqual([401]);
  });

  test('a query ends somewhere', () => {
    const { search } = room();
    search.type('a'.repeat(500));
    expect(search.state().query.length).toBe(40);
  });
});

test.each([
  ['djdh', 'initials', 'da jiang da he', '1111'],
  ['jd', 'inside', 'da jiang da he', '0110'],
  ['dajia', 'pinyin', 'da jiang da he', '2300'],
  ['3534', 'keypad', 'da jiang da he', '1111'],
  ['325', 'keypad', 'da jiang da he', '2100'],
  ['jiangd', 'inside', 'da jiang da he', '0510'],
] as const)('%s lights what was typed of the reading', (query, match, reading, typed) => {
  const lit = typedIn({ match, reading: reading.split(' ') }, query);
  expect(lit.map((syllable) => syllable.typed).join('')).toBe(typed);
});

const titlesOf = (count: number): readonly FoundTitle[] =>
  Array.from({ length: count }, (_, place) => ({ ...foundFor('y', shown)[0], work: `w${place}` }) as FoundTitle); // 'y' finds one

const page = (keypad: Keypad, count: number): SearchState => ({
  ...NO_SEARCH,
  keypad,
  query: 'y',
  titles: titlesOf(count),
});

describe('focus', () => {
  test.each([
    ['right goes along the keys', 't9', 'key:1', 'right', 'key:2'],
    ['down keeps to the column', 't9', 'key:5', 'down', 'key:8'],
    ['down into wider keys keeps to the place', 'letters', 'key:9', 'down', 'key:switch'],
    ['up out of wider keys too', 'letters', 'key:erase', 'up', 'key:5'],
    ['right of the keys are the titles', 't9', 'key:3', 'right', foundId('w0')],
    ['at about the same height', 't9', 'key:switch', 'right', foundId('w3')],
    ['left of the titles are the keys', 't9', foundId('w0'), 'left', 'key:3'],
    ['down goes along a column of titles', 't9', foundId('w1'), 'down', foundId('w4')],
    ['a last row cut short takes its last', 't9', foundId('w5'), 'down', foundId('w6')],
    ['up at the top stays', 't9', foundId('w1'), 'up', foundId('w1')],
    ['right at the end stays', 't9', foundId('w2'), 'right', foundId('w2')],
    ['left of the first key is the menu’s matter', 't9', 'key:4', 'left', null],
  ] as const)('%s', (_, keypad, from, direction, to) => {
    expect(stepInSearch(page(keypad, 7), from, direction)).toBe(to);
  });

  test.each([
    ['t9', 0],
    ['t9', 7],
    ['letters', 24],
  ] as const)(
    'every key and title of %s with %i titles is reached by arrows, and the menu from each',
    (keypad, count) => {
      const state = page(keypad, count);
      const reached = new Set<string>(['key:5']);
      const directions: readonly Direction[] = ['up', 'down', 'left', 'right'];
      const next = (item: string) =>
        directions.map((each) => stepInSearch(state, item, each)).filter((to) => to !== null);
      for (const item of reached) for (const to of next(item)) reached.add(to);
      const all = [...keyRows(keypad).flat().map(keyId), ...state.titles.map(({ work }) => foundId(work))];
      expect([...reached].sort()).toEqual(all.sort());
      for (let item of reached) {
        for (let steps = 0; steps < 12; steps++) item = stepInSearch(state, item, 'left') ?? item;
        expect(stepInSearch(state, item, 'left')).toBeNull();
      }
    },
  );

  test('from the first key the ordinary rules lead to the menu', () => {
    const scene = { zones: searchZones(page('t9', 0)), side: { id: 'menu', axis: 'column', items: ['m'] } } as const;
    expect(move(scene, settle(scene, NO_FOCUS), 'left').at?.item).toBe('m');
  });
});
