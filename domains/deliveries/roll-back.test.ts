import { DAY_MS } from '@duoping/kit';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyDelivery, type DeliveryId, deliveryHistory, type RollingBack, rollBackDelivery } from './index.ts';
import type { DeliveryDesk } from './testing.ts';
import { aDesk, alid, avail, availsXml, bring, type Drop, MEI, sheet, stateOf, wholeDrop } from './testing-drops.ts';

async function apply(desk: DeliveryDesk, drop: Drop): Promise<DeliveryId> {
  desk.now += DAY_MS;
  const id = await bring(desk.ports, drop);
  const applied = await applyDelivery(desk.ports, id, { ...MEI, despite: 'in a test' });
  if (!applied.ok) throw new Error(applied.reason);
  return id;
}
async function rollBack(desk: DeliveryDesk, id: DeliveryId, asked: Partial<RollingBack> = {}) {
  desk.now += DAY_MS;
  const undone = await rollBackDelivery(desk.ports, id, { by: 'Bo', reason: 'wrong file', withLater: false, ...asked });
  return undone.ok ? undone.value.map((delivery) => delivery.id) : undone.reason;
}
/** What viewers and the next delivery see. Works stay known for ever: a title keeps its own. */
async function seen(desk: DeliveryDesk) {
  const { offers: _offers, ...state } = await stateOf(desk);
  return { ...state, grants: state.grants.toSorted() };
}

test('what was before a delivery stands again after it was rolled back: grants, words, pictures and media', async () => {
  const desk = await aDesk();
  const empty = await seen(desk);
  const first = await apply(desk, wholeDrop());
  const before = await seen(desk);
  const second = await apply(desk, {
    ...wholeDrop(),
    'avails.csv': sheet([avail('film', { FormatProfile: 'UHD' }), avail('other')]),
    'metadata.csv': sheet([
      { alid: alid('film'), language: 'zh-CN', title: '错的' },
      { alid: alid('film'), language: 'en', title: 'Wrong' },
    ]),
    'film.mp4': new TextEncoder().encode('moving pictures'),
  });
  expect(await seen(desk)).not.toEqual(before);
  expect(await rollBack(desk, second)).toEqual([second]);
  expect(await seen(desk)).toEqual(before);
  expect(await rollBack(desk, first)).toEqual([first]);
  expect(await seen(desk)).toEqual(empty);
  expect(desk.announced()).toBe(4);
});

test('it is a new fact: the grants are known anew from then on, and the acts tell who and why', async () => {
  const desk = await aDesk();
  await apply(desk, { 'a.csv': sheet([avail('film')]) });
  const id = await apply(desk, { 'a.csv': sheet([avail('film', { End: '2026-08-31' })]) });
  const [, applied] = (await deliveryHistory(desk.ports, id)).acts;
  await rollBack(desk, id);
  const [grant] = (await desk.licensing.facts()).grants;
  expect(grant?.knownFrom).toBe(desk.now);
  const { acts } = await deliveryHistory(desk.ports, id);
  expect(acts.slice(1)).toEqual([
    { act: 'applied', at: applied?.at, by: 'Mei', reason: 'in a test' },
    { act: 'rolled-back', at: desk.now, by: 'Bo', reason: 'wrong file' },
  ]);
  expect(await desk.deliveries.delivery(id)).toMatchObject({ status: 'rolled-back' });
});

