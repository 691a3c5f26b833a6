/** What is known of one title's media from one partner: its sources, how far packaging is, and the asset once it is ready. */
import type { Instant } from '@duoping/kit';

/** One delivered file of a title. `sha256` is its address in the object store. */
export interface MediaSource {
  readonly track: 'video' | 'audio' | 'text';
  readonly language: string | null;
  readonly sha256: string;
}

export type AssetStatus =
  | { readonly kind: 'queued' }
  /** `share` between 0 and 1. */
  | { readonly kind: 'working'; readonly share: number; readonly doing: string }
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly detail: string };

/** `Asset` is what packaging made. An asset's id is the hash of its sources: other files are another asset. */
export interface AssetRecord<Asset> {
  readonly id: string;
  readonly partner: string;
  readonly alid: string;
  readonly sources: readonly MediaSource[];
  readonly status: AssetStatus;
  readonly attempts: number;
  readonly registeredAt: Instant;
  readonly asset: Asset | null;
  /** Its delivery was rolled back: no new play gets it. */
  readonly withdrawn: boolean;
}

export interface AssetRecords<Asset> {
  /** Queues the sources. False when they were registered before and stand: that changes nothing. */
  register(
    record: { id: string; partner: string; alid: string; sources: readonly MediaSource[] },
    at: Instant,
  ): Promise<boolean>;
  /** The asset is its title's no more; what was packaged of it stays, and it stands again when it is registered anew. */
  withdraw(id: string, at: Instant): Promise<void>;
  /** Takes the oldest asset that nobody works on, until `leaseEnd`; one worker gets it. A worker that died lost its lease. */
  take(now: Instant, leaseEnd: Instant): Promise<AssetRecord<Asset> | undefined>;
  /** Keeps the lease and shows progress. False when the asset was taken by another. */
  progress(id: string, status: AssetStatus, lease: { held: Instant; until: Instant }): Promise<boolean>;
  finish(id: string, asset: Asset, at: Instant): Promise<void>;
  /** Queued again as if it had not been taken: the worker is stopping, and the film did nothing wrong. */
  release(id: string): Promise<void>;
  /** `final` puts it aside; otherwise it is queued again. */
  fail(id: string, detail: string, final: boolean): Promise<void>;
  /**
   * Every record that may have changed since the reading that `mark` comes from, and perhaps some that didn't; without one,
   * all. In the order in which they were registered.
   */
  changedSince(
    mark: string | null,
  ): Promise<{ readonly records: readonly AssetRecord<Asset>[]; readonly mark: string }>;
}
