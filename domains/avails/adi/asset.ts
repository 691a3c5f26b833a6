/** One asset of a CableLabs package as it stands there. */
import type { Gathered } from '../named-cells.ts';

/** One asset of the package, by what it says of itself. */
export interface AdiAsset {
  /** As it is written: `package`, `title`, `movie`, `preview`, `poster`, `box cover`, … */
  readonly class: string;
  readonly values: Map<string, Gathered>;
}