describe('deliveries that stand on each other', () => {
  const of = (...names: string[]): Drop => ({ 'a.csv': sheet(names.map((name) => avail(name))) });

  test('one that a later delivery stands on is refused, and the later ones are named', async () => {
    const desk = await aDesk();
    const first = await apply(desk, of('a'));
    const second = await apply(desk, of('a', 'b'));
    const third = await apply(desk, of('b'));
    await apply(desk, of('c'));
    const before = await seen(desk);
    expect(await rollBack(desk, first)).toBe('later-deliveries');
    expect(await seen(desk)).toEqual(before);
    const { later } = await deliveryHistory(desk.ports, first);
    expect(later.map(({ id }) => id)).toEqual([second, third]);
  });

  test('with the later ones it goes, the last of them first, and what stands beside stays', async () => {
    const desk = await aDesk();
    await apply(desk, of('c'));
    const before = await seen(desk);
    const [first, second, third] = [
      await apply(desk, of('a')),
      await apply(desk, of('a', 'b')),
      await apply(desk, of('b')),
    ];
    expect(await rollBack(desk, first, { withLater: true })).toEqual([third, second, first]);
    expect(await seen(desk)).toEqual(before);
  });

  test('words of a title alone stand on the delivery that offered it', async () => {
    const desk = await aDesk();
    const first = await apply(desk, of('a'));
    await apply(desk, { 'metadata.csv': sheet([{ alid: alid('a'), language: 'en', title: 'A' }]) });
    expect(await rollBack(desk, first)).toBe('later-deliveries');
  });

  test('after the later one was rolled back the earlier one may go too', async () => {
    const desk = await aDesk();
    const [first, second] = [await apply(desk, of('a')), await apply(desk, of('a'))];
    expect(await rollBack(desk, second)).toEqual([second]);
    expect(await rollBack(desk, first)).toEqual([first]);
  });
});

describe('what can’t be rolled back', () => {
  test('a delivery that was never applied, or is rolled back already', async () => {
    const desk = await aDesk();
    const waiting = await bring(desk.ports, wholeDrop());
    expect(await rollBack(desk, waiting)).toBe('not-applied');
    const id = await apply(desk, wholeDrop());
    expect(await rollBack(desk, id)).toEqual([id]);
    expect(await rollBack(desk, id)).toBe('not-applied');
    const again = await applyDelivery(desk.ports, id, MEI);
    expect(again).toEqual({ ok: false, reason: 'rolled-back' });
    expect(await rollBack(desk, 'nothing' as DeliveryId)).toBe('unknown-delivery'); // as: an id that was never given out
  });
});

test('the same files may be delivered again, also with an earlier issue than the one that was rolled back', async () => {
  const desk = await aDesk();
  const wrong = await apply(desk, { 'a.xml': availsXml('film', '2026-04-01') });
  await rollBack(desk, wrong);
  const right = await bring(desk.ports, { 'a.xml': availsXml('film', '2026-03-01') });
  expect((await applyDelivery(desk.ports, right, MEI)).ok).toBe(true);
  const same = await bring(desk.ports, { 'a.xml': availsXml('film', '2026-04-01') });
  expect((await applyDelivery(desk.ports, same, MEI)).ok).toBe(true);
});

test('whatever was delivered and in whatever order it is rolled back, the state is as if those had never come', async () => {
  const names = fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 3 });
  const format = fc.constantFrom('SD', 'HD', 'UHD');
  const drop = fc.tuple(names, format, fc.constantFrom('Full Extract', 'Full Delete'), fc.boolean());
  await fc.assert(
    fc.asyncProperty(fc.array(drop, { minLength: 1, maxLength: 5 }), fc.nat(), async (drops, pick) => {
      const made = drops.map(([titles, FormatProfile, EntryType, words]): Drop => {
        const rows = titles.map((name) => avail(name, { FormatProfile, EntryType }));
        const told = titles.map((name) => ({ alid: alid(name), language: 'en', title: `${name} in ${FormatProfile}` }));
        return { 'a.csv': sheet(rows), ...(words ? { 'metadata.csv': sheet(told) } : {}) };
      });
      const desk = await aDesk();
      const ids: DeliveryId[] = [];
      for (const one of made) ids.push(await apply(desk, one));
      const from = pick % ids.length;
      const gone = await rollBack(desk, ids[from] as DeliveryId, { withLater: true }); // as: `from` is within
      if (typeof gone === 'string') throw new Error(gone);
      const fresh = await aDesk();
      for (const [at, one] of made.entries()) if (!gone.includes(ids[at] as DeliveryId)) await apply(fresh, one); // as: same length
      expect(await seen(desk)).toEqual(await seen(fresh));
    }),
    { numRuns: 60 },
  );
});
