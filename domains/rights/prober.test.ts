import { describe, expect, test } from 'vitest';
import { buildIndex } from './build-index.ts';
import { REFUSED } from './probe.ts';
import { openProbe, workNumber } from './prober.ts';
import { denial, grant, instant, request } from './testing.ts';

const JUNE = instant('2026-06-01T00:00:00Z');
const { work: _, ...context } = request();
const OPEN = { start: 0, end: null };
const OVER = { start: 0, end: 1000 };

/** Of every third work the second row allows, of every other third the first, of the last none. */
const grants = Array.from({ length: 200 }, (_, number) => [
  grant({ id: `${number}-a`, work: `film-${number}`, window: number % 3 === 1 ? OPEN : OVER }),
  grant({ id: `${number}-b`, work: `film-${number}`, window: number % 3 === 2 ? OVER : OPEN }),
]).flat();

describe('a list asked at once is answered as its works one by one', () => {
  test.each([
    ['without denials', []],
    ['where denials name works', [denial({ scope: { work: 'film-4' } }), denial({ scope: { work: 'film-70' } })]],
    ['where a denial names a partner', [denial({ scope: { partner: 'other' } })]],
    ['where everything is denied', [denial({ scope: {} })]],
  ])('%s', (_, denials) => {
    const index = buildIndex({ grants, denials, epoch: 1 });
    const prober = openProbe(index, context);
    // Longer than is fetched together, in no order, some twice, and numbers that were never given.
    const works = Int32Array.from({ length: 333 }, (_, at) => ((at * 97) % 210) - 1);
    const answers = new Int32Array(works.length).fill(7);
    prober.probeNumbers(works, JUNE, answers);
    expect([...answers]).toEqual([...works].map((work) => prober.probeNumber(work, JUNE)));
    expect(answers.includes(REFUSED)).toBe(true);
  });

  test('and says by which grant', () => {
    const index = buildIndex({ grants, denials: [denial({ scope: { work: 'film-4' } })], epoch: 1 });
    const works = Int32Array.from(['film-1', 'film-3', 'film-2', 'film-4', 'film-9999'], (work) =>
      workNumber(index, work),
    );
    const answers = new Int32Array(works.length);
    openProbe(index, context).probeNumbers(works, JUNE, answers);
    expect([...answers].map((handle) => index.columns.grants[handle]?.id)).toEqual([
      '1-a',
      '3-b',
      undefined,
      undefined,
      undefined,
    ]);
  });

  test('and nothing of nothing', () => {
    const prober = openProbe(buildIndex({ grants: [], denials: [], epoch: 1 }), context);
    prober.probeNumbers(new Int32Array(0), JUNE, new Int32Array(0));
    const answers = new Int32Array(2);
    prober.probeNumbers(Int32Array.of(-1, 0), JUNE, answers);
    expect([...answers]).toEqual([REFUSED, REFUSED]);
  });
});
