/** What taking in a delivery needs of the world. */
import type { Clock, Ids, Instant } from '@duoping/kit';
import type { CatalogStore } from '#catalog';
import type { DealStore } from '#deals';
import type { GrantStore } from '#licensing';
import type { Delivery, DeliveryId } from './delivery.ts';
import type { MediaRow } from './sheets.ts';

/** Bytes by their SHA-256. What was put once is there as long as the service lives. */
export interface ObjectStore {
  put(
    bytes: Uint8Array | AsyncIterable<Uint8Array>,
    limits: { maxBytes: number },
  ): Promise<{ sha256: string; sizeBytes: number }>;
  /** Throws when nothing is stored under the address. */
  read(sha256: string): Promise<Uint8Array>;
}

export interface DeliveryStore {
  save(delivery: Delivery): Promise<void>;
  delivery(id: DeliveryId): Promise<Delivery | undefined>;
  deliveries(partner?: string): Promise<readonly Delivery[]>;
  /** Keeps when each of a partner's titles was issued, as this delivery says. Only ever adds. */
  noteIssues(delivery: Pick<Delivery, 'id' | 'partner'>, issues: ReadonlyMap<string, Instant>): Promise<void>;
  /** The latest that was noted of each of these titles; without one that was never told. */
  issued(partner: string, alids: readonly string[]): Promise<ReadonlyMap<string, Instant>>;
}

/** Sources of one title's media, all from one partner. */
export interface MediaIntake {
  /** Registers the sources and queues the packaging; the same sources again change nothing. */
  register(sources: { partner: string; alid: string; rows: readonly MediaRow[] }, at: Instant): Promise<void>;
}

/** The stores that one delivery is applied to, all in one transaction. */
export interface DeliveryWrites {
  readonly grants: GrantStore;
  readonly catalog: CatalogStore;
  readonly media: MediaIntake;
  readonly deliveries: DeliveryStore;
}

export interface DeliveryPorts {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly objects: ObjectStore;
  readonly deals: DealStore;
  /** Everything that `work` writes becomes durable together, or nothing does. */
  readonly atomically: <T>(work: (writes: DeliveryWrites) => Promise<T>) => Promise<T>;
  /** Swaps in the index and the catalog that follow from what was written. */
  readonly announce: () => Promise<void>;
}
