import { expect, test } from 'vitest';
import { applyDelivery, type DeliveryPorts, reviewDelivery } from './index.ts';
import type { DeliveryDesk } from './testing.ts';
import { aDesk, avail, bring, type Drop, sheet, stateOf, wholeDrop } from './testing-drops.ts';

/** Makes the Nth call of any port fail, before it does anything or after it has done it all. */
function failNth(ports: DeliveryPorts, nth: number, when: 'before' | 'after') {
  const state = { calls: 0, failed: '' };
  async function call(name: string, act: () => unknown): Promise<unknown> {
    const fails = ++state.calls === nth;
    if (fails) state.failed = name;
    if (fails && when === 'before') throw new Error('port failed');
    const result = await act();
    if (fails) throw new Error('port failed after all');
    return result;
  }
  const failing = <Port extends object>(port: Port, label: string): Port =>
    new Proxy(port, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== 'function') return member;
        return (...args: unknown[]) => call(`${label}.${String(name)}`, () => member.apply(target, args));
      },
    });
  const broken: DeliveryPorts = {
    ...ports,
    objects: failing(ports.objects, 'objects'),
    deals: failing(ports.deals, 'deals'),
    announce: async () => void (await call('announce', ports.announce)),
    atomically: (work) =>
      ports.atomically((writes) =>
        work({
          grants: failing(writes.grants, 'grants'),
          catalog: failing(writes.catalog, 'catalog'),
          media: failing(writes.media, 'media'),
          deliveries: failing(writes.deliveries, 'deliveries'),
        }),
      ),
  };
  return { state, ports: broken };
}

const NEXT: Drop = { ...wholeDrop(), 'avails.csv': sheet([avail('film', { FormatProfile: 'UHD' }), avail('other')]) };

/** A service that has taken in one drop already. */
async function aRunningDesk(): Promise<DeliveryDesk> {
  const desk = await aDesk();
  const applied = await applyDelivery(desk.ports, await bring(desk.ports, wholeDrop()));
  if (!applied.ok) throw new Error(applied.reason);
  return desk;
}

async function takeIn(ports: DeliveryPorts): Promise<void> {
  const id = await bring(ports, NEXT);
  const reviewed = await reviewDelivery(ports, id);
  if (!reviewed.ok) throw new Error(reviewed.reason);
  const applied = await applyDelivery(ports, id);
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
    for (const call of ['objects.put', 'grants.replaceGrants', 'catalog.matchWorks', 'media.register', 'announce'])
      expect(failedAt).toContain(call);
  },
);
