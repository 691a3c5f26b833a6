/** One pairing from request to token (RFC 8628), as pure steps over its state. Storage and the use cases stand elsewhere. */
import { type Id, type Instant, MINUTE_MS, SECOND_MS } from '@duoping/kit';
import type { UserCode } from './user-code.ts';

export const PAIRING_LIFETIME_MS = 10 * MINUTE_MS;
export const POLL_INTERVAL_SECONDS = 5;
/** RFC 8628 §3.5: what `slow_down` adds to the interval, for this and all later polls. */
const SLOW_DOWN_SECONDS = 5;
export const WRONG_ENTRIES_PER_CODE = 5;

export type PairingState =
  | { readonly kind: 'pending' }
  | { readonly kind: 'approved'; readonly household: Id<'household'>; readonly approver: string }
  | { readonly kind: 'denied' }
  | { readonly kind: 'used' };

export interface Pairing {
  /** SHA-256 of the device code, hex. */
  readonly deviceCodeHash: string;
  readonly userCode: UserCode;
  readonly model: string;
  readonly deviceName: string;
  readonly requestedAt: Instant;
  readonly expiresAt: Instant;
  readonly intervalSeconds: number;
  readonly polledAt: Instant | null;
  readonly wrongEntries: number;
  readonly state: PairingState;
}

/** The error codes of RFC 8628 §3.5 and RFC 6749 §5.2 that a polling device can hear. */
export const POLL_REFUSALS = [
  'authorization_pending',
  'slow_down',
  'expired_token',
  'access_denied',
  'invalid_grant',
  'invalid_client',
] as const;
export type PollRefusal = (typeof POLL_REFUSALS)[number];

export type PollAnswer =
  | { readonly kind: 'refused'; readonly reason: PollRefusal }
  | { readonly kind: 'granted'; readonly household: Id<'household'> };

export interface Step<Answer> {
  readonly next: Pairing;
  readonly answer: Answer;
}

/** The device asks. An approved pairing answers once and is used up by it. */
export function poll(pairing: Pairing, model: string, at: Instant): Step<PollAnswer> {
  const refused = (reason: PollRefusal, next: Pairing = pairing): Step<PollAnswer> => ({
    next,
    answer: { kind: 'refused', reason },
  });
  if (pairing.model !== model) return refused('invalid_client');
  if (pairing.state.kind === 'used') return refused('invalid_grant');
  if (at >= pairing.expiresAt) return refused('expired_token');
  const tooSoon = pairing.polledAt !== null && at - pairing.polledAt < pairing.intervalSeconds * SECOND_MS;
  if (tooSoon) {
    const intervalSeconds = pairing.intervalSeconds + SLOW_DOWN_SECONDS;
    return refused('slow_down', { ...pairing, polledAt: at, intervalSeconds });
  }
  const polled = { ...pairing, polledAt: at };
  if (pairing.state.kind === 'pending') return refused('authorization_pending', polled);
  if (pairing.state.kind === 'denied') return refused('access_denied', polled);
  return {
    next: { ...polled, state: { kind: 'used' } },
    answer: { kind: 'granted', household: pairing.state.household },
  };
}

export type EntryAnswer = 'accepted' | 'wrong-code';

/** What the viewer decides, once the code was entered. */
export type Entry = {
  readonly code: UserCode;
  readonly at: Instant;
  /** `look` changes nothing: the viewer is shown which device asks before saying yes. */
  readonly act: 'look' | 'deny' | { readonly household: Id<'household'>; readonly approver: string };
};

/** A viewer enters a code that begins like this pairing's. The fifth wrong end of a code denies the pairing for good. */
export function enterCode(pairing: Pairing, entry: Entry): Step<EntryAnswer> {
  if (entry.at >= pairing.expiresAt || pairing.state.kind !== 'pending') return { next: pairing, answer: 'wrong-code' };
  if (pairing.userCode !== entry.code) return { next: countWrong(pairing), answer: 'wrong-code' };
  if (entry.act === 'look') return { next: pairing, answer: 'accepted' };
  const state: PairingState = entry.act === 'deny' ? { kind: 'denied' } : { kind: 'approved', ...entry.act };
  return { next: { ...pairing, state }, answer: 'accepted' };
}

function countWrong(pairing: Pairing): Pairing {
  const wrongEntries = pairing.wrongEntries + 1;
  return wrongEntries >= WRONG_ENTRIES_PER_CODE
    ? { ...pairing, wrongEntries, state: { kind: 'denied' } }
    : { ...pairing, wrongEntries };
}
