import { expect, test } from 'vitest';
import { buildIndex } from './build-index.ts';
import { decide } from './decide.ts';
import type { Grant } from './grant.ts';
import { ANSWER_LIMIT } from './granted-words.ts';
import { grant, instant, request } from './testing.ts';

const JUNE = instant('2026-06-01T00:00:00Z');
const LANGUAGES = 13;

/** One work for each set of languages: as many combinations of terms as there are sets. */
function combinations(): Grant[] {
  return Array.from({ length: 2 ** LANGUAGES }, (_, set) =>
    Array.from({ length: LANGUAGES }, (_, bit) => bit)
      .filter((bit) => (set & (1 << bit)) !== 0)
      .map((bit) =>
        grant({
          id: `${set} ${String(bit).padStart(2, '0')}`,
          work: `w${set}`,
          allowedLanguages: [{ range: `q${String.fromCharCode(97 + bit)}`, kinds: ['audio'] }],
        }),
      ),
  ).flat();
}

test('what several grants say together is kept up to a limit, begins anew there, and is the same before and after', () => {
  const index = buildIndex({ grants: combinations(), denials: [], epoch: 1 });
  const said = (set: number): number | undefined => {
    const decision = decide(index, request({ work: `w${set}` }), JUNE);
    return decision.allow ? decision.languages.allowed?.length : undefined;
  };
  const bits = (set: number): number => set.toString(2).replaceAll('0', '').length;
  let most = 0;
  let begunAnew = 0;
  for (let set = 1; set < 2 ** LANGUAGES; set++) {
    const before = index.memo.answerCount;
    expect(said(set)).toBe(bits(set));
    if (index.memo.answerCount < before) begunAnew++;
    most = Math.max(most, index.memo.answerCount);
  }
  expect(most).toBe(ANSWER_LIMIT);
  expect(begunAnew).toBeGreaterThan(0);
  const kept = index.memo.answerCount;
  const newest = 2 ** LANGUAGES - 1;
  expect(said(newest)).toBe(LANGUAGES);
  expect(index.memo.answerCount).toBe(kept); // the same question again is looked up
  expect(said(1)).toBe(1);
});

test('answers are kept for each screen apart', () => {
  const screens = { tv: { concurrency: 2 }, phone: { maxHeight: 576, concurrency: 1 } };
  const index = buildIndex({ grants: [grant({ screens })], denials: [], epoch: 1 });
  for (let times = 0; times < 2; times++) {
    expect(decide(index, request(), JUNE)).toMatchObject({ quality: { maxHeight: 1080 }, concurrency: 2 });
    expect(decide(index, request({ screen: 'phone' }), JUNE)).toMatchObject({
      quality: { maxHeight: 576 },
      concurrency: 1,
    });
  }
});
