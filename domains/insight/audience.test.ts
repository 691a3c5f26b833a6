import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AudienceCell, type AudienceFacts, audienceOf } from './index.ts';

const cell = (key: string, households: number, watchedMs = households * 1000): AudienceCell => ({
  ...{ key, households, watchedMs, plays: households },
});
const factsOf = (cells: readonly AudienceCell[], households: number): AudienceFacts => ({
  all: {
    watchedMs: cells.reduce((sum, { watchedMs }) => sum + watchedMs, 0),
    plays: cells.reduce((sum, { plays }) => sum + plays, 0),
    households,
  },
  ...{ days: cells, screens: cells, titles: cells },
});

describe('what a partner is told of its audience', () => {
  test('every cell, when each of them is of enough households', () => {
    const cells = [cell('tv', 30), cell('phone', 10)];
    expect(audienceOf(factsOf(cells, 35), 10).screens).toEqual({ cells, others: null });
  });

  test('cells of too few households together with the smallest of the others, so that the rest doesn’t give them away', () => {
    const { screens } = audienceOf(factsOf([cell('tv', 30), cell('stb', 12), cell('phone', 2)], 40), 10);
    expect(screens.cells.map(({ key }) => key)).toEqual(['tv']);
    expect(screens.others).toEqual({ cells: 2, watchedMs: 14_000, plays: 14 });
  });

  test('the same of cells that are equal but for their names, in whatever order they come: two answers would give the few away', () => {
    const cells = [cell('tv', 12), cell('stb', 12), cell('phone', 2)];
    const keysTold = (given: readonly AudienceCell[]) =>
      audienceOf(factsOf(given, 20), 10).screens.cells.map(({ key }) => key);
    expect(keysTold(cells)).toEqual(['tv']);
    expect(keysTold(cells.toReversed())).toEqual(['tv']);
  });

  test('nothing at all, when fewer households than that watched', () => {
    const audience = audienceOf(factsOf([cell('tv', 9)], 9), 10);
    expect(audience).toMatchObject({ told: false, all: null, days: { cells: [], others: null } });
    expect(audienceOf({ all: undefined, days: [], screens: [], titles: [] }, 10).told).toBe(false);
  });

  test('never a figure of fewer households, neither told nor left over, and nothing is lost', () => {
    const cells = fc
      .array(fc.nat(40), { maxLength: 20 })
      .map((counts) => counts.map((n, at) => cell(String(at), n + 1)));
    fc.assert(
      fc.property(cells, fc.integer({ min: 1, max: 20 }), (given, smallest) => {
        // Every household watched in its own cell alone: the strictest case for what is left over.
        const facts = factsOf(
          given,
          given.reduce((sum, { households }) => sum + households, 0),
        );
        const { told, all, titles } = audienceOf(facts, smallest);
        if (!told || !all) return;
        expect(titles.cells.every(({ households }) => households >= smallest)).toBe(true);
        const shown = titles.cells.reduce((sum, { households }) => sum + households, 0);
        if (titles.others) expect(all.households - shown).toBeGreaterThanOrEqual(smallest);
        const ms = titles.cells.reduce((sum, { watchedMs }) => sum + watchedMs, titles.others?.watchedMs ?? 0);
        expect(ms).toBe(all.watchedMs);
      }),
    );
  });
});
