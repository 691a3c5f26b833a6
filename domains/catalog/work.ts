/** Works, and what partners say of them. A work is one film for many partners' offers. */
import type { Id } from '@duoping/kit';

export type WorkId = Id<'Work'>;

/** One partner's offer of a title, as it names it. */
export interface Offer {
  readonly partner: string;
  readonly alid: string;
  /** EIDR in its canonical form, when the partner gave one: offers with one EIDR are one work. */
  readonly eidr?: string;
}

/** BCP 47 for a name whose language nobody told: what an avail calls its title. */
export const UNDETERMINED = 'und';

/** Where a title stands in a series, as one partner tells it. */
export interface SeriesPlace {
  /** Names the series: two partners' episodes are of one when they give it one EIDR, else each partner's are its own. */
  readonly series: string;
  readonly season: number | null;
  readonly episode: number | null;
  /** A season or a volume that is sold as a whole belongs to the series and is no episode of it. */
  readonly isEpisode: boolean;
}

/** What one partner says of its title in one language. Kept per partner: nobody can rename another's title. */
export interface Description {
  readonly partner: string;
  readonly alid: string;
  readonly language: string;
  readonly title: string;
  readonly synopsis: string;
  readonly year: number | null;
  readonly rating: string | null;
  readonly genres: readonly string[];
  /** Attribution that must show wherever the title does. */
  readonly credits: string | null;
  readonly illustrative: boolean;
  /** Told by avails, which have no language; absent of a single film. */
  readonly place?: SeriesPlace;
  /** What the series is called in this language. */
  readonly seriesTitle?: string;
}

export type ArtworkKind = 'poster' | 'wide';

/** A picture of a title: its content address in the object store, and its media type. */
export interface Artwork {
  readonly partner: string;
  readonly alid: string;
  readonly kind: ArtworkKind;
  readonly sha256: string;
}

export interface WorkEntry {
  readonly id: WorkId;
  readonly offers: readonly Offer[];
  readonly descriptions: readonly Description[];
  readonly artwork: readonly Artwork[];
}

/** Words and pictures of some of one partner's titles. */
export interface Said {
  readonly descriptions: readonly Description[];
  readonly artwork: readonly Artwork[];
}

/** What the catalog needs kept. */
export interface CatalogStore {
  /** The work of each offer; a work is made for an offer that has none. */
  matchWorks(offers: readonly Offer[], newId: () => WorkId): Promise<ReadonlyMap<string, WorkId>>;
  /** The works that these offers have or would join; without those that would start a work of their own. */
  knownWorks(offers: readonly Offer[]): Promise<ReadonlyMap<string, WorkId>>;
  /** Which of these ALIDs the partner has delivered before. */
  knownAlids(partner: string, alids: readonly string[]): Promise<ReadonlySet<string>>;
  describe(descriptions: readonly Description[]): Promise<void>;
  illustrate(artwork: readonly Artwork[]): Promise<void>;
  /** What one partner says of these titles now. */
  saidOf(partner: string, alids: readonly string[]): Promise<Said>;
  /** Makes what one partner says of these titles exactly this. The titles keep their works. */
  sayInstead(partner: string, alids: readonly string[], said: Said): Promise<void>;
  works(): Promise<readonly WorkEntry[]>;
  /** What `describedIn` calls those of these that somebody described, without reading the rest of what is said of them. */
  titlesOf(ids: readonly string[], language: string): Promise<ReadonlyMap<string, string>>;
  /** Cheap, and rises with each committed change of what `works` tells. */
  revision(): Promise<number>;
}

/** The EIDR inside an identifier as partners write them, in canonical form; undefined when there is none. */
export function eidrOf(text: string): string | undefined {
  const compact = /10\.5240[/:]:?((?:[0-9A-F]{4}-){5}[0-9A-Z])/i.exec(text)?.[1];
  if (compact) return `10.5240/${compact.toUpperCase()}`;
  const short = /eidr-s:([0-9A-F]{4})-?([0-9A-F]{4})-?([0-9A-F]{4})-?([0-9A-F]{4})-?([0-9A-F]{4})-?([0-9A-Z])/i.exec(
    text,
  );
  return short ? `10.5240/${short.slice(1).join('-').toUpperCase()}` : undefined;
}
