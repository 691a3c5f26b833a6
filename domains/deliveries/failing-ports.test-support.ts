/** Ports of which one call fails, for tests that try every single one. */
import type { DeliveryPorts } from './index.ts';

/** Makes the Nth call of any port fail, before it does anything or after it has done it all. */
export function failNth(ports: DeliveryPorts, nth: number, when: 'before' | 'after') {
  const state = { calls: 0, failed: '', names: [] as string[] };
  async function call(name: string, act: () => unknown): Promise<unknown> {
    const fails = ++state.calls === nth;
    state.names.push(name);
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
          events: failing(writes.events, 'events'),
        }),
      ),
  };
  return { state, ports: broken };
}
