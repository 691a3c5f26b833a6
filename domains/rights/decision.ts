/** What is asked of the rights index and what it answers. */
import type { FormatProfile, LanguageTerm, LicenseType, TrackKind } from '@duoping/avails';
import type { Instant, LanguageTag, Territory } from '@duoping/kit';
import type { DenialKind, Grant, Screen, Verb } from './grant.ts';

/**
 * One question. `licenseType`, `formatProfile`, `language` and `trackKind` match anything when absent;
 * `model` doesn't: what is limited to some models is refused to a screen that doesn't name its own.
 */
export interface RightsRequest {
  readonly work: string;
  readonly territory: Territory;
  readonly screen: Screen;
  readonly verb: Verb;
  readonly model?: string;
  readonly licenseType?: LicenseType;
  readonly formatProfile?: FormatProfile;
  readonly language?: LanguageTag;
  /** The track that `language` speaks of; absent: it is enough that either may be used. */
  readonly trackKind?: TrackKind;
}

/** A question about all works at once. */
export type ViewerContext = Omit<RightsRequest, 'work'>;

/** In the order they are told: a viewer hears the first, an operator all. */
export type DenyReason =
  | 'unknown-work'
  | `denied:${DenialKind}`
  | 'no-grant'
  | 'verb'
  | 'license-type'
  | 'territory'
  | 'screen'
  | 'waits-for-event'
  | 'not-yet'
  | 'ended'
  | 'format'
  | 'language';

/** What may be shown: profiles that are granted on this screen, and the tallest picture, in lines. */
export interface Quality {
  readonly formatProfiles: readonly FormatProfile[];
  readonly maxHeight: number;
}

/** Which tracks may be used. `allowed: null` means every language that is not held back. */
export interface Languages {
  readonly allowed: readonly LanguageTerm[] | null;
  readonly heldBack: readonly LanguageTerm[];
}

export type Decision =
  | {
      readonly allow: true;
      readonly epoch: number;
      /** Every grant that allows it, in the stated order of precedence. */
      readonly grants: readonly Grant[];
      readonly chosen: Grant;
      readonly quality: Quality;
      readonly languages: Languages;
      /** How many of a household's streams may run at once on such screens; null or absent where some grant sets no limit. */
      readonly concurrency?: number | null;
      /** The first instant after `at` at which any of this could differ; null is never. */
      readonly until: Instant | null;
    }
  | {
      readonly allow: false;
      readonly epoch: number;
      /** What the nearest miss fails, or what overrides; never empty. */
      readonly reasons: readonly DenyReason[];
      readonly nearestMiss: Grant | null;
      readonly until: Instant | null;
    };

/** What a grant costs the operator for this use, in integer minor units of one currency; supplied by deals. */
export type CostOf = (grant: Grant) => bigint;
