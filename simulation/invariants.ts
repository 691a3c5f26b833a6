/**
 * What must always hold, told by the truth and not by the service's own records: I1 nothing unlicensed is served, keyed
 * or seen; I2 each accounted second was watched, once, under one lease, grant, decision and key issue; I3 no household
 * runs more streams than its limit; I8 what was acknowledged is there.
 */
import { contains, type Instant, SECOND_MS, type Window } from '@duoping/kit';
import type { Receipt } from '#evidence';
import type { KeyIssue, Lease, Play } from '#playback';
import { isWithdrawn, licensed } from './licences.ts';
import { type Limit, type Screening, Violation, type World } from './world.ts';

/** I1: how long after a right was taken back its last segment may be served. */
const GRACE_MS = 60 * SECOND_MS;
/** How long an answer may be under way inside a node with a slow database. */
const UNDER_WAY_MS = 15 * SECOND_MS;
/** What a conforming player may still show out of its buffer. */
export const BUFFER_MS = 30 * SECOND_MS;

export interface Watch {
  /** A segment was served (`lateMs` 0), or a second was shown, perhaps out of the buffer (`lateMs` 30 s). */
  used(what: 'segment' | 'key' | 'second', use: Use, lateMs: number): void;
  /** Keys left a node. */
  keyed(play: Play, screening: Screening, kids: readonly string[]): void;
  /** A device really showed this second of media time in this play. */
  shown(play: string, second: number): void;
  /** A device was told that its beat was taken. */
  acknowledged(play: string, sequence: number): void;
  /** To be called after every step. */
  check(): void;
}

export interface Use {
  readonly screening: Screening;
  readonly work: string;
  readonly height: number;
}

