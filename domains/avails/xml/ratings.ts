/** The ratings of an asset, each of a region: a transaction takes the one of its own territory. */
import { countryOf, type Territory } from '@duoping/kit';
import { type Gathered, gather } from '../named-cells.ts';
import { childrenOf, textAt, type XmlElement } from '../xml-elements.ts';

export interface RegionalRating {
  /** '' where none is given. */
  readonly region: string;
  readonly system: string;
  readonly value: string;
  readonly reason: string;
  readonly line: number;
}

/** Ratings stand in the metadata of an asset, or in that of the season or series it belongs to: the nearest come first. */
export function gatherRatings(element: XmlElement, ratings: RegionalRating[]): void {
  for (const { name: list, children } of element.children) {
    if (list !== 'Ratings') continue;
    for (const rating of children) {
      if (rating.name !== 'Rating') continue;
      ratings.push({
        region: textAt(rating, 'Region', 'countryRegion') || textAt(rating, 'Region', 'country'),
        system: textAt(rating, 'System'),
        value: textAt(rating, 'Value'),
        reason: childrenOf(rating, 'Reason')
          .map(({ text }) => text)
          .join(', '),
        line: rating.line,
      });
    }
  }
  for (const child of element.children)
    if (child.children.length > 0 && child.name !== 'Ratings') gatherRatings(child, ratings);
}

/** The cells of the rating that counts in these territories, and what the others say. */
export function ratingFor(
  ratings: readonly RegionalRating[],
  territories: readonly Territory[],
): { readonly cells: Map<string, Gathered>; readonly others: readonly RegionalRating[] } {
  const cells = new Map<string, Gathered>();
  const own = territories.map((territory) => countryOf(territory) ?? territory);
  const best =
    ratings.find(({ region }) => territories.includes(region)) ??
    ratings.find(({ region }) => own.includes(region)) ??
    ratings.find(({ region }) => region === '') ??
    ratings[0];
  if (best) {
    gather(cells, 'RatingSystem', best.system, best.line);
    gather(cells, 'RatingValue', best.value, best.line);
    gather(cells, 'RatingReason', best.reason, best.line);
  }
  return { cells, others: ratings.filter((rating) => rating !== best) };
}
