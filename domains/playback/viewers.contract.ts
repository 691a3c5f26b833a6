/** What every source of viewers must answer, whatever it reads from. Run it inside a `describe`. */
import { asId, DAY_MS } from '@duoping/kit';
import { expect, test } from 'vitest';
import type { SubscriptionStore } from '#commerce';
import type { DeviceStore } from '#devices';
import { type HouseholdStore, pseudonymOf } from '#households';
import type { Viewers } from './ports.ts';

export interface Furnished {
  readonly viewers: Viewers;
  readonly devices: DeviceStore;
  readonly households: HouseholdStore;
  readonly subscriptions: SubscriptionStore;
}

const START = Date.UTC(2026, 10, 22, 18);
let made = 0;

export function viewersContract(open: () => Promise<Furnished>): void {
  /** A household with two profiles, a subscription of thirty days and one television. */
  async function settled() {
    const rooms = await open();
    const name = `viewers-${++made}`;
    const household = asId<'household'>(name);
    const device = asId<'device'>(`${name}-tv`);
    const pseudonymKey = 'cd'.repeat(32);
    const subscription = asId<'subscription'>(`${name}-1`);
    const window = { start: START, end: START + 30 * DAY_MS };
    await rooms.devices.putModel({ id: 'set-55', name: 'Set', screen: 'tv' });
    await rooms.households.put({ id: household, name, streamLimit: 3, pseudonymKey });
    for (const profile of ['mother', 'child'])
      await rooms.households.putProfile({
        id: asId(`${name}-${profile}`),
        household,
        name: profile,
        language: 'zh-CN',
      });
    await rooms.subscriptions.put({ id: subscription, household, plan: 'family', window });
    await rooms.devices.add({
      ...{ id: device, household, model: 'set-55', name: 'TV', tokenHash: name, pairedAt: START, removedAt: null },
    });
    return { ...rooms, name, household, device, pseudonymKey, subscription, end: window.end };
  }

  test('a device is seen with its model, household, first profile and entitlement', async () => {
    const { viewers, device, household, pseudonymKey, name, end, subscription } = await settled();
    expect(await viewers.viewing(device, START)).toEqual({
      device,
      model: { id: 'set-55', name: 'Set', screen: 'tv' },
      household: { id: household, pseudonym: pseudonymOf({ id: household, pseudonymKey }), streamLimit: 3 },
      profile: `${name}-mother`,
      entitlement: {
        ...{ kind: 'subscription', id: subscription, plan: 'family', verb: 'stream', licenseType: 'SVOD', until: end },
      },
    });
  });

  test('a wanted profile is taken when it is of the household, and no other ever', async () => {
    const [one, other] = [await settled(), await settled()];
    const profileOf = async (wanted: string) => {
      const seen = await one.viewers.viewing(one.device, START, asId(wanted));
      return typeof seen === 'object' ? seen.profile : seen;
    };
    expect(await profileOf(`${one.name}-child`)).toBe(`${one.name}-child`);
    expect(await profileOf(`${other.name}-child`)).toBe('unknown-profile');
  });

  test('an entitlement is that of the instant, over subscriptions that follow each other', async () => {
    const { viewers, subscriptions, device, household, name, end } = await settled();
    const until = async (at: number) => {
      const seen = await viewers.viewing(device, at);
      return typeof seen === 'object' ? seen.entitlement?.until : seen;
    };
    expect(await until(START - 1)).toBeUndefined();
    expect(await until(end - 1)).toBe(end);
    expect(await until(end)).toBeUndefined();
    await subscriptions.put({ id: asId(`${name}-2`), household, plan: 'family', window: { start: end, end: null } });
    expect(await until(START)).toBeNull();
    expect(await until(end)).toBeNull();
  });

  test('what changes is seen at the next look', async () => {
    const { viewers, devices, households, device, household, pseudonymKey, name } = await settled();
    await households.put({ id: household, name, streamLimit: 1, pseudonymKey });
    expect(await viewers.viewing(device, START)).toMatchObject({ household: { streamLimit: 1 } });
    await devices.remove(device, household, START);
    expect(await viewers.viewing(device, START)).toBeUndefined();
    expect(await viewers.viewing(asId('nobody'), START)).toBeUndefined();
  });

  test('many devices at once are each answered with their own', async () => {
    const all = [await settled(), await settled(), await settled()];
    const seen = await Promise.all(all.map(({ viewers, device }) => viewers.viewing(device, START)));
    expect(seen.map((one) => typeof one === 'object' && one.device)).toEqual(all.map(({ device }) => device));
  });
}