export function watchOver(world: World): Watch {
  const shownSeconds = new Map<string, Set<number>>();
  const accounted = new Map<string, { bySecond: Map<number, number>; totalMs: number }>();
  const leases = new Map<string, Lease[]>();
  const issues = new Map<string, KeyIssue>();
  let [receiptsSeen, issuesSeen] = [0, 0];

  const noteLease = (play: Play): void => {
    const lent = leases.get(play.id) ?? [];
    if (lent.at(-1)?.until !== play.lease.until) lent.push(play.lease);
    leases.set(play.id, lent);
    checkLimit(world, play.household);
  };

  return {
    used,
    keyed(play, screening, kids) {
      const at = world.time.now();
      if (play.device !== screening.id) throw new Violation('I1', `keys of ${play.id} given to ${screening.id}`);
      if (play.ended && at - play.ended.at > UNDER_WAY_MS)
        throw new Violation('I1', `keys of ${play.id} after its end`);
      for (const kid of kids) used('key', { screening, work: play.work, height: kid === 'hd' ? 1080 : 480 }, 0);
    },
    shown(play, second) {
      const seconds = shownSeconds.get(play) ?? new Set();
      shownSeconds.set(play, seconds.add(second));
    },
    acknowledged(play, sequence) {
      const stored = world.truth.plays.get(play);
      if (!stored || stored.heard.sequence < sequence) {
        throw new Violation('I8', `beat ${sequence} of ${play} was acknowledged and is not stored`);
      }
    },
    check() {
      for (const play of world.written.splice(0)) noteLease(play);
      for (; issuesSeen < world.truth.keyIssues.length; issuesSeen++) {
        const issue = world.truth.keyIssues[issuesSeen];
        if (issue) issues.set(issue.id, issue);
      }
      for (; receiptsSeen < world.truth.receipts.length; receiptsSeen++) {
        const receipt = world.truth.receipts[receiptsSeen];
        if (receipt) checkReceipt(receipt);
      }
    },
  };

  function used(what: string, { screening, work, height }: Use, lateMs: number): void {
    const at = world.time.now();
    const place = `${what} of ${work} at ${height} on ${screening.id}`;
    const { territory, screen, household } = screening;
    const windows = licensed(world.facts, { work, territory, screen, height });
    if (!touches(windows, at - lateMs, at)) throw new Violation('I1', `${place} outside every licence`);
    const paid = (world.held.get(household) ?? []).map((subscription) => subscription.window);
    if (!touches(paid, at - lateMs, at)) throw new Violation('I1', `${place} without a subscription`);
    const graceFrom = at - lateMs - GRACE_MS;
    const withdrawnThroughout = world.facts.withdrawals.some(
      ({ work: taken, window }) => taken === work && contains(window, at) && window.start < graceFrom,
    );
    if (withdrawnThroughout) throw new Violation('I1', `${place} too long after its withdrawal`);
    if (isWithdrawn(world.facts, work, at)) world.count('used within a minute of a withdrawal');
    const cancelled = world.cancelledAt.get(household) ?? Number.POSITIVE_INFINITY;
    if (cancelled < graceFrom) throw new Violation('I1', `${place} too long after the subscription was cancelled`);
    const removed = world.removedAt.get(screening.id) ?? Number.POSITIVE_INFINITY;
    if (removed < graceFrom) throw new Violation('I1', `${place} too long after the device was removed`);
  }

  function checkReceipt(receipt: Receipt): void {
    const fail = (why: string): never => {
      throw new Violation('I2', `receipt ${receipt.id} ${why}`);
    };
    const play = world.truth.plays.get(receipt.play) ?? fail('is of no play');
    if (receipt.id !== `${play.id}.${receipt.sequence}`) fail('is not named after its beat');
    if (receipt.device !== play.device) fail('names another device');

    const book = accounted.get(receipt.play) ?? { bySecond: new Map<number, number>(), totalMs: 0 };
    accounted.set(receipt.play, book);
    let sum = 0;
    for (const [from, to] of receipt.intervals) {
      sum += to - from;
      for (let second = Math.floor(from / SECOND_MS); second * SECOND_MS < to; second++) {
        const ms = Math.min(to, (second + 1) * SECOND_MS) - Math.max(from, second * SECOND_MS);
        const total = (book.bySecond.get(second) ?? 0) + ms;
        book.bySecond.set(second, total);
        if (total > SECOND_MS) fail(`counts second ${second} again`);
        if (!shownSeconds.get(receipt.play)?.has(second)) fail(`counts second ${second}, which was never shown`);
      }
    }
    if (sum !== receipt.watchedMs) fail('does not add up');
    book.totalMs += sum;

    const keyed = issues.get(receipt.keyIssue) ?? fail('names no key issue');
    if (keyed.play !== receipt.play) fail('names a key issue of another play');
    if (keyed.at > receipt.from) fail('counts time before the key');
    if (book.totalMs > receipt.to - keyed.at) fail('counts more than the clock');
    const lent = leases.get(receipt.play) ?? [];
    const covered = lent.some((lease) => lease.from <= receipt.from && receipt.to <= lease.until);
    if (!covered) fail('counts time under no lease');

    const facts = world.history.get(receipt.epoch) ?? fail('names no decision');
    const grant = facts.grants.find((one) => one.id === receipt.grant) ?? fail('names no grant');
    const { window } = grant;
    if (receipt.from < window.start || (window.end !== null && receipt.to > window.end)) fail('is outside its grant');
    if (!grant.territories.include.includes(receipt.territory)) fail('is outside the territory of its grant');
    if (!world.screenings.some((one) => one.id === receipt.device && one.territory === receipt.territory)) {
      fail('names a place where its device is not');
    }
    if (!(receipt.screen in grant.screens)) fail('is on a screen its grant does not name');
    if (isWithdrawn(facts, receipt.work, receipt.from)) fail('cites a decision that must have been no');
  }
}

function checkLimit(world: World, household: string): void {
  const at = world.time.now();
  const running = [...world.truth.unendedPlays.values()].filter(
    (play) => play.household === household && at < play.lease.until,
  );
  const limit = limitAround(world.limits.get(household) ?? [], Math.max(...running.map((play) => play.startedAt)));
  if (running.length > limit) throw new Violation('I3', `${household} runs ${running.length} streams of ${limit}`);
  if (running.length === limit) world.count('all streams of a household in use');
}

/** What runs goes on when the limit is lowered: it counts as it was when the newest of the plays was claimed. */
function limitAround(limits: readonly Limit[], startedAt: Instant): number {
  const held = limits.filter(({ since }, index) => {
    const until = limits[index + 1]?.since ?? Number.POSITIVE_INFINITY;
    return since <= startedAt + UNDER_WAY_MS && until > startedAt - UNDER_WAY_MS;
  });
  return Math.max(0, ...held.map(({ streams }) => streams));
}

/** Was any instant of [from, to] in one of the windows? */
const touches = (windows: readonly Window[], from: Instant, to: Instant): boolean =>
  windows.some((window) => window.start <= to && (window.end === null || from < window.end));
