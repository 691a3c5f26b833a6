/**
 * What a demo film is made of: flat layers drawn in one scene space of 1600 × 900 units, and cameras that move over
 * them. The poster is the window x 500–1100 of the same space, so that every picture of a film comes from one drawing.
 */

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const STAGE: Box = { x: 0, y: 0, width: 1600, height: 900 };
export const POSTER_WINDOW: Box = { x: 500, y: 0, width: 600, height: 900 };
/** Scenery is drawn this far, so that a moving camera never sees its edge. */
export const SCENERY: Box = { x: -240, y: -60, width: 2080, height: 1020 };

export interface Layer {
  /** A fragment in scene space with its own definitions; several are the frames of a cycle. */
  readonly svg: string | readonly string[];
  /** Frames of a cycle a second. */
  readonly rate?: number;
  /** What the fragment fills; absent means all the scenery. */
  readonly box?: Box;
  /** 0 stands still however the camera moves, 1 moves with it, more is nearer than the subject. */
  readonly depth: number;
  /** Units a second, by itself. */
  readonly drift?: { readonly x?: number; readonly y?: number };
  /** Comes round again along this axis, with its box as the period. */
  readonly wraps?: 'x' | 'y';
  /** To and fro by as many units, once in so many seconds. */
  readonly sway?: { readonly x?: number; readonly y?: number; readonly seconds: number };
  /** Seen for `on` seconds in every `every`. */
  readonly blink?: { readonly on: number; readonly every: number };
  /** Only in the moving picture: weather and whatever would cover a poster's lettering. */
  readonly filmOnly?: boolean;
}

export interface Shot {
  readonly seconds: number;
  readonly layers: readonly Layer[];
  /** What the lens points at and how close; `move` is in units a second at depth 1. */
  readonly camera: {
    readonly at: readonly [number, number];
    readonly zoom: number;
    readonly move: readonly [number, number];
  };
}

export interface Scene {
  /** The layers of poster and wide artwork. */
  readonly still: readonly Layer[];
  /** The poster's lettering in scene space. */
  readonly lettering: string;
  /** Of the title card over the first shot. */
  readonly ink: string;
  readonly shots: readonly Shot[];
}

export const WIDE_LENS = { at: [800, 450], zoom: 1 } as const;
