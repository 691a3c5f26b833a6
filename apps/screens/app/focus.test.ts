/** Focus moves by rules, remembers each rail's card, and survives new data. */
import { describe, expect, test } from 'vitest';
import {
  enterSide,
  type FocusMemory,
  focusedItem,
  focusOn,
  leaveSide,
  move,
  NO_FOCUS,
  type Scene,
  settle,
} from './focus.ts';
import type { Direction } from './keys.ts';

const HOME: Scene = {
  side: { id: 'menu', axis: 'column', items: ['m1', 'm2'] },
  zones: [
    { id: 'a', axis: 'row', items: ['a1', 'a2', 'a3'] },
    { id: 'empty', axis: 'row', items: [] },
    { id: 'b', axis: 'row', items: ['b1', 'b2'] },
    { id: 'list', axis: 'column', items: ['c1', 'c2'] },
  ],
};

const ARROWS: Readonly<Record<string, Direction>> = { '←': 'left', '→': 'right', '↑': 'up', '↓': 'down' };

const walk = (scene: Scene, arrows: string, from: FocusMemory = NO_FOCUS): FocusMemory =>
  arrows.split('').reduce((memory, arrow) => move(scene, memory, ARROWS[arrow] ?? 'up'), settle(scene, from));

describe('moving', () => {
  test.each([
    ['focus starts on the first item', '', 'a1'],
    ['right goes along a rail', '→→', 'a3'],
    ['right stops at the end', '→→→→', 'a3'],
    ['down passes over an empty rail', '↓', 'b1'],
    ['each rail remembers its own card', '→→↓→↑', 'a3'],
    ['down goes through a list item by item', '↓↓↓', 'c2'],
    ['up leaves a list at its top', '↓↓↑', 'b1'],
    ['down stops at the bottom', '↓↓↓↓↓', 'c2'],
    ['left from the first card opens the menu', '←', 'm1'],
    ['left from a list opens the menu', '↓↓←', 'm1'],
    ['the menu is a column of its own', '←↓↓↓', 'm2'],
    ['right leaves the menu to the very card', '↓→←←↓→', 'b1'],
    ['left in the menu stays', '←←', 'm1'],
  ])('%s', (_, arrows, item) => {
    expect(focusedItem(walk(HOME, arrows))).toBe(item);
  });

  test('back and forth between side and page keeps the place', () => {
    const there = walk(HOME, '→→');
    expect(focusedItem(leaveSide(HOME, enterSide(HOME, there)))).toBe('a3');
  });

  test('nowhere to go is told by the same memory', () => {
    const there = walk(HOME, '→→');
    expect(move(HOME, there, 'right')).toBe(there);
  });

  test('an unknown item takes no focus', () => {
    const there = walk(HOME, '→');
    expect(focusOn(HOME, there, 'gone')).toBe(there);
    expect(focusedItem(focusOn(HOME, there, 'b2'))).toBe('b2');
  });
});

describe('new data', () => {
  const without = (...items: string[]): Scene => ({
    ...HOME,
    zones: HOME.zones.map((zone) => ({ ...zone, items: zone.items.filter((item) => items.indexOf(item) < 0) })),
  });
  test.each([
    ['the same card keeps focus when others before it leave', '→→', without('a1'), 'a3'],
    ['a card that leaves gives focus to the one in its place', '→', without('a2'), 'a3'],
    ['the last card that leaves gives focus to the new last', '→→', without('a3'), 'a2'],
    ['a rail that empties gives focus to the nearest rail', '→', without('a1', 'a2', 'a3'), 'b1'],
    ['an open menu stays open', '←↓', without('a1'), 'm2'],
  ])('%s', (_, arrows, after, item) => {
    expect(focusedItem(settle(after, walk(HOME, arrows)))).toBe(item);
  });

  test('a page without anything to focus has no focus, and gets its place back', () => {
    const there = walk(HOME, '↓→');
    const gone = settle({ zones: [] }, there);
    expect(focusedItem(gone)).toBe(null);
    expect(focusedItem(settle(HOME, gone))).toBe('b2');
  });
});

test('from every item every other can be reached by arrows', () => {
  const all = HOME.zones.flatMap((zone) => zone.items).concat(HOME.side?.items ?? []);
  for (const start of all) {
    const reached = new Set<string>();
    const todo = [focusOn(HOME, settle(HOME, NO_FOCUS), start)];
    for (let memory = todo.pop(); memory; memory = todo.pop()) {
      const item = focusedItem(memory) ?? '';
      if (reached.has(item)) continue;
      reached.add(item);
      for (const direction of Object.values(ARROWS)) todo.push(move(HOME, memory, direction));
    }
    expect([...reached].sort()).toEqual([...all].sort());
  }
});
