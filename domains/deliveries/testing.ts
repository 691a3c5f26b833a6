/** Everything that deliveries need, in memory: stores that are written together or not at all, and files by their hash. */
import { asId, type Instant, sha256Hex } from '@duoping/kit';
import { type MemoryCatalog, memoryCatalog } from '../catalog/testing.ts';
import { memoryDeals } from '../deals/testing.ts';
import { type MemoryEvents, type MemoryLicensing, memoryEvents, memoryLicensing } from '../licensing/testing.ts';
import { type Delivery, type DeliveryAct, type DeliveryId, summaryOf } from './delivery.ts';
import type {
  AppliedChange,
  DeliveryPorts,
  DeliveryStore,
  DeliveryWrites,
  MediaIntake,
  MediaSources,
  ObjectStore,
} from './ports.ts';

export interface MemoryDeliveries extends DeliveryStore {
  snapshot(): () => void;
}

export function memoryDeliveries(): MemoryDeliveries {
  let deliveries: readonly Delivery[] = [];
  let avails: ReadonlyMap<string, string> = new Map();
  const versions = new Map<DeliveryId, number>();
  let issues: readonly { delivery: DeliveryId; alid: string; at: Instant }[] = [];
  let changes: readonly AppliedChange[] = [];
  let acts: readonly { id: DeliveryId; act: DeliveryAct }[] = [];
  const stands = (id: DeliveryId): boolean => deliveries.some((one) => one.id === id && one.status === 'applied');
  const partnerOf = (id: DeliveryId): string | undefined => deliveries.find((one) => one.id === id)?.partner;
  return {
    save: async (delivery) => {
      deliveries = [...deliveries.filter(({ id }) => id !== delivery.id), delivery];
      versions.set(delivery.id, (versions.get(delivery.id) ?? 0) + 1);
    },
    delivery: async (id) => deliveries.find((one) => one.id === id),
    stored: async (id) => deliveries.find((one) => one.id === id),
    version: async (id) => versions.get(id),
    async storedBytes(id) {
      const stored = deliveries.find((one) => one.id === id);
      return stored && JSON.stringify(stored).length;
    },
    deliveries: async (partner) =>
      deliveries
        .filter((one) => partner === undefined || one.partner === partner)
        .sort((a, b) => b.receivedAt - a.receivedAt || (a.id < b.id ? -1 : 1))
        .map(({ report, ...head }) => ({ ...head, summary: report && summaryOf(report) })),
    noteAvails: async (partner, told) => {
      avails = new Map([...avails, ...[...told].map(([grant, avail]) => [`${partner} ${grant}`, avail] as const)]);
    },
    availsOf: async (partner, grants) =>
      new Map(
        grants.flatMap((grant): [string, string][] => {
          const avail = avails.get(`${partner} ${grant}`);
          return avail === undefined ? [] : [[grant, avail]];
        }),
      ),
    takeTurn: async () => {},
    takeEveryTurn: async () => {},
    noteChange: async (change) => {
      if (changes.some(({ delivery }) => delivery === change.delivery))
        throw new Error('A delivery changes things once');
      changes = [...changes, change];
    },
    change: async (id) => changes.find(({ delivery }) => delivery === id),
    appliedAfter: async (id) => {
      const place = changes.findIndex(({ delivery }) => delivery === id);
      return changes
        .filter((_, at) => place >= 0 && at > place)
        .filter(({ delivery, partner }) => partner === partnerOf(id) && stands(delivery))
        .map(({ delivery, alids }) => ({ delivery, alids }));
    },
    appliedTo: async (partner, alids) =>
      changes.filter(
        (change) =>
          change.partner === partner && stands(change.delivery) && change.granted.some((alid) => alids.includes(alid)),
      ),
    noteAct: async (id, act) => {
      acts = [...acts, { id, act }];
    },
    acts: async (id) => acts.filter((one) => one.id === id).map(({ act }) => act),
    noteIssues: async ({ id }, told) => {
      issues = [...issues, ...[...told].map(([alid, at]) => ({ delivery: id, alid, at }))];
    },
    issued: async (partner, alids) => {
      const own = issues.filter(
        ({ delivery, alid }) => partnerOf(delivery) === partner && alids.includes(alid) && stands(delivery),
      );
      return new Map(own.toSorted((a, b) => a.at - b.at).map(({ alid, at }) => [alid, at]));
    },
    snapshot: () => {
      const then = { deliveries, issues, changes, acts, avails };
      return () => {
        ({ deliveries, issues, changes, acts, avails } = then);
      };
    },
  };
}

export function memoryObjects(): ObjectStore {
  const objects = new Map<string, Uint8Array>();
  return {
    put: async (bytes, { maxBytes }) => {
      const parts: Uint8Array[] = [];
      for await (const part of bytes instanceof Uint8Array ? [bytes] : bytes) parts.push(part);
      const whole = Buffer.concat(parts);
      if (whole.length > maxBytes) throw new Error(`More than ${maxBytes} bytes`);
      const sha256 = sha256Hex(whole);
      objects.set(sha256, whole);
      return { sha256, sizeBytes: whole.length };
    },
    read: async (sha256) => {
      const found = objects.get(sha256);
      if (!found) throw new Error(`Nothing is stored under ${sha256}`);
      return found;
    },
  };
}

/** A service that takes deliveries in. `now` may be turned. */
export interface DeliveryDesk {
  now: Instant;
  readonly ports: DeliveryPorts;
  readonly licensing: MemoryLicensing;
  readonly catalog: MemoryCatalog;
  readonly deliveries: MemoryDeliveries;
  readonly events: MemoryEvents;
  readonly media: () => readonly MediaSources[];
  /** How often the newest state was announced. */
  readonly announced: () => number;
}

export function aDeliveryDesk(now: Instant): DeliveryDesk {
  const events = memoryEvents();
  const [licensing, catalog, deliveries, deals] = [
    memoryLicensing(),
    memoryCatalog(),
    memoryDeliveries(),
    memoryDeals(),
  ];
  let media: readonly MediaSources[] = [];
  let announced = 0;
  let made = 0;
  const intake: MediaIntake = {
    register: async (sources) => {
      const known = JSON.stringify(sources);
      if (media.some((one) => JSON.stringify(one) === known)) return false;
      media = [...media, sources];
      return true;
    },
    withdraw: async ({ partner, alid, rows }) => {
      const gone = JSON.stringify({ partner, alid, rows });
      media = media.filter((one) => JSON.stringify(one) !== gone);
    },
  };
  const writes: DeliveryWrites = { grants: licensing, catalog, media: intake, deliveries, events };
  const desk: DeliveryDesk = {
    now,
    licensing,
    catalog,
    deliveries,
    events,
    media: () => media,
    announced: () => announced,
    ports: {
      clock: { now: () => desk.now },
      ids: { next: <Of extends string>() => asId<Of>(`0190f000-0000-7000-8000-${String(++made).padStart(12, '0')}`) },
      objects: memoryObjects(),
      deals,
      holdDropPercent: 20,
      atomically: async (work) => {
        const then = media;
        const undo = [licensing, catalog, deliveries, events].map((store) => store.snapshot());
        try {
          return await work(writes);
        } catch (error) {
          for (const back of undo) back();
          media = then;
          throw error;
        }
      },
      announce: async () => void announced++,
    },
  };
  return desk;
}
