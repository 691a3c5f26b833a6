/** Why a play may not start or has ended. In the order they are told: a viewer hears the first that applies. */
import type { Instant } from '@duoping/kit';
import type { DenyReason } from '#rights';

/** What stands in the way before or beside the rights decision. */
const OWN_REASONS = [
  'malformed',
  'unknown-play',
  'clock-untrusted',
  'rights-unconfirmed',
  'device-removed',
  'unknown-territory',
  'unknown-profile',
  'no-entitlement',
  'not-ready',
  'stream-limit',
  'no-key',
  'lease-expired',
  'stopped',
  'stopped-elsewhere',
  'continued-elsewhere',
  'replaced',
] as const;

const DENY_REASONS = {
  'unknown-work': true,
  'denied:takedown': true,
  'denied:embargo': true,
  'denied:suspension': true,
  'denied:clearance': true,
  'denied:rating': true,
  'denied:quarantine': true,
  'no-grant': true,
  verb: true,
  'license-type': true,
  territory: true,
  screen: true,
  'waits-for-event': true,
  'not-yet': true,
  ended: true,
  format: true,
  language: true,
} as const satisfies Record<DenyReason, true>;

export type PlayReason = (typeof OWN_REASONS)[number] | DenyReason;

export const PLAY_REASONS: readonly PlayReason[] = [
  ...OWN_REASONS,
  ...(Object.keys(DENY_REASONS) as DenyReason[]), // `satisfies` above makes the keys exactly these
];

/** An expected no. `reasons` holds all that apply, `reason` the first; `until` is when the answer may change. */
export interface Refusal {
  readonly reason: PlayReason;
  readonly reasons: readonly PlayReason[];
  readonly until: Instant | null;
}

export const because = (reason: PlayReason, until: Instant | null = null): Refusal => ({
  reason,
  reasons: [reason],
  until,
});

/** Nothing is wrong with the play: this node can't answer now, and another or a later try may. */
export const isPassing = (reason: PlayReason): boolean =>
  reason === 'clock-untrusted' || reason === 'rights-unconfirmed';
