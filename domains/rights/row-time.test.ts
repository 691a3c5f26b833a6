import { describe, expect, test } from 'vitest';
import { buildIndex } from './build-index.ts';
import { calendar, nextChange } from './calendar.ts';
import { decide } from './decide.ts';
import { openPlayableView } from './playable.ts';
import { probe, REFUSED } from './probe.ts';
import { openProbe } from './prober.ts';
import { denial, grant, instant, request } from './testing.ts';

const JUNE = instant('2026-06-01T00:00:00Z');
const AFTER_2106 = 0xffff_ffff * 1000;

describe('a window is judged to the millisecond', () => {
  test.each([
    ['on whole seconds', JUNE, JUNE + 5000],
    ['between two seconds', JUNE + 1, JUNE + 4999],
    ['within one second', JUNE + 1, JUNE + 2],
    ['from a whole second to a part of one', JUNE, JUNE + 999],
    ['from the first second of 1970', 0, 1000],
    ['before 1970', -5000, -2000],
    ['from before 1970', -1000, JUNE],
    ['to the last second of 32 bits', JUNE, AFTER_2106 - 1000],
    ['to the second after that', JUNE, AFTER_2106],
    ['after 2106', AFTER_2106 + 1000, AFTER_2106 + 9000],
    ['without end', JUNE, null],
    ['without end, after 2106', AFTER_2106 + 9000, null],
  ])('%s', (_, start, end) => {
    const index = buildIndex({ grants: [grant({ window: { start, end } })], denials: [], epoch: 1 });
    const { work, ...context } = request();
    const prober = openProbe(index, context);
    const last = end === null ? start + 9e12 : end - 1;
    const told: [number, boolean, number | null][] = [
      [start - 1, false, start],
      [start, true, end],
      [last, true, end],
      ...(end === null ? [] : [[end, false, null] satisfies [number, boolean, null]]),
    ];
    for (const [at, allow, until] of told) {
      expect(decide(index, request(), at)).toMatchObject({ allow, until });
      expect([probe(index, request(), at) !== REFUSED, prober.probe(work, at) !== REFUSED]).toEqual([allow, allow]);
      expect(openPlayableView(index, context).at(at)).toMatchObject({ count: allow ? 1 : 0, until });
    }
    expect([nextChange(index, start - 1), nextChange(index, start)]).toEqual([start, end]);
    const stretches = calendar(index, request(), { start: start - 1, end: null }).map(({ window }) => window.start);
    expect(stretches).toEqual(end === null ? [start - 1, start] : [start - 1, start, end]);
  });
});

test('a pre-order listed after its window opens is ordered first', () => {
  const own = grant({ licenseType: 'POEST', verbs: ['list', 'preorder'], listedFrom: JUNE + 10 });
  const index = buildIndex({ grants: [own], denials: [], epoch: 1 });
  expect(decide(index, request({ verb: 'preorder' }), JUNE).allow).toBe(true);
  expect(decide(index, request({ verb: 'list' }), JUNE + 9)).toMatchObject({ reasons: ['not-yet'], until: JUNE + 10 });
  expect(decide(index, request({ verb: 'list' }), JUNE + 10).allow).toBe(true);
});

test('a time that is no number is refused', () => {
  const open = grant({ window: { start: 0, end: null } });
  const parts = grant({ work: 'parts', window: { start: 1, end: null } });
  const index = buildIndex({ grants: [open, parts], denials: [], epoch: 1 });
  for (const work of ['film', 'parts']) {
    expect(decide(index, request({ work }), Number.NaN)).toMatchObject({ reasons: ['not-yet'] });
    expect(probe(index, request({ work }), Number.NaN)).toBe(REFUSED);
  }
});

test('a work number that the index never gave is refused', () => {
  const { work: _, ...context } = request();
  for (const denials of [[], [denial({ scope: { work: 'other' } })]]) {
    const prober = openProbe(buildIndex({ grants: [grant()], denials, epoch: 1 }), context);
    for (const number of [-1, 2, 0.5, Number.NaN]) expect(prober.probeNumber(number, JUNE)).toBe(REFUSED);
  }
});

test('what is kept for asked questions has a limit, and answers stay the same beyond it', { timeout: 60_000 }, () => {
  const index = buildIndex({
    grants: [grant({ allowedLanguages: [{ range: 'en', kinds: ['audio'] }] })],
    denials: [],
    epoch: 1,
  });
  let most = 0;
  for (let asked = 0; asked < 300_000; asked++) {
    const language = asked % 2 === 0 ? `en-${asked}` : `fr-${asked}`;
    if ((probe(index, request({ language }), JUNE) !== REFUSED) !== (asked % 2 === 0)) throw new Error(language);
    most = Math.max(most, index.memo.views.size);
  }
  expect(most).toBeLessThan(280_000);
});

test('a device model that no terms name costs no room of its own', () => {
  const index = buildIndex({ grants: [grant({ screens: { tv: { models: ['m1'] } } })], denials: [], epoch: 1 });
  for (let model = 2; model < 100; model++) expect(probe(index, request({ model: `m${model}` }), JUNE)).toBe(REFUSED);
  expect(index.memo.views.size).toBe(1);
  expect(probe(index, request({ model: 'm1' }), JUNE)).not.toBe(REFUSED);
});
