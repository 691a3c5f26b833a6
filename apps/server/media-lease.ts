/** A worker's hold on an asset: renewed with each report of progress, and lost only when another took it or it ran out. */
import type { Clock, Instant } from '@duoping/kit';

export interface MediaLease {
  /** Aborted when the hold is lost. */
  readonly lost: AbortSignal;
  /** Reports, and renews the hold by the way. Reports follow each other in order. */
  keep(share: number, doing: string): void;
  /** Resolves when every report has been answered. */
  settled(): Promise<void>;
}

export interface LeasePorts {
  readonly clock: Clock;
  /** False when the asset is no longer held until `held`. */
  readonly progress: (
    status: { readonly kind: 'working'; readonly share: number; readonly doing: string },
    lease: { readonly held: Instant; readonly until: Instant },
  ) => Promise<boolean>;
  /** Until when the asset is held now. */
  readonly held: Instant;
  readonly lengthMs: number;
}

export function mediaLease({ clock, progress, lengthMs, held: first }: LeasePorts): MediaLease {
  const lost = new AbortController();
  let held = first;
  /** Renewals whose answers were lost with the database: each may have counted or not. */
  let unsure: Instant[] = [];
  let reports: Promise<void> = Promise.resolve();

  async function renew(share: number, doing: string): Promise<void> {
    if (lost.signal.aborted) return;
    const until = clock.now() + lengthMs;
    const status = { kind: 'working', share, doing } as const;
    try {
      let mine = false;
      for (const end of [held, ...unsure]) mine ||= await progress(status, { held: end, until });
      if (!mine) lost.abort(new Error('Another worker took this asset'));
      held = until;
      unsure = [];
    } catch (error) {
      unsure.push(until);
      if (clock.now() >= held) lost.abort(error); // until then the hold is good without the database
    }
  }

  return {
    lost: lost.signal,
    keep(share, doing) {
      reports = reports.then(() => renew(share, doing));
    },
    settled: () => reports,
  };
}
