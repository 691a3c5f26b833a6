/** This room's store in memory, for tests and the simulation. Each act is atomic, as the real one's transaction is. */
import { asId, MINUTE_MS, ok, refuse, SECOND_MS } from '@duoping/kit';
import type { Receipt } from '#evidence';
import type { Play } from './play.ts';
import type { KeyIssue, PlayStore } from './ports.ts';
import { type ResumeMark, takesMark } from './resume.ts';

export interface MemoryPlays extends PlayStore {
  /** What is in the store, for those who check it from outside. */
  readonly plays: ReadonlyMap<string, Play>;
  readonly unendedPlays: ReadonlyMap<string, Play>;
  readonly receipts: readonly Receipt[];
  readonly keyIssues: readonly KeyIssue[];
}

/** `noticed` hears of each play that was written, at once. */
export function memoryPlays(noticed: (play: Play) => void = () => {}): MemoryPlays {
  const plays = new Map<string, Play>();
  const unended = new Map<string, Play>();
  const receipts: Receipt[] = [];
  const keyIssues: KeyIssue[] = [];
  const marks = new Map<string, ResumeMark>();
  const forgotten = new Set<string>();
  const put = (play: Play) => {
    plays.set(play.id, play);
    if (play.ended) unended.delete(play.id);
    else unended.set(play.id, play);
    noticed(play);
  };
  const end = (play: Play, reason: 'replaced' | 'lease-expired' | 'continued-elsewhere', at: number) =>
    put({ ...play, ended: { at, reason }, version: play.version + 1 });
  return {
    plays,
    unendedPlays: unended,
    receipts,
    keyIssues,
    claim: async ({ play, limit, lapsed, keyIssue }) => {
      const others = [...unended.values()].filter((other) => other.household === play.household);
      for (const other of others) {
        if (other.lease.until <= lapsed) end(other, 'lease-expired', other.lease.until);
        else if (other.device === play.device) end(other, 'replaced', play.startedAt);
      }
      const left = others.filter((other) => unended.has(other.id));
      const holding = left.filter((other) => other.id !== play.from);
      if (holding.length >= limit) return refuse(holding);
      const { contract, concurrency = Number.POSITIVE_INFINITY } = play.permission;
      const alike = holding.filter((other) => other.screen === play.screen && other.permission.contract === contract);
      if (alike.length >= concurrency) return refuse(alike);
      for (const source of left) if (source.id === play.from) end(source, 'continued-elsewhere', play.startedAt);
      put(play);
      if (keyIssue) keyIssues.push(keyIssue);
      return ok(null);
    },
    byId: async (play) => plays.get(play),
    write: async ({ play, receipt, keyIssue, resume }) => {
      const stored = plays.get(play.id);
      if (!stored || stored.ended || stored.version !== play.version - 1) return false;
      put(play);
      if (receipt) receipts.push(receipt);
      if (keyIssue) keyIssues.push(keyIssue);
      if (resume && !forgotten.has(resume.profile)) {
        const key = markKey(resume.profile, resume.work);
        if (takesMark(marks.get(key), resume)) marks.set(key, markOf(resume));
      }
      return true;
    },
    worksPlaying: async () => [...new Set([...unended.values()].map((play) => play.work))].sort(),
    unended: async (of) =>
      [...unended.values()]
        .filter((play) =>
          'work' in of
            ? play.work === of.work
            : 'device' in of
              ? play.device === of.device
              : play.household === of.household,
        )
        .sort((a, b) => a.startedAt - b.startedAt),
    endLapsed: async (before) => {
      const lapsed = [...unended.values()].filter((play) => play.lease.until <= before);
      for (const play of lapsed) end(play, 'lease-expired', play.lease.until);
      return lapsed.length;
    },
    resumeMark: async (profile, work) => marks.get(markKey(profile, work)),
    forgetMarks: async (profile) => {
      forgotten.add(profile);
      for (const [key, mark] of marks) if (mark.profile === profile) marks.delete(key);
    },
    resumeMarks: async (profile, most) =>
      [...marks.values()]
        .filter((mark) => mark.profile === profile)
        .sort((a, b) => b.at - a.at)
        .slice(0, most),
    receiptsOf: async (play) => receipts.filter((receipt) => receipt.play === play),
  };
}

const markKey = (profile: string, work: string): string => JSON.stringify([profile, work]);

const markOf = ({ profile, work, play, playStartedAt, positionMs, durationMs, at }: ResumeMark): ResumeMark => ({
  profile,
  work,
  play,
  playStartedAt,
  positionMs,
  durationMs,
  at,
});

const START = Date.UTC(2026, 10, 22, 18);
let made = 0;

/** A play of a household and device that no other test has, unless told otherwise. */
export function somePlay(changes: Partial<Play> = {}): Play {
  const n = ++made;
  return {
    id: asId(`play-${n}`),
    household: asId(`household-${n}`),
    pseudonym: `pseudonym-${n}`,
    profile: asId(`profile-${n}`),
    device: asId(`device-${n}`),
    model: 'tv-55',
    screen: 'tv',
    territory: 'CN',
    work: `work-${n}`,
    durationMs: 90 * MINUTE_MS,
    startedAt: START,
    permission: {
      grant: 'grant',
      alid: 'alid',
      partner: 'partner',
      contract: 'contract',
      contractVersion: 3,
      delivery: 'delivery',
      place: { sheet: 'Movies', row: 4, column: 'ALID' },
      licenseType: 'SVOD',
      entitlement: 'subscription',
      epoch: 7,
      until: START + MINUTE_MS,
      maxHeight: 1080,
      asset: 'asset',
      tracks: ['v1080', 'zh'],
    },
    lease: { from: START, until: START + 45 * SECOND_MS },
    key: null,
    heard: { sequence: 0, at: START, positionMs: 0, creditMs: 0, accounted: [] },
    ended: null,
    version: 1,
    ...changes,
  };
}
