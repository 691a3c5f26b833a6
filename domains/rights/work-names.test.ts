import { atOnce } from '@duoping/kit';
import { describe, expect, test } from 'vitest';
import { namingWorks, numberOfWork, withMoreNames } from './work-names.ts';

const nameWorks = (names: readonly string[]) => atOnce(namingWorks(names));
const titles = Array.from({ length: 70_000 }, (_, number) => `md:alid:org:example:${number.toString(36)}`);

describe('the numbers of works', () => {
  test('are those they were given, and no other name has one', () => {
    const works = nameWorks(titles);
    for (const [number, name] of titles.entries()) {
      expect(numberOfWork(works, name)).toBe(number); // beyond 65,535 too
      expect(numberOfWork(works, `${name}!`)).toBe(-1);
    }
    expect(numberOfWork(works, '')).toBe(-1);
    expect(numberOfWork(nameWorks([]), 'film')).toBe(-1);
  });

  test('tell names apart by every unit, in any script', () => {
    const names = ['', 'a', 'b', 'ab', 'ba', 'é', 'e\u0301', '多屏', '屏多', '\u{1f3ac}', '\ud83c', '\uac03'];
    const works = nameWorks(names);
    expect(names.map((name) => numberOfWork(works, name))).toEqual(names.map((_, number) => number));
    // A unit beyond a byte is not taken for its lower byte.
    expect(numberOfWork(works, String.fromCharCode(0x100 + 'a'.charCodeAt(0)))).toBe(-1);
  });

  test('hold for names longer than a table has room for', () => {
    const long = 'x'.repeat(70_000);
    const works = nameWorks(['film', long, 'other']);
    expect(
      ['film', long, 'other', `${long}x`, 'x'.repeat(70_000 - 65_536)].map((name) => numberOfWork(works, name)),
    ).toEqual([0, 1, 2, -1, -1]);
  });

  test('are told apart where their hashes are the same', () => {
    const [film, longer, other] = sameHash();
    const hashes = [film, longer, other].map(hashIn);
    expect(new Set(hashes).size).toBe(1);
    expect(new Set([film, longer, other]).size).toBe(3);
    for (const name of [film, longer, other])
      expect(
        [film, longer, other].map((each) => numberOfWork(nameWorks([name]), each)),
        name,
      ).toEqual([film, longer, other].map((each) => (each === name ? 0 : -1)));
    expect([film, longer, other].map((name) => numberOfWork(nameWorks([film, longer, other]), name))).toEqual([
      0, 1, 2,
    ]);
  });

  test('come later without moving those that stand', () => {
    const before = nameWorks(titles.slice(0, 100));
    const after = withMoreNames(withMoreNames(before, ['late']), ['later', 'latest']);
    expect(after.names).toEqual([...titles.slice(0, 100), 'late', 'later', 'latest']);
    expect(after.names.map((name) => numberOfWork(after, name))).toEqual(after.names.map((_, number) => number));
    expect(numberOfWork(before, 'late')).toBe(-1);
    expect(after.slots).toBe(before.slots);
  });

  test('are found as fast among names that were made up to meet in one slot', () => {
    const crowd = sameSlot(400);
    const works = nameWorks(crowd);
    expect(crowd.map((name) => numberOfWork(works, name))).toEqual(crowd.map((_, number) => number));
    expect(numberOfWork(works, 'film')).toBe(-1);
    expect(works.apart.size).toBe(400 - 32); // what 32 steps don't reach
  });
});

/** Names that all want the same slot of a table for so many: found by asking tables of one name. */
function sameSlot(count: number): string[] {
  const names: string[] = [];
  const wanted = 1024 - 1; // slots of a table for 400 names, less one
  for (let number = 0; names.length < count; number++) {
    const name = number.toString(36);
    if ((hashIn(name) & wanted) === 7) names.push(name);
  }
  return names;
}

function hashIn(name: string): number {
  const { slots } = nameWorks([name]);
  return slots.find((_, at) => at % 2 === 0 && slots[at + 1] !== 0) ?? 0;
}

const PRIME = 0x01000193;
const INVERSE = 0x359c449b;

const stateAfter = (name: string): number =>
  [...name].reduce((state, unit) => Math.imul(state ^ unit.charCodeAt(0), PRIME), 0x811c9dc5);

/** A name, the same with two units more, and the same with two others at its end. */
function sameHash(): [string, string, string] {
  for (let number = 0; number < 1000; number++) {
    const stem = `md:alid:film-${number}-`;
    const state = stateAfter(`${stem}ab`);
    const more = unitsBetween(state, state);
    const others = unitsBetween(stateAfter(stem), state, 'ab');
    if (more && others) return [`${stem}ab`, `${stem}ab${more}`, `${stem}${others}`];
  }
  throw new Error('There are none');
}

/** Two units that lead FNV-1a from one state to another, and are not those given. */
function unitsBetween(from: number, to: number, not = ''): string | undefined {
  for (let first = 1; first < 0x10000; first++) {
    const second = (Math.imul(from ^ first, PRIME) ^ Math.imul(to, INVERSE)) >>> 0;
    const units = String.fromCharCode(first, second);
    if (second < 0x10000 && units !== not) return units;
  }
  return undefined;
}
