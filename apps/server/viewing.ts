/** The viewer behind a device, put together for the catalog: household, profile, entitlement and where films were left. */
import { asId, type Clock, type Id, type Instant, type Territory } from '@duoping/kit';
import type { Screen } from '@duoping/rights';
import type { Progress, ViewerContext } from '#catalog';
import { entitlementFor, FREE, type SubscriptionStore } from '#commerce';
import type { DeviceStore } from '#devices';
import { type HouseholdStore, profileFor } from '#households';
import { beginAt, type PlayStore } from '#playback';
import type { Shelf } from './shelf.ts';

export interface Viewer extends ViewerContext {
  readonly household: { readonly id: string; readonly name: string };
  readonly device: { readonly id: string; readonly name: string; readonly model: string; readonly screen: Screen };
  readonly profile: { readonly id: string; readonly name: string; readonly language: string };
}

export interface ViewingPorts {
  readonly clock: Clock;
  readonly devices: DeviceStore;
  readonly households: HouseholdStore;
  readonly subscriptions: SubscriptionStore;
  readonly plays: PlayStore;
  readonly shelf: Shelf;
}

/** `profile` is who the screen says is watching; without one, the household's first. */
export interface ViewerAsked {
  readonly device: string;
  readonly profile?: Id<'profile'> | undefined;
  readonly territory: Territory;
  readonly language?: string | undefined;
}

const MOST_MARKS = 100;

export async function viewerOf(
  ports: ViewingPorts,
  { device: deviceId, profile: wanted, territory, language }: ViewerAsked,
): Promise<Viewer> {
  const device = await ports.devices.byId(asId<'device'>(deviceId));
  if (!device) throw new Error(`Device ${deviceId} was let in and is not known`);
  const [model, household, profile, entitlement] = await Promise.all([
    ports.devices.model(device.model),
    ports.households.byId(device.household),
    profileFor(ports.households, device.household, wanted),
    entitlementFor(ports.subscriptions, device.household, ports.clock.now()),
  ]);
  if (!model || !household || !profile) throw new Error(`Device ${deviceId} has no model, household or profile`);
  return {
    territory,
    screen: model.screen,
    model: model.id,
    language: language ?? profile.language,
    licenseTypes: [...(entitlement ? [entitlement.licenseType] : []), FREE.licenseType],
    ...(await marksOf(ports, profile.id)),
    mediaOf: (partner, alid) => {
      const asset = ports.shelf.assetOf(partner, alid);
      return { ready: asset !== undefined, durationSeconds: asset?.durationSeconds ?? null };
    },
    household: { id: household.id, name: household.name },
    device: { id: device.id, name: device.name, model: model.name, screen: model.screen },
    profile: { id: profile.id, name: profile.name, language: profile.language },
  };
}

async function marksOf(
  { plays }: ViewingPorts,
  profile: Id<'profile'>,
): Promise<Pick<ViewerContext, 'progress' | 'finished'>> {
  const progress = new Map<string, Progress>();
  const finished = new Map<string, Instant>();
  for (const mark of await plays.resumeMarks(profile, MOST_MARKS)) {
    const positionSeconds = beginAt(mark) / 1000;
    // What was seen to its credits begins anew, so there is no place to go on from.
    if (positionSeconds === 0 && mark.positionMs > 0) finished.set(mark.work, mark.at);
    else if (positionSeconds > 0)
      progress.set(mark.work, { positionSeconds, durationSeconds: mark.durationMs / 1000, at: mark.at });
  }
  return { progress, finished };
}
