/** Who watches on a device, put together from the rooms that know: devices, households, commerce. */
import { entitlementFor, type SubscriptionStore } from '#commerce';
import type { DeviceStore } from '#devices';
import { type HouseholdStore, profileFor, pseudonymOf } from '#households';
import type { Viewers } from './ports.ts';

export const viewersFrom = (rooms: {
  devices: DeviceStore;
  households: HouseholdStore;
  subscriptions: SubscriptionStore;
}): Viewers => ({
  async viewing(id, at, wanted) {
    const device = await rooms.devices.byId(id);
    if (!device || device.removedAt !== null) return undefined;
    const [model, household, profile, entitlement] = await Promise.all([
      rooms.devices.model(device.model),
      rooms.households.byId(device.household),
      profileFor(rooms.households, device.household, wanted),
      entitlementFor(rooms.subscriptions, device.household, at),
    ]);
    if (!model || !household) return undefined;
    if (!profile) return 'unknown-profile';
    const { streamLimit } = household;
    return {
      device: device.id,
      model,
      household: { id: household.id, pseudonym: pseudonymOf(household), streamLimit },
      profile: profile.id,
      entitlement,
    };
  },
});
