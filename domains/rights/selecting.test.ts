import { expect, test } from 'vitest';
import { pick, type Random, seeded } from './random-world.test-support.ts';
import { type GrantSelector, selecting } from './selecting.ts';

const MEMBERS = ['partner', 'contract', 'delivery', 'work'] as const;
/** Words that run into each other when they are put side by side. */
const WORDS = ['a', 'b', 'ab', '', 'a,b'];

const randomSelector = (random: Random): GrantSelector =>
  Object.fromEntries(MEMBERS.flatMap((member) => (random() < 0.4 ? [[member, pick(random, WORDS)]] : [])));

test('a grant is selected when all members of some selector fit, and a selector that names nothing fits none', () => {
  const random = seeded(31);
  let selected = 0;
  for (let times = 0; times < 5_000; times++) {
    const selectors = Array.from({ length: Math.floor(random() * 5) }, () => randomSelector(random));
    const grant = Object.fromEntries(MEMBERS.map((member) => [member, pick(random, WORDS)]));
    const fits = (selector: GrantSelector): boolean =>
      MEMBERS.some((member) => selector[member] !== undefined) &&
      MEMBERS.every((member) => selector[member] === undefined || selector[member] === grant[member]);
    expect(selecting(selectors)(grant), JSON.stringify({ selectors, grant })).toBe(selectors.some(fits));
    if (selectors.some(fits)) selected++;
  }
  expect(selected).toBeGreaterThan(500);
});
