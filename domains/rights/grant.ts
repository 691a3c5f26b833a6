/** A grant: one clause under one contract's terms, with its window resolved. What the decision is made of. */
import type { FormatProfile, LanguageTerm, LicenseType, Place, PriceTerm } from '@duoping/avails';
import type { Instant, TerritorySet, Window } from '@duoping/kit';

export type Screen = 'stb' | 'tv' | 'phone' | 'tablet' | 'web';
export const SCREENS: readonly Screen[] = ['stb', 'tv', 'phone', 'tablet', 'web'];

export type Verb = 'list' | 'stream' | 'download' | 'cast' | 'preorder' | 'rent' | 'buy' | 'play-owned';
export const VERBS: readonly Verb[] = ['list', 'stream', 'download', 'cast', 'preorder', 'rent', 'buy', 'play-owned'];

/** What a contract allows on one kind of screen. A screen that a contract doesn't name is not granted. */
export interface ScreenTerms {
  /** The tallest picture allowed, in lines; absent means as the avail's format profile says. */
  readonly maxHeight?: number;
  /** Device models this is limited to; absent means every model. A question without a model is then refused. */
  readonly models?: readonly string[];
  readonly download?: boolean;
  readonly cast?: boolean;
  /** How many of a household's streams may run at once under this contract on such screens; absent: no limit of its own. */
  readonly concurrency?: number;
}

/** What a sale or rental says of playing what was acquired, after its own window has closed too. */
export interface OwnedTerms {
  /** ISO 8601: a rental must be started within this of its purchase. */
  readonly rentalDuration?: string;
  /** ISO 8601: once started, a rental can be watched for this long. */
  readonly watchDuration?: string;
  /** Nothing that was acquired plays from here on; may lie after the window's end. */
  readonly fixedEnd?: Instant;
  /** What was ordered in advance plays from here on. */
  readonly fulfillFrom?: Instant;
}

/** What a bound of a window hangs on: an event in the place, and how far from it. */
export interface EventWait {
  /** As the avail writes it: `Theatrical`, `Broadcast`, `ESTStart`. */
  readonly event: string;
  /** Signed ISO 8601. */
  readonly lag?: string;
}

export interface Grant {
  /** Content hash of everything below but `knownFrom` and `knownTo`. */
  readonly id: string;
  readonly partner: string;
  readonly contract: string;
  readonly contractVersion: number;
  /** SHA-256 of the delivered file, and the place in it. */
  readonly delivery: string;
  readonly place: Place;
  readonly clause: string;
  /** The catalog's work; without a catalog, the ALID. */
  readonly work: string;
  readonly alid: string;
  /** The edit, where the clause names one. */
  readonly editId?: string;
  readonly licenseType: LicenseType;
  readonly verbs: readonly Verb[];
  readonly territories: TerritorySet;
  readonly screens: Readonly<Partial<Record<Screen, ScreenTerms>>>;
  readonly window: Window;
  /** POEST: listed from here to the window's end; orders are taken in `window`. Absent: listed as the window says. */
  readonly listedFrom?: Instant;
  /** True when the end is a condition that has no date yet: the window stands open and should be looked at. */
  readonly endUnresolved?: boolean;
  /** The event that the end waits for, where that is why it has no date. */
  readonly endWaits?: EventWait;
  /**
   * Not granted yet: what must be dated first. Such a grant's window holds no instant and no index allows anything by it;
   * it is kept so that a denial can say what is waited for.
   */
  readonly waits?: readonly EventWait[];
  readonly formatProfile: FormatProfile;
  /** The partner's rules let a taller row grant the lower pictures of its kind too: HD also SD. */
  readonly impliesLower?: boolean;
  readonly allowedLanguages: readonly LanguageTerm[];
  readonly heldBackLanguages: readonly LanguageTerm[];
  readonly price?: PriceTerm;
  /** Sales and rentals: the clock of what was acquired. Absent: the grant limits nothing. */
  readonly owned?: OwnedTerms;
  /** HDR, WCG, HFR and NGAudio as the avail writes them. What isn't named is agreed bilaterally, not forbidden. */
  readonly formatAttributes?: Readonly<Record<string, string>>;
  /** The partner claims that nobody else has this. Never changes a decision; see `conflicts`. */
  readonly exclusive?: boolean;
  /** Given through a product that holds this work: the season, volume or bundle whose row it is. */
  readonly within?: string;
  /** Transaction time, half-open: the grant was known from here until there. */
  readonly knownFrom: Instant;
  readonly knownTo: Instant | null;
}

export type DenialKind = 'takedown' | 'embargo' | 'suspension' | 'clearance' | 'rating' | 'quarantine';

/** Overrides every grant it touches. A member of `scope` that is absent touches everything. */
export interface Denial {
  readonly id: string;
  readonly kind: DenialKind;
  readonly scope: {
    readonly work?: string;
    readonly partner?: string;
    readonly contract?: string;
    readonly territories?: TerritorySet;
    readonly screens?: readonly Screen[];
    readonly verbs?: readonly Verb[];
  };
  readonly window: Window;
  /** Who asked for it: a partner, a court, an integration platform. */
  readonly authority: string;
  readonly case?: string;
  /** Transaction time as of a grant; absent: known since ever, and still. */
  readonly knownFrom?: Instant;
  readonly knownTo?: Instant | null;
}

/** A contract's terms as far as rights are concerned. Money stands in deals. */
export interface ContractTerms {
  readonly id: string;
  readonly version: number;
  readonly partner: string;
  readonly window: Window;
  /** Absent: as the avails say. Otherwise an avail counts only where both cover. */
  readonly territories?: TerritorySet;
  readonly licenseTypes?: readonly LicenseType[];
  readonly screens: Readonly<Partial<Record<Screen, ScreenTerms>>>;
}

/** How a partner's files are to be read where the standard leaves it open. */
export interface PartnerRules {
  /** `2026-12-31` as an end: the whole day counts (true) or it ends as the day begins (false). */
  readonly endDateInclusive: boolean;
  /** Zone of dates and times that carry none: UTC, one IANA zone, or the first zone of each territory. */
  readonly zone: 'utc' | 'first-of-territory' | { readonly fixed: string };
  /** An HD row also grants SD. */
  readonly impliesLower: boolean;
  /**
   * A row of a season, volume or bundle also speaks of its members, and is sold only while they are. Absent: it speaks
   * of the product alone, and every episode needs a row of its own.
   */
  readonly includesMembers?: boolean;
  /** An allowed variety of a language allows all of it: `es-419` also `es`. Absent: no. */
  readonly widensLanguages?: boolean;
  /** What a file replaces of what is known: all of its ALIDs, or of each only the edit and the territories it speaks of. Absent: `alid`. */
  readonly replaces?: 'alid' | 'edit-territory';
  /** Each delivery is the partner's whole catalog, so that a title it leaves out ends. Absent: no. */
  readonly wholeCatalog?: boolean;
}
