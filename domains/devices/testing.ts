/** In-memory stores of this room, and ports that repeat themselves, for tests and the simulation. */
import { asId, type Clock, type Id, type Ids, type Instant } from '@duoping/kit';
import type { Device, DeviceModel, DeviceStore } from './device.ts';
import type { PairingStore } from './pair-device.ts';
import type { Pairing } from './pairing.ts';
import type { RandomBytes } from './secret.ts';
import { findingHalf } from './user-code.ts';

/** A clock that stands still until it is told otherwise. */
export class SettableClock implements Clock {
  at: Instant;
  constructor(at: Instant) {
    this.at = at;
  }
  now(): Instant {
    return this.at;
  }
}

/** `x1`, `x2`, … with the given first letters. */
export function countingIds(prefix = 'id'): Ids {
  let made = 0;
  return { next: <Of extends string>(): Id<Of> => asId<Of>(`${prefix}${++made}`) };
}

/** Bytes of a linear congruential generator: always the same ones for the same seed, and no secret at all. */
export function repeatableBytes(seed = 1): RandomBytes {
  let state = seed >>> 0;
  return {
    bytes: (count) =>
      Uint8Array.from({ length: count }, () => {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        return state >>> 24;
      }),
  };
}

export function memoryDevices(models: readonly DeviceModel[] = []): DeviceStore {
  const devices = new Map<string, Device>();
  const known = new Map(models.map((model) => [model.id, model]));
  return {
    byId: async (device) => devices.get(device),
    byTokenHash: async (tokenHash) => [...devices.values()].find((device) => device.tokenHash === tokenHash),
    ofHousehold: async (household) =>
      [...devices.values()].filter((device) => device.household === household && device.removedAt === null),
    add: async (device) => void devices.set(device.id, device),
    remove: async (id, household, removedAt) => {
      const device = devices.get(id);
      if (!device || device.household !== household || device.removedAt !== null) return false;
      devices.set(id, { ...device, removedAt });
      return true;
    },
    model: async (id) => known.get(id),
    models: async () => [...known.values()],
    putModel: async (model) => void known.set(model.id, model),
  };
}

export function memoryPairings(devices: DeviceStore): PairingStore {
  const pairings = new Map<string, Pairing>();
  const entries = new Map<string, Instant[]>();
  const byHalf = (half: string, at: Instant) =>
    [...pairings.values()].find((pairing) => findingHalf(pairing.userCode) === half && at < pairing.expiresAt);
  return {
    add: async (pairing) => {
      if (byHalf(findingHalf(pairing.userCode), pairing.requestedAt)) return false;
      pairings.set(pairing.deviceCodeHash, pairing);
      return true;
    },
    poll: async (hash, step, newDevice) => {
      const pairing = pairings.get(hash);
      if (!pairing) return undefined;
      const { next, answer } = step(pairing);
      pairings.set(hash, next);
      if (answer.kind === 'refused') return answer;
      const device = newDevice(pairing, answer.household);
      await devices.add(device);
      return { kind: 'granted', device };
    },
    enter: async (half, at, step) => {
      const pairing = byHalf(half, at);
      if (!pairing) return undefined;
      const { next, answer } = step(pairing);
      pairings.set(pairing.deviceCodeHash, next);
      return { pairing: next, answer };
    },
    takeEntry: async (approver, since, at, limit) => {
      const counted = (entries.get(approver) ?? []).filter((entry) => entry > since);
      if (counted.length >= limit) return false;
      entries.set(approver, [...counted, at]);
      return true;
    },
    returnEntry: async (approver, at) => {
      const counted = entries.get(approver) ?? [];
      const index = counted.indexOf(at);
      if (index >= 0) entries.set(approver, counted.toSpliced(index, 1));
    },
  };
}
