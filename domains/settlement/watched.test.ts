import { contentHash, type Json } from '@duoping/kit';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { receiptOf } from './testing.ts';
import { isSameRow, lineId, rowKey, rowOf, type WatchedRow } from './watched.ts';

const word = fc.constantFrom('a', 'b', '"', '1');
const row: fc.Arbitrary<WatchedRow> = fc
  .record({
    ...{ partner: word, contract: word, delivery: word, grant: word, work: word, alid: word },
    contractVersion: fc.constantFrom(1, 2),
    place: fc.oneof(
      fc.record({ sheet: word, row: fc.nat(2) }),
      fc.record({ row: fc.nat(2), sheet: word, column: word }),
      fc.record({ path: word }),
      fc.record({ line: fc.nat(2), path: word }),
    ),
  })
  .map((given) => rowOf(receiptOf({ id: 'r', ...given })));

test('two rows are one when all that they say is the same, in whatever order it stands', () => {
  const pairs = fc.tuple(row, row).chain(([a, b]) =>
    fc.tuple(...Object.keys(a).map((name) => fc.boolean().map((same) => [name, same] as const))).map((kept) => {
      const taken = new Set(kept.filter(([, same]) => same).map(([name]) => name));
      const members = Object.entries(b).map(([name, member]) => [
        name,
        taken.has(name) ? Object.entries(a).find(([each]) => each === name)?.[1] : member,
      ]);
      return [a, Object.fromEntries(members.toReversed()) as WatchedRow] as const; // of two rows' own members
    }),
  );
  fc.assert(
    fc.property(pairs, ([a, b]) => {
      const same = contentHash(a as unknown as Json) === contentHash(b as unknown as Json); // rows are JSON
      expect([isSameRow(a, b), rowKey(a) === rowKey(b)]).toEqual([same, same]);
    }),
    { numRuns: 1000 },
  );
});

test('a line is named by all that it is, and not by what it adds up to', () => {
  fc.assert(
    fc.property(row, fc.nat(), (given, watchedMs) => {
      const whole = { ...given, watchedIn: '2026-11' };
      const id = contentHash(whole as unknown as Json).slice(0, 32); // a row is JSON
      expect(lineId({ ...whole, watchedMs, receipts: 1 })).toBe(id);
    }),
  );
});
