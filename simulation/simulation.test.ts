import { describe, expect, test } from 'vitest';
import { FAULTS, wordOf } from './faults.ts';
import { simulate } from './simulate.ts';
import { ZOO } from './zoo.ts';

const DEEP = process.env.DEEP === '1';
const SEEDS = DEEP ? 1000 : 50;
const STEPS = DEEP ? 200_000 : 25_000;
/** Seeds that once found something: what they found stays found. */
const REGRESSIONS = [
  // A lease lent in the instant at which one grant gave way to another, cited by a receipt that began before its grant.
  51,
];
/** Seeds that meet what others seldom do. */
const RARE = [
  118, // a licence's last window ends under a running play
];

/** What has to happen in the run as a whole. A rule that no run comes near is not tested by any. */
const SOMETIMES = [
  'play started',
  'play resumed where another left it',
  'second shown',
  'segment served',
  'segment refused',
  'keys issued',
  'keys came with the start',
  'keys refused: lease-expired',
  'keys refused: stopped',
  'keys refused: denied:takedown',
  'beat acknowledged',
  'beat said again',
  'beat at the edge of a decision',
  'beat refused: clock-untrusted',
  'beat refused: rights-unconfirmed',
  'beat refused: denied:takedown',
  'beat refused: ended',
  'beat refused: not-yet',
  'beat refused: no-entitlement',
  'beat refused: device-removed',
  'beat refused: lease-expired',
  'beat refused: replaced',
  'beat refused: stopped-elsewhere',
  'beat refused: continued-elsewhere',
  'went on with what another screen played',
  'start refused: stream-limit',
  'start refused: territory',
  'start refused: screen',
  'start refused: denied:takedown',
  'start refused: no-entitlement',
  'start refused: clock-untrusted',
  'start refused: rights-unconfirmed',
  'all streams of a household in use',
  'used within a minute of a withdrawal',
  'a withdrawal ended a running play',
  'the sweep ended a lapsed play',
  'lapsed lease taken up again',
  'film withdrawn',
  'subscription cancelled',
  'device removed',
  'stopped another screen',
  'took another film without stopping',
  'paused',
  'sought',
  'switched off',
  'stopped',
  'request failed',
  'garbled beat refused: malformed',
  'foreign beat refused: unknown-play',
  ...FAULTS.map(wordOf),
];

test('whatever fails, nothing unlicensed is shown, nothing is counted twice and no limit is passed', {
  timeout: DEEP ? 0 : 120_000,
}, async () => {
  const counts = new Map<string, number>();
  for (const seed of [...REGRESSIONS, ...RARE, ...Array.from({ length: SEEDS }, (_, index) => 1000 + index)]) {
    const { violation, steps, counts: met } = await simulate({ seed, steps: seed < 1000 ? 60_000 : STEPS });
    expect(violation, `SEED=${seed} STEP=${steps} INVARIANT=${violation?.invariant}`).toBeNull();
    for (const [what, count] of met) counts.set(what, (counts.get(what) ?? 0) + count);
  }
  expect(SOMETIMES.filter((what) => !counts.has(what))).toEqual([]);
  // Whatever a lying or broken device says, it is never taken at its word.
  expect([...counts.keys()].filter((what) => what.endsWith(' taken'))).toEqual([]);
});

test('the same seed makes the same trace, another seed another', async () => {
  const [one, again, other] = [
    await simulate({ seed: 7, steps: 20_000 }),
    await simulate({ seed: 7, steps: 20_000 }),
    await simulate({ seed: 8, steps: 20_000 }),
  ];
  expect(again.hash).toBe(one.hash);
  expect(other.hash).not.toBe(one.hash);
});

/** Most are found by the first or second seed; some need a fault that not every world has. */
const ZOO_SEEDS = 12;

describe('a planted bug is found', () => {
  test.each(Object.entries(ZOO))('%s', { timeout: 120_000 }, async (_, plant) => {
    let found: string | undefined;
    for (let seed = 1; seed <= ZOO_SEEDS && found === undefined; seed++) {
      found = (await simulate({ seed, steps: 60_000, plant })).violation?.invariant;
    }
    expect(found).toMatch(/^I[1238]$/);
  });
});
