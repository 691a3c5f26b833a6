/** Pictures as they are kept and compared: with fewer colours, so that two hundred of them fit into the repository. */
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';

/** Levels of a channel. Gradients turn into bands, which compress; a change of colour stays one. */
const LEVELS = 16;
/** How far a pixel may be off before it counts, from 0 (nothing) to 1 (black for white). */
const COLOUR_TOLERANCE = 0.1;

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue and opacity of each pixel, a byte each, line by line. */
  readonly data: Uint8Array;
}

export function readPng(bytes: Uint8Array): Picture {
  return PNG.sync.read(Buffer.from(bytes));
}

export function writePng({ width, height, data }: Picture): Uint8Array {
  const png = new PNG({ width, height, colorType: 2 });
  png.data = Buffer.from(data);
  return PNG.sync.write(png, { colorType: 2, deflateLevel: 9 });
}

/** What is kept of a screenshot. */
export function reduced({ width, height, data }: Picture): Picture {
  return { width, height, data: data.map((byte, place) => (place % 4 === 3 ? 255 : level(byte))) };
}

const LEVEL = Array.from({ length: 256 }, (_, byte) =>
  Math.round(Math.round((byte / 255) * (LEVELS - 1)) * (255 / (LEVELS - 1))),
);
const level = (byte: number): number => LEVEL[byte] ?? byte;

export interface Difference {
  /** Share of the pixels that differ, 0 to 1; pixels on the edge of letters and lines don't count. */
  readonly share: number;
  /** What was expected, greyed, with the differing pixels marked. */
  readonly marked: Picture;
}

/** Pictures of different sizes differ wholly. */
export function differenceOf(kept: Picture, now: Picture): Difference {
  const { width, height } = kept;
  if (now.width !== width || now.height !== height) return { share: 1, marked: now };
  const marked = { width, height, data: new Uint8Array(width * height * 4) };
  const count = pixelmatch(kept.data, now.data, marked.data, width, height, { threshold: COLOUR_TOLERANCE });
  return { share: count / (width * height), marked };
}
