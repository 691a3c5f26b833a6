/** Keeps one play allowed: heartbeats with what was watched, the newest media token, and the end when it comes. */
import type { Heartbeat, Lease, OtherPlay, Play, Reason } from '../api.ts';
import type { Calls } from '../calls.ts';
import type { Cancel, Timers } from '../timers.ts';
import { EMPTY_LOG, observe, type Sample, take, type WatchLog } from './watched.ts';

export interface SessionPorts {
  readonly calls: Pick<Calls, 'heartbeat' | 'stopPlay'>;
  readonly timers: Timers;
  /** Server time less this screen's time, milliseconds. */
  readonly serverAheadMs: number;
  /** How long the first heartbeat leaves manifest, keys and the first segments the way. Default 0. */
  readonly firstBeatMs?: number;
  /** Called once: the picture must stop now, and this is why. */
  readonly onEnd: (reason: Reason, others: readonly OtherPlay[]) => void;
  /** The allowance was renewed: `until` may have moved. */
  readonly onRenewed?: (lease: Lease) => void;
}

export interface PlaySession {
  /** The newest token for segments. */
  mediaToken(): string;
  /** Tells where the playhead is; call about four times a second while anything moves, and at every change. */
  observe(sample: Omit<Sample, 'atMs'>): void;
  /** Something changed that other screens show: the next heartbeat comes soon. */
  tell(): void;
  /** The viewer leaves. Sends what was watched and lets the stream go; resolves when the server knows or was not to be reached. */
  stop(): Promise<void>;
}

const RETRY_FIRST_MS = 1_000;
const RETRY_MOST_MS = 8_000;
/** Presses that follow each other closely are told in one heartbeat. */
const TELL_MS = 400;
/** The server ends a lease before the right by what its clock may be wrong: then it is the right that has ended. */
const CLOCK_ERROR_MS = 2500;
/** However late the first heartbeat may be, it comes well before the lease ends. */
const FIRST_BEAT_SHARE = 1 / 3;

export function startSession(play: Play, ports: SessionPorts): PlaySession {
  const { timers, calls, firstBeatMs = 0 } = ports;
  let log: WatchLog = EMPTY_LOG;
  let unanswered: Heartbeat | null = null;
  let sequence = 0;
  let over = false;
  let asking = false;
  let token = play.mediaToken;
  let leaseEndMs = Math.min(timers.now() + play.leaseSeconds * 1000, localMs(play.leaseUntil) ?? timers.now());
  let rightEndMs = localMs(play.until);
  let cancelBeat: Cancel = () => {};
  let cancelEnd: Cancel = () => {};

  /** An RFC 3339 server time on this screen's clock; null stays null. A time that can't be read has already passed. */
  function localMs(time: string | null): number | null {
    if (time === null) return null;
    const at = Date.parse(time);
    return (Number.isNaN(at) ? 0 : at) - ports.serverAheadMs;
  }

  const end = (reason: Reason, others: readonly OtherPlay[] = []) => {
    if (over) return;
    finish();
    ports.onEnd(reason, others);
  };
  const finish = () => {
    over = true;
    cancelBeat();
    cancelEnd();
  };

  /** A heartbeat without an answer is sent again just as it was, so the server counts it once. */
  const nextBeat = (): Heartbeat => {
    if (unanswered) return unanswered;
    const { watched, rest } = take(log);
    log = rest;
    sequence += 1;
    const state = log.last?.moving ? 'playing' : 'paused';
    unanswered = { sequence, state, positionSeconds: position(), watched };
    return unanswered;
  };
  const position = () => log.last?.positionSeconds ?? play.positionSeconds;

  const beat = (retryMs: number) => {
    cancelBeat();
    asking = true;
    void calls.heartbeat(play.id, nextBeat()).then((answer) => {
      asking = false;
      if (over) return;
      if (answer.ok) return renew(answer.value);
      const { status, reason, others } = answer.reason;
      if (status === 410 || status === 401 || status === 403 || status === 404) return end(reason, others);
      cancelBeat = timers.after(retryMs, () => beat(Math.min(retryMs * 2, RETRY_MOST_MS)));
    });
  };
  const renew = (lease: Lease) => {
    unanswered = null;
    token = lease.mediaToken;
    leaseEndMs = localMs(lease.leaseUntil) ?? timers.now();
    rightEndMs = localMs(lease.until);
    ports.onRenewed?.(lease);
    watchEnd();
    plan(lease.heartbeatSeconds * 1000);
  };
  /** The next beat comes at its time, or just when the right may change, so that the reason is heard at once. */
  const plan = (everyMs: number) => {
    const toRightEnd = rightEndMs === null ? everyMs : rightEndMs - timers.now() + 50;
    const waitMs = toRightEnd > 0 ? Math.min(everyMs, toRightEnd) : everyMs;
    cancelBeat = timers.after(waitMs, () => beat(RETRY_FIRST_MS));
  };
  const watchEnd = () => {
    cancelEnd();
    cancelEnd = timers.after(leaseEndMs - timers.now(), () =>
      end(rightEndMs !== null && rightEndMs - timers.now() <= CLOCK_ERROR_MS ? 'ended' : 'lease-expired'),
    );
  };

  watchEnd();
  if (firstBeatMs > 0) plan(Math.min(firstBeatMs, play.leaseSeconds * 1000 * FIRST_BEAT_SHARE));
  else beat(RETRY_FIRST_MS);
  return {
    mediaToken: () => token,
    observe: (sample) => {
      if (!over) log = observe(log, { ...sample, atMs: timers.now() });
    },
    tell: () => {
      // Before the first heartbeat nothing was told yet, and one that failed is being told again.
      if (over || asking || sequence === 0 || unanswered) return;
      cancelBeat();
      cancelBeat = timers.after(TELL_MS, () => beat(RETRY_FIRST_MS));
    },
    stop: async () => {
      if (over) return;
      finish();
      if (unanswered) await calls.heartbeat(play.id, unanswered);
      const { watched } = take(log);
      await calls.stopPlay(play.id, { sequence: sequence + 1, positionSeconds: position(), watched });
    },
  };
}
