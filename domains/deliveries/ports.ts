/** What taking in a delivery needs of the world. */
import type { Clock, Ids, Instant } from '@duoping/kit';
import type { CatalogStore, Said } from '#catalog';
import type { DealStore } from '#deals';
import type { EventStore, GrantStore } from '#licensing';
import type { Delivery, DeliveryAct, DeliveryId, DeliverySummary } from './delivery.ts';
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

/** What a delivery found and changed when it was applied: enough to put everything back. */
export interface AppliedChange {
  readonly delivery: DeliveryId;
  readonly partner: string;
  /** Every title that it spoke of. */
  readonly alids: readonly string[];
  /** The titles whose grants it replaced, and the grants that they had. */
  readonly granted: readonly string[];
  readonly grantsBefore: readonly string[];
  readonly saidBefore: Said;
  /** Media that it brought and that did not stand before. */
  readonly media: readonly { readonly alid: string; readonly rows: readonly MediaRow[] }[];
}

export interface DeliveryStore {
  save(delivery: Delivery): Promise<void>;
  /** Nobody else saves it until the transaction ends. */
  delivery(id: DeliveryId): Promise<Delivery | undefined>;
  /** The same, and keeps nobody from saving it. */
  stored(id: DeliveryId): Promise<Delivery | undefined>;
  /** Rises whenever the delivery is saved; undefined when there is none. Cheap. */
  version(id: DeliveryId): Promise<number | undefined>;
  /** Roughly what reading it costs: its bytes as they are kept, perhaps compressed. */
  storedBytes(id: DeliveryId): Promise<number | undefined>;
  /** The newest first, without the lines of their reports. */
  deliveries(partner?: string): Promise<readonly DeliverySummary[]>;
  /** Keeps when each of a partner's titles was issued, as this delivery says. Only ever adds. */
  noteIssues(delivery: Pick<Delivery, 'id' | 'partner'>, issues: ReadonlyMap<string, Instant>): Promise<void>;
  /** The latest that an applied delivery noted of each of these titles; without one that was never told. */
  issued(partner: string, alids: readonly string[]): Promise<ReadonlyMap<string, Instant>>;
  /** Keeps which of the partner's own avails each grant came from. Only ever adds. */
  noteAvails(partner: string, availOf: ReadonlyMap<string, string>): Promise<void>;
  /** The partner's own ids of the avails that these grants came from, where it gave one. */
  availsOf(partner: string, grants: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Waits until no other delivery of this partner is being written, and keeps others waiting until the work ends. */
  takeTurn(partner: string): Promise<void>;
  /** Waits until no delivery of any partner is being written, and keeps all others waiting until the work ends. */
  takeEveryTurn(): Promise<void>;
  noteChange(change: AppliedChange): Promise<void>;
  /** What a delivery changed; undefined when it never was applied. */
  change(id: DeliveryId): Promise<AppliedChange | undefined>;
  /** The partner's applied deliveries after this one, in the order in which they were applied; none that was rolled back. */
  appliedAfter(id: DeliveryId): Promise<readonly Pick<AppliedChange, 'delivery' | 'alids'>[]>;
  /** What the partner's applied deliveries changed that spoke of any of these titles' grants, in order; none that was rolled back. */
  appliedTo(partner: string, alids: readonly string[]): Promise<readonly AppliedChange[]>;
  noteAct(id: DeliveryId, act: DeliveryAct): Promise<void>;
  /** The oldest first. */
  acts(id: DeliveryId): Promise<readonly DeliveryAct[]>;
}

/** Sources of one title's media, all from one partner. */
export interface MediaSources {
  readonly partner: string;
  readonly alid: string;
  readonly rows: readonly MediaRow[];
}

export interface MediaIntake {
  /** Registers the sources and queues the packaging. False when they stood before: that changes nothing. */
  register(sources: MediaSources, at: Instant): Promise<boolean>;
  /** The sources are the title's no more. */
  withdraw(sources: MediaSources, at: Instant): Promise<void>;
}

/** The stores that one delivery is applied to, all in one transaction. */
export interface DeliveryWrites {
  readonly grants: GrantStore;
  readonly catalog: CatalogStore;
  readonly media: MediaIntake;
  readonly deliveries: DeliveryStore;
  readonly events: EventStore;
}

export interface DeliveryPorts {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly objects: ObjectStore;
  readonly deals: DealStore;
  /** A delivery that would end more than this share of its partner's grants waits for a person. */
  readonly holdDropPercent: number;
  /** Everything that `work` writes becomes durable together, or nothing does. */
  readonly atomically: <T>(work: (writes: DeliveryWrites) => Promise<T>) => Promise<T>;
  /** Swaps in the index and the catalog that follow from what was written. */
  readonly announce: () => Promise<void>;
}
