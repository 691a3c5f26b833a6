import { expect, test } from 'vitest';
import { failNth } from './failing-ports.test-support.ts';
import type { Delivery } from './index.ts';
import { applyDelivery, type DeliveryPorts, reviewDelivery, rollBackDelivery } from './index.ts';
import type { DeliveryDesk } from './testing.ts';
import { aDesk, avail, bring, type Drop, MEI, sheet, stateOf, wholeDrop } from './testing-drops.ts';

const NEXT: Drop = { ...wholeDrop(), 'avails.csv': sheet([avail('film', { FormatProfile: 'UHD' }), avail('other')]) };

/** A service that has taken in one drop already. */
async function aRunningDesk(): Promise<DeliveryDesk> {
  const desk = await aDesk();
  const applied = await applyDelivery(desk.ports, await bring(desk.ports, wholeDrop()), MEI);
  if (!applied.ok) throw new Error(applied.reason);
  return desk;
}

async function takeIn(ports: DeliveryPorts): Promise<void> {
  const id = await bring(ports, NEXT);
  const reviewed = await reviewDelivery(ports, id);
  if (!reviewed.ok) throw new Error(reviewed.reason);
  const applied = await applyDelivery(ports, id, MEI);
  if (!applied.ok) throw new Error(applied.reason);
}

test.each(['before', 'after'] as const)(
  'whichever call of a port fails %s its work, viewers see the old state or the new one, and the drop can be brought again',
  async (when) => {
    const reference = await aRunningDesk();
    const before = await stateOf(reference);
    await takeIn(reference.ports);
    const after = await stateOf(reference);
    expect(after).not.toEqual(before);

    const failedAt = new Set<string>();
    for (let nth = 1; ; nth++) {
      const desk = await aRunningDesk();
      const epoch = await desk.licensing.epoch();
      const { state, ports } = failNth(desk.ports, nth, when);
      const outcome = await takeIn(ports).then(
        () => 'done',
        () => 'failed',
      );
      if (state.failed === '') {
        expect(outcome).toBe('done');
        break;
      }
      failedAt.add(state.failed);
      expect([state.failed, outcome]).toEqual([state.failed, 'failed']);
      // Only the announcement comes after what was written is durable.
      const kept = state.failed === 'announce';
      expect(await stateOf(desk), state.failed).toEqual(kept ? after : before);
      expect(await desk.licensing.epoch()).toBe(kept ? epoch + 1 : epoch);
      const applied = (await desk.deliveries.deliveries()).filter(({ status }) => status === 'applied');
      expect(applied).toHaveLength(kept ? 2 : 1);

      await takeIn(desk.ports);
      expect(await stateOf(desk), `after ${state.failed}`).toEqual(after);
    }
    for (const call of [
      'objects.put',
      'grants.replaceGrants',
      'catalog.matchWorks',
      'media.register',
      'deliveries.noteChange',
      'announce',
    ])
      expect(failedAt).toContain(call);
  },
);

test.each(['before', 'after'] as const)(
  'whichever call of a port fails %s its work, a roll back is whole or not at all, and can be asked for again',
  async (when) => {
    async function twice(): Promise<{ desk: DeliveryDesk; first: Delivery['id'] }> {
      const desk = await aDesk();
      const [first, second] = [await bring(desk.ports, wholeDrop()), await bring(desk.ports, NEXT)];
      for (const id of [first, second]) expect((await applyDelivery(desk.ports, id, MEI)).ok).toBe(true);
      return { desk, first };
    }
    const back = async (ports: DeliveryPorts, id: Delivery['id']): Promise<void> => {
      const undone = await rollBackDelivery(ports, id, { by: 'Mei', reason: 'wrong file', withLater: true });
      if (!undone.ok) throw new Error(undone.reason);
    };
    const reference = await twice();
    const before = await stateOf(reference.desk);
    await back(reference.desk.ports, reference.first);
    const after = await stateOf(reference.desk);
    const failedAt = new Set<string>();
    for (let nth = 1; ; nth++) {
      const { desk, first } = await twice();
      const { state, ports } = failNth(desk.ports, nth, when);
      await back(ports, first).catch(() => undefined);
      if (state.failed === '') break;
      failedAt.add(state.failed);
      const kept = state.failed === 'announce';
      expect(await stateOf(desk), state.failed).toEqual(kept ? after : before);
      if (!kept) await back(desk.ports, first);
      expect(await stateOf(desk), `after ${state.failed}`).toEqual(after);
    }
    for (const call of [
      'grants.replaceGrants',
      'catalog.sayInstead',
      'media.withdraw',
      'deliveries.noteAct',
      'announce',
    ])
      expect(failedAt).toContain(call);
  },
);

test('grants are replaced last, so that a withdrawal waits for nothing else of a delivery, and titles never after rights', async () => {
  const desk = await aRunningDesk();
  const { state, ports } = failNth(desk.ports, 0, 'before');
  const since = (): string[] => state.names.slice(state.names.lastIndexOf('grants.replaceGrants') + 1);
  const id = await bring(ports, NEXT);
  await applyDelivery(ports, id, MEI);
  expect(since()).toEqual(['announce']);
  await rollBackDelivery(ports, id, { by: 'Bo', reason: 'wrong', withLater: false });
  expect(since().filter((name) => /^(?:catalog|media)\./.test(name))).toEqual([]);
  expect(state.names.filter((name) => name === 'grants.replaceGrants')).toHaveLength(2);
  expect(state.names.indexOf('catalog.sayInstead')).toBeGreaterThan(0);
});
