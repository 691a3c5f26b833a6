/** What every store of event facts must do, whatever engine is behind it. Run it inside a `describe`; each test takes a new store. */
import { asId } from '@duoping/kit';
import { expect, test } from 'vitest';
import type { EventFact, EventStore } from './event.ts';

const PREMIERE = Date.UTC(2026, 10, 27);

export const eventFact = (number: number, members: Partial<EventFact> = {}): EventFact => ({
  id: asId(`0190f000-0000-7000-8000-${String(number).padStart(12, '0')}`),
  kind: 'Theatrical',
  scope: { partner: 'a', alid: 'one' },
  territory: 'US',
  at: PREMIERE,
  by: 'Mei',
  note: 'The distributor’s letter of 3 November',
  knownFrom: Date.UTC(2026, 10, 22, 12, number),
  ...members,
});

export function eventStoreContract(open: () => Promise<EventStore>): void {
  test('a fact is read back as it was said, by its id', async () => {
    const store = await open();
    const facts = [eventFact(1), eventFact(2, { scope: { work: '10.5240/AAAA' }, at: null, territory: 'CN-SH' })];
    for (const fact of facts) await store.say(fact);
    for (const fact of facts) expect(await store.find(fact.id)).toEqual(fact);
    expect(await store.find(eventFact(3).id)).toBeUndefined();
  });

  test('the newest of each kind, title and place stands, also one that takes back', async () => {
    const store = await open();
    const facts = [
      eventFact(1),
      eventFact(2, { at: PREMIERE + 1 }),
      eventFact(3, { territory: 'GB' }),
      eventFact(4, { kind: 'Broadcast' }),
      eventFact(5, { scope: { partner: 'b', alid: 'one' } }),
      eventFact(6, { scope: { work: 'one' } }),
      eventFact(7, { kind: 'Broadcast', at: null }),
    ];
    for (const fact of facts) await store.say(fact);
    expect((await store.standing()).map(({ id }) => id).sort()).toEqual(
      [2, 3, 5, 6, 7].map((number) => eventFact(number).id),
    );
  });

  test('what was said later counts, also where its clock told an earlier time', async () => {
    const store = await open();
    await store.say(eventFact(1));
    await store.say(eventFact(2, { at: PREMIERE + 1, knownFrom: eventFact(1).knownFrom - 1 }));
    expect(await store.standing()).toMatchObject([{ id: eventFact(2).id }]);
  });

  test('the history is told page by page, the newest first, of all or of one title', async () => {
    const store = await open();
    for (const number of [1, 2, 3, 4, 5])
      await store.say(eventFact(number, number === 3 ? { scope: { work: 'one' } } : { at: PREMIERE + number }));
    const numbers = (facts: readonly EventFact[]) => facts.map(({ id }) => Number(id.slice(-12)));
    expect(numbers(await store.history({ limit: 2 }))).toEqual([5, 4]);
    expect(numbers(await store.history({ limit: 2, after: eventFact(4).id }))).toEqual([3, 2]);
    expect(numbers(await store.history({ limit: 9, scope: { partner: 'a', alid: 'one' } }))).toEqual([5, 4, 2, 1]);
    expect(numbers(await store.history({ limit: 9, scope: { work: 'one' } }))).toEqual([3]);
    expect(await store.history({ limit: 9, scope: { partner: 'b', alid: 'one' } })).toEqual([]);
  });

  test('an id is given to one fact for ever', async () => {
    const store = await open();
    await store.say(eventFact(1));
    await expect(store.say(eventFact(1, { territory: 'GB' }))).rejects.toThrow();
    expect(await store.find(eventFact(1).id)).toEqual(eventFact(1));
  });
}
