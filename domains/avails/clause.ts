/** The one model that every grammar is read into: an avail, normalised, before any contract term. */
import type { Instant, LanguageTag, Territory } from '@duoping/kit';
import type { Description } from './description.ts';
import type { AlidExperience } from './mec/manifest.ts';
import type { Place } from './place.ts';

export type { Place } from './place.ts';

/** EMA's license types, with AVOD and FVOD as accepted extensions; TVOD is read as VOD. */
export type LicenseType = 'SVOD' | 'AVOD' | 'FVOD' | 'VOD' | 'EST' | 'POEST' | 'Pre-Release' | 'Library';

export type FormatProfile = 'SD' | 'HD' | 'UHD' | '3D' | '3DSD' | '3DHD' | '3DUHD';

export type WorkType =
  | 'Movie'
  | 'Short'
  | 'Season'
  | 'Episode'
  | 'Series'
  | 'Volume'
  | 'Collection'
  | 'Supplemental'
  | 'Promotion';

/** What the row asks for: a full picture of its scope, its removal, or a change of one avail. */
export type EntryType = 'Full Extract' | 'Full Delete' | 'Create' | 'Update' | 'Delete';

/** One end of a window as the partner wrote it; partner rules and the calendar of events turn it into an instant. */
export type Bound =
  | { readonly kind: 'instant'; readonly at: Instant }
  /** A calendar date without time or zone, `YYYY-MM-DD`. */
  | { readonly kind: 'date'; readonly date: string }
  /** A date and time without a zone, `YYYY-MM-DDTHH:MM:SS`. */
  | { readonly kind: 'local'; readonly dateTime: string }
  /** An event (`ESTStart`, `Theatrical`, …) and a signed ISO 8601 lag. */
  | { readonly kind: 'condition'; readonly condition: string; readonly lag?: string }
  | { readonly kind: 'open' }
  | { readonly kind: 'immediate' };

export type TrackKind = 'audio' | 'subtitle';

/** A language range with the kinds of track it speaks of: `es:subdub`, `fr-CA:sub`. No suffix means both. */
export interface LanguageTerm {
  readonly range: LanguageTag;
  readonly kinds: readonly TrackKind[];
}

export interface PriceTerm {
  readonly type: string;
  readonly value: string;
  readonly currency?: string;
}

/** One avail × territory × license type × format profile × window, as one partner delivered it. */
export interface Clause {
  /** SHA-256 of everything below but `place`, `issueDate` and `aside`: the same offer has the same id wherever it stands. */
  readonly id: string;
  readonly place: Place;
  /** When the partner issued this, as it wrote it (Avails XML: Disposition/IssueDate). */
  readonly issueDate?: string;
  readonly entryType: EntryType;
  readonly alid: string;
  readonly editId?: string;
  readonly contentId?: string;
  readonly workType: WorkType;
  readonly title: string;
  readonly internalTitle?: string;
  readonly seriesId?: string;
  readonly seasonId?: string;
  readonly seriesTitle?: string;
  readonly seasonNumber?: string;
  readonly episodeNumber?: string;
  readonly bundledAlids: readonly string[];
  readonly licenseType: LicenseType;
  readonly licensee?: string;
  readonly territories: readonly Territory[];
  readonly excludedTerritories: readonly Territory[];
  readonly start: Bound;
  readonly end: Bound;
  /** ISO 8601; the window closes at the earlier of `end` and start + this. */
  readonly windowDuration?: string;
  readonly formatProfile: FormatProfile;
  readonly formatAttributes: Readonly<Record<string, string>>;
  readonly allowedLanguages: readonly LanguageTerm[];
  readonly heldBackLanguages: readonly LanguageTerm[];
  readonly assetLanguages: readonly LanguageTerm[];
  readonly requiredLanguages: readonly LanguageTerm[];
  readonly price?: PriceTerm;
  readonly announce?: Bound;
  readonly suppressionLift?: Bound;
  readonly preOrderFulfill?: Bound;
  /** ISO 8601 durations of a rental: until it must be started, and once it is. */
  readonly rentalDuration?: string;
  readonly watchDuration?: string;
  readonly fixedEnd?: Bound;
  readonly download?: string;
  readonly exclusive?: boolean;
  readonly titleStatus?: string;
  readonly exceptionFlag: boolean;
  readonly contractId?: string;
  readonly availId?: string;
  readonly rating?: { readonly system: string; readonly value: string; readonly reason?: string };
  readonly releaseYear?: string;
  readonly runTimeSeconds?: number;
  /** Columns and elements that the model has no member for, by their own name. */
  readonly extra: Readonly<Record<string, string>>;
  /** What only this file's format can say, by its path: kept, so that nothing is lost, and no part of the offer. */
  readonly aside?: Readonly<Record<string, string>>;
}

export type Severity = 'error' | 'warning' | 'notice';

/** Something a partner should know about one place of its delivery. */
export interface Finding {
  readonly severity: Severity;
  /** Stable, kebab-case: `end-before-start`. */
  readonly code: string;
  readonly message: string;
  readonly where: Place;
  readonly value?: string;
}

/** What one file says. Rows with an error have no clause; the others stand. */
export interface Reading {
  readonly file: string;
  readonly format:
    | 'avails-xlsx'
    | 'avails-csv'
    | 'avails-xml'
    | 'avails-json'
    | 'adi'
    | 'c2'
    | 'mrss'
    | 'mec'
    | 'mmc'
    | 'unknown';
  readonly version: string;
  readonly clauses: readonly Clause[];
  /** What the works are called and about, where the format says so. */
  readonly descriptions?: readonly Description[];
  /** Which files an ALID opens (manifests). */
  readonly experiences?: readonly AlidExperience[];
  readonly findings: readonly Finding[];
}
