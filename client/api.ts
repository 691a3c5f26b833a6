/** The words of the HTTP contract that viewers' screens speak: the generated types by their names, and why the server refuses. */
import type { DenyReason } from '@duoping/rights';
import type { components, paths } from './schema.ts';

/** Languages the screens speak themselves. Titles come in the language asked for. */
export type UiLanguage = 'zh-CN' | 'en';

/** A reason that the decision gains is a compile error here until the screens can say it. */
const DENY = {
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
} satisfies Record<DenyReason, true>;

/** Why the rights decision says no, in the order a viewer is told. */
export const DENY_REASONS = Object.keys(DENY) as readonly DenyReason[]; // keys come in the order written

/** Why a play cannot start or go on although the rights may be there, and what only the screen itself can notice. */
export const PLAY_REASONS = [
  'no-entitlement',
  'stream-limit',
  'not-ready',
  'unknown-territory',
  'lease-expired',
  'device-removed',
  'stopped-elsewhere',
  'continued-elsewhere',
  'unknown-profile',
  'offline',
  'media-failed',
  'no-protection',
  'unexpected',
] as const;

export type Reason = DenyReason | (typeof PLAY_REASONS)[number];

const KNOWN: readonly string[] = [...DENY_REASONS, ...PLAY_REASONS];

/** A reason this version doesn't know is still a refusal: it reads as `unexpected`. */
export const readReason = (text: unknown): Reason =>
  typeof text === 'string' && KNOWN.indexOf(text) >= 0 ? (text as Reason) : 'unexpected'; // just found in the list

type Answer<Path extends keyof paths, Method extends keyof paths[Path]> = paths[Path][Method] extends {
  responses: { 200: { content: { 'application/json': infer Body } } };
}
  ? Body
  : never;

/** Who is watching: what the server sends to a paired device about itself. */
export type Me = Answer<'/api/me', 'get'>;
/** The household's profiles, in the order they were made. */
export type Profiles = Answer<'/api/profiles', 'get'>;
export type Profile = Profiles['profiles'][number];
export type Home = Answer<'/api/home', 'get'>;
export type Rail = Home['rails'][number];
export type Card = Rail['cards'][number];
export type SearchAnswer = Answer<'/api/search', 'get'>;
/** A title that was found, with how it was met. */
export type FoundTitle = SearchAnswer['titles'][number];
export type Title = Answer<'/api/titles/{work}', 'get'>;
export type Play = components['schemas']['Play'];
/** What a screen of the household plays now. */
export type HouseholdPlay = Answer<'/api/household/plays', 'get'>['plays'][number];
/** Another screen of the household, and why a play can't go there. */
export type OtherScreen = Answer<'/api/plays/{id}/screens', 'get'>['screens'][number];
/** What another screen wants this one to do with its play. */
export type Order = Answer<'/api/plays/{id}/orders', 'get'>['orders'][number];
export type Lease = components['schemas']['Lease'];
export type DeviceCode = Answer<'/api/device_authorization', 'post'>;

/** Half-open stretch of media time that was really shown, in seconds. */
export type Watched = readonly [fromSeconds: number, toSeconds: number];

export interface Heartbeat {
  /** Counts up from 1; a repeat of the same number is the same heartbeat. */
  readonly sequence: number;
  readonly state: 'playing' | 'paused';
  readonly positionSeconds: number;
  readonly watched: readonly Watched[];
}

export interface OtherPlay {
  readonly playId: string;
  readonly deviceName: string;
  readonly title: string;
}

/** A call that was refused. `status` 0 means that no answer came. */
export interface Refusal {
  readonly reason: Reason;
  readonly status: number;
  readonly until: string | null;
  /** With `stream-limit`: who is using the streams. With `continued-elsewhere`: where the play went on. */
  readonly others: readonly OtherPlay[];
}
