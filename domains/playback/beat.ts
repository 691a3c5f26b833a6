/** One accepted heartbeat's effect on its play: the time it counts, its receipt and its resume mark. */
import type { Instant } from '@duoping/kit';
import type { Receipt } from '#evidence';
import type { Play } from './play.ts';
import type { PlayChange } from './ports.ts';
import { offerOf } from './resume.ts';
import { type Accounted, account, type Beat } from './watched.ts';

/**
 * Counts what was watched under the lease the play has, which ends with it: time after a lapsed lease and time before
 * the first key are nobody's. The receipt cites the permission that this lease was lent by, not the next one.
 */
export function accountBeat(play: Play, beat: Beat, at: Instant): PlayChange {
  const span = watchSpan(play, at);
  const counted = account(play.heard, beat, span);
  const next: Play = {
    ...play,
    heard: {
      sequence: beat.sequence,
      at: Math.max(play.heard.at, at),
      positionMs: beat.positionMs,
      moving: beat.state === 'playing',
      creditMs: counted.creditMs,
      accounted: counted.all,
    },
    version: play.version + 1,
  };
  const receipt = play.key && counted.watchedMs > 0 ? receiptFor(play, play.key.issue, beat, counted) : undefined;
  return { play: next, receipt, resume: offerOf(next, counted.watchedMs) };
}

/** Empty while there is no key. */
function watchSpan(play: Play, at: Instant): { from: Instant; to: Instant } {
  const from = Math.max(play.heard.at, play.lease.from, play.key?.at ?? at);
  return { from, to: Math.max(from, Math.min(at, play.lease.until)) };
}

function receiptFor(play: Play, keyIssue: string, beat: Beat, counted: Accounted): Receipt {
  const { permission } = play;
  return {
    id: `${play.id}.${beat.sequence}`,
    play: play.id,
    sequence: beat.sequence,
    household: play.pseudonym,
    device: play.device,
    model: play.model,
    screen: play.screen,
    territory: play.territory,
    work: play.work,
    alid: permission.alid,
    partner: permission.partner,
    contract: permission.contract,
    contractVersion: permission.contractVersion,
    delivery: permission.delivery,
    place: permission.place,
    grant: permission.grant,
    epoch: permission.epoch,
    licenseType: permission.licenseType,
    entitlement: permission.entitlement,
    keyIssue,
    intervals: counted.intervals,
    watchedMs: counted.watchedMs,
    from: counted.from,
    to: counted.to,
  };
}
