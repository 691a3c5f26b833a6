/** Works and editions, matched across partners, and the storefront that shows them. */
export { artworkOf, describedIn, descriptionsOf, type Library, libraryOf, otherTitle } from './library.ts';
export {
  type Card,
  type Home,
  home,
  listed,
  type Progress,
  type Rail,
  type RailId,
  title,
  type ViewerContext,
} from './storefront.ts';
export {
  type Artwork,
  type ArtworkKind,
  type CatalogStore,
  type Description,
  eidrOf,
  type Offer,
  UNDETERMINED,
  type WorkEntry,
  type WorkId,
} from './work.ts';
