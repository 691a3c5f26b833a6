/** What a work is called and about, in one language, as a partner delivered it beside its offers or instead of them. */
import type { LanguageTag } from '@duoping/kit';
import type { Place } from './place.ts';

export interface Rating {
  /** ISO 3166; absent where the file names none. */
  readonly region?: string;
  readonly system: string;
  readonly value: string;
  readonly reason?: string;
}

export interface Artwork {
  /** As the file writes it: a path in the delivery, or an address that nobody fetches. */
  readonly location: string;
  readonly widthPixels?: number;
  readonly heightPixels?: number;
}

export interface Description {
  readonly place: Place;
  /** Of the offers that it belongs to; absent where only the content is named. */
  readonly alid?: string;
  readonly contentId?: string;
  readonly language: LanguageTag;
  readonly title: string;
  readonly synopsis?: string;
  readonly year?: string;
  readonly genres: readonly string[];
  /** In billing order. `job` in the file's own word: `Actor`, `Director`. */
  readonly people: readonly { readonly name: string; readonly job: string }[];
  readonly ratings: readonly Rating[];
  readonly artwork: readonly Artwork[];
  readonly runTimeSeconds?: number;
  /** Whose it is, to be shown with it. */
  readonly copyright?: string;
}
