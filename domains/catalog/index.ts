/** Works and editions, matched across partners, and the storefront that shows them. */
export type { Arrangement } from './arrange.ts';
export { type Arrangements, arrangements } from './arrangements.ts';
export { endingOf } from './ending.ts';
export { type Home, home, type Rail, type RailId } from './home.ts';
export {
  artworkOf,
  describedIn,
  descriptionsOf,
  type Library,
  libraryOf,
  offerKey,
  offersOf,
  otherTitle,
} from './library.ts';
export { sameTitleOf } from './same-title.ts';
export { MATCHES, type Match, type Query, SEARCH_MODES } from './search/find-works.ts';
export { type LivingSearch, livingSearch } from './search/living-search.ts';
export { type SearchIndex, searchIndexOf } from './search/search-index.ts';
export { type FoundTitle, type TitleSearch, titleSearch } from './search/search-titles.ts';
export { searchableOf } from './search/searchable.ts';
export { nextAfter, type Season, seasonsOf } from './series.ts';
export { type CardSeries, seriesAmong } from './series-place.ts';
export { type Card, listed, type Progress, title, type ViewerContext } from './storefront.ts';
export { type ListedWork, type TitleLists, type TitlePage, titleLists } from './title-lists.ts';
export {
  type Artwork,
  type ArtworkKind,
  type CatalogStore,
  type Description,
  eidrOf,
  type Offer,
  type Said,
  type SeriesPlace,
  UNDETERMINED,
  type WorkEntry,
  type WorkId,
} from './work.ts';
