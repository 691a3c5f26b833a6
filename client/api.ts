/** The words of the HTTP contract that viewers' screens speak: what the server sends and why it refuses. No calls. */
import type { DenyReason, Screen } from '@duoping/rights';

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

export interface Me {
  readonly household: { readonly id: string; readonly name: string };
  readonly device: { readonly id: string; readonly name: string; readonly model: string; readonly screen: Screen };
  readonly profile: { readonly id: string; readonly name: string; readonly language: string };
  readonly territory: string;
  readonly brand: { readonly name: string };
  /** RFC 3339; lets a screen with a wrong clock tell how far it is off. */
  readonly serverTime: string;
}

export interface Card {
  readonly work: string;
  readonly title: string;
  readonly otherTitle: string | null;
  readonly synopsis: string;
  readonly year: number | null;
  readonly durationSeconds: number;
  readonly formatProfile: 'SD' | 'HD' | 'UHD';
  readonly rating: string | null;
  readonly partner: string;
  /** RFC 3339; null is no known end. */
  readonly availableUntil: string | null;
  /** 0..1; null when never started. */
  readonly progress: number | null;
  /** A study made for demonstration, not the film of that name. */
  readonly illustrative: boolean;
  /** False while its media is still being prepared. */
  readonly ready: boolean;
  readonly poster: string;
  readonly wide: string;
}

export interface Rail {
  readonly id: string;
  readonly title: string;
  readonly cards: readonly Card[];
}

export interface Home {
  readonly rails: readonly Rail[];
  /** RFC 3339: from here on the page may differ; null is never. */
  readonly until: string | null;
}

export interface Title extends Card {
  readonly audioLanguages: readonly string[];
  readonly subtitleLanguages: readonly string[];
  readonly positionSeconds: number;
  readonly credits: string | null;
  readonly licenseTypes: readonly string[];
}

export interface Track {
  readonly language: string;
  readonly label: string;
}

export interface Play {
  readonly id: string;
  readonly work: string;
  readonly title: string;
  readonly otherTitle: string | null;
  readonly positionSeconds: number;
  readonly durationSeconds: number;
  readonly dash: string;
  readonly hls: string;
  readonly clearKey: string;
  /** At most 60 s old; each heartbeat brings a fresh one. */
  readonly mediaToken: string;
  readonly heartbeatSeconds: number;
  readonly until: string | null;
  readonly formatProfile: 'SD' | 'HD' | 'UHD';
  /** The tallest picture allowed, in lines. */
  readonly maxHeight: number;
  /** True when the screen, not the source, is what limits the picture. */
  readonly cappedByScreen: boolean;
  readonly audio: readonly Track[];
  readonly text: readonly Track[];
}

/** Half-open stretch of media time that was really shown, in seconds. */
export type Watched = readonly [fromSeconds: number, toSeconds: number];

export interface Heartbeat {
  /** Counts up from 1; a repeat of the same number is the same heartbeat. */
  readonly sequence: number;
  readonly state: 'playing' | 'paused';
  readonly positionSeconds: number;
  readonly watched: readonly Watched[];
}

export interface Lease {
  readonly leaseUntil: string;
  readonly mediaToken: string;
  readonly heartbeatSeconds: number;
  readonly until: string | null;
}

export interface DeviceCode {
  readonly device_code: string;
  readonly user_code: string;
  readonly verification_uri: string;
  readonly verification_uri_complete: string;
  readonly expires_in: number;
  readonly interval?: number;
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
  /** With `stream-limit`: who is using the streams. */
  readonly others: readonly OtherPlay[];
}
