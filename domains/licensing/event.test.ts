import { describe, expect, test } from 'vitest';
import { eventFact, eventStoreContract } from './event.contract.ts';
import { datesFor } from './event.ts';
import { memoryEvents } from './testing.ts';

describe('event facts in memory', () => {
  eventStoreContract(async () => memoryEvents());
});

describe('the dates that stand for a partner’s titles', () => {
  const film = { alid: 'one', works: ['work-1', '10.5240/AAAA'] };
  const [early, late] = [Date.UTC(2026, 0, 1), Date.UTC(2026, 1, 1)];

  test('are its own and those of its work, by any of the work’s names', () => {
    const facts = [
      eventFact(1, { at: early }),
      eventFact(2, { scope: { work: 'work-1' }, kind: 'Broadcast', at: late }),
      eventFact(3, { scope: { work: '10.5240/AAAA' }, kind: 'Completed', at: late }),
    ];
    expect(datesFor(facts, 'a', [film]).map(({ condition, at }) => [condition, at])).toEqual([
      ['Theatrical', early],
      ['Broadcast', late],
      ['Completed', late],
    ]);
  });

  test('are the partner’s own before the work’s in the same place, and both in different ones', () => {
    const facts = [
      eventFact(1, { at: late }),
      eventFact(2, { scope: { work: 'work-1' }, at: early }),
      eventFact(3, { scope: { work: 'work-1' }, territory: 'GB', at: early }),
    ];
    expect(datesFor(facts, 'a', [film]).map(({ territories, at }) => [territories.include, at])).toEqual([
      [['US'], late],
      [['GB'], early],
    ]);
  });

  test('are none that was taken back, and the work’s again where the partner took back its own', () => {
    const taken = eventFact(1, { at: null });
    expect(datesFor([taken], 'a', [film])).toEqual([]);
    expect(datesFor([taken, eventFact(2, { scope: { work: 'work-1' }, at: early })], 'a', [film])).toMatchObject([
      { at: early },
    ]);
  });

  test('are no other partner’s and no other title’s', () => {
    const facts = [eventFact(1, { scope: { partner: 'b', alid: 'one' } }), eventFact(2, { scope: { work: 'work-2' } })];
    expect(datesFor(facts, 'a', [film])).toEqual([]);
  });
});
