/** Everything the catalog knows, in memory, as one value that is rebuilt and swapped when a delivery was applied. */
import { type Artwork, type ArtworkKind, type Description, UNDETERMINED, type WorkEntry, type WorkId } from './work.ts';

export interface Library {
  readonly works: ReadonlyMap<WorkId, WorkEntry>;
}

export const libraryOf = (works: readonly WorkEntry[]): Library => ({
  works: new Map(works.map((work) => [work.id, work])),
});

/** Names one partner's offer. */
export const offerKey = (partner: string, alid: string): string => JSON.stringify([partner, alid]);

const offers = new WeakMap<Library, ReadonlyMap<string, WorkEntry>>();

/** The work of each offer, by `offerKey`. Found once for each library, which never changes. */
export function offersOf(library: Library): ReadonlyMap<string, WorkEntry> {
  const known = offers.get(library);
  if (known) return known;
  const found = new Map<string, WorkEntry>();
  for (const work of library.works.values())
    for (const { partner, alid } of work.offers) found.set(offerKey(partner, alid), work);
  offers.set(library, found);
  return found;
}

/** What these partners say, the first of them first. A partner's words are its own to show: nobody else's do for it. */
export const descriptionsOf = (work: WorkEntry, partners: readonly string[]): readonly Description[] =>
  work.descriptions
    .filter(({ partner }) => partners.includes(partner))
    .sort((a, b) => partners.indexOf(a.partner) - partners.indexOf(b.partner));

/** The description in the wanted language, else in one that begins alike, else in English, else in any. */
export function describedIn(descriptions: readonly Description[], language: string): Description | undefined {
  const primary = language.split('-')[0] ?? language;
  return (
    descriptions.find((description) => description.language === language) ??
    descriptions.find((description) => description.language.split('-')[0] === primary) ??
    descriptions.find((description) => description.language.split('-')[0] === 'en') ??
    descriptions.find((description) => description.language !== UNDETERMINED) ??
    descriptions[0]
  );
}

/** The title in another language than the one shown, so that both can be read where there is room. */
export function otherTitle(descriptions: readonly Description[], shown: Description): string {
  const primary = shown.language.split('-')[0];
  const others = descriptions.filter(({ language }) => language !== UNDETERMINED && language.split('-')[0] !== primary);
  return others[0]?.title ?? '';
}

/** A picture of one of these partners, the first of them first. A partner's picture is its own to show: nobody else's does for it. */
export const artworkOf = (work: WorkEntry, partners: readonly string[], kind: ArtworkKind): Artwork | undefined =>
  work.artwork
    .filter((picture) => picture.kind === kind && partners.includes(picture.partner))
    .sort((a, b) => partners.indexOf(a.partner) - partners.indexOf(b.partner))[0];
