/** Brushes that all scenes draw with: seeded chance, ridges, gradients, light and lettering, as SVG text. */

/** A seeded stream of numbers in [0, 1): the same scene is the same to the last pixel wherever it is drawn. */
export function chance(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export const round = (value: number): number => Math.round(value * 10) / 10;
export const times = (count: number, draw: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => draw(index)).join('');

export type Stop = readonly [offset: number, color: string, opacity?: number];

/**
 * Opacity of a single shape is its paint's: as a group's it would cost a layer, and the renderer gives up on a layer
 * that lies outside the picture.
 */
const painted = (more: string, paint: 'fill' | 'stroke'): string =>
  more.replace(/(?<![-\w])opacity=/g, `${paint}-opacity=`);

const stops = (list: readonly Stop[]): string =>
  list.map(([at, color, a]) => `<stop offset="${at}" stop-color="${color}" stop-opacity="${a ?? 1}"/>`).join('');

/** From top to bottom, or from left to right. */
export const linear = (id: string, list: readonly Stop[], across = false): string =>
  `<linearGradient id="${id}" x1="0" y1="0" x2="${across ? 1 : 0}" y2="${across ? 0 : 1}">${stops(list)}</linearGradient>`;

/** From top to bottom of the stage, whatever the shape it fills. */
export const sky = (id: string, list: readonly Stop[]): string =>
  `<linearGradient id="${id}" gradientUnits="userSpaceOnUse" x1="0" y1="0" x2="0" y2="900">${stops(list)}</linearGradient>`;

export const radial = (id: string, list: readonly Stop[]): string =>
  `<radialGradient id="${id}">${stops(list)}</radialGradient>`;

export const blur = (id: string, deviation: number): string =>
  `<filter id="${id}" x="-50%" y="-50%" width="200%" height="200%"><feGaussianBlur stdDeviation="${deviation}"/></filter>`;

/** Fills the whole scenery. */
export const wash = (fill: string, opacity = 1): string =>
  `<rect x="-240" y="-60" width="2080" height="1020" fill="${fill}" fill-opacity="${opacity}"/>`;

export const rect = (x: number, y: number, width: number, height: number, fill: string, more = ''): string =>
  `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" fill="${fill}" ${painted(more, 'fill')}/>`;
export const disc = (x: number, y: number, radius: number, fill: string, more = ''): string =>
  `<circle cx="${round(x)}" cy="${round(y)}" r="${round(radius)}" fill="${fill}" ${painted(more, 'fill')}/>`;
export const oval = (x: number, y: number, rx: number, ry: number, fill: string, more = ''): string =>
  `<ellipse cx="${round(x)}" cy="${round(y)}" rx="${round(rx)}" ry="${round(ry)}" fill="${fill}" ${painted(more, 'fill')}/>`;
export const path = (d: string, fill: string, more = ''): string =>
  `<path d="${d}" fill="${fill}" ${painted(more, 'fill')}/>`;
export const stroke = (d: string, color: string, width: number, more = ''): string =>
  `<path d="${d}" fill="none" stroke="${color}" stroke-width="${width}" ${painted(more, 'stroke')}/>`;
export const group = (attributes: string, inside: string): string => `<g ${attributes}>${inside}</g>`;
export const defs = (...inside: string[]): string => `<defs>${inside.join('')}</defs>`;

/** A light: its glow painted with a radial gradient of its own. */
export const glow = (id: string, x: number, y: number, radius: number, color: string, strength = 0.9): string =>
  defs(
    radial(id, [
      [0, color, strength],
      [0.2, color, strength * 0.55],
      [0.55, color, strength * 0.16],
      [1, color, 0],
    ]),
  ) + disc(x, y, radius, `url(#${id})`);

/** Heights in 0..1 by midpoint displacement. */
function profile(seed: number, points: number, roughness: number): readonly number[] {
  const next = chance(seed);
  let line = [next(), next()];
  for (let reach = 1; line.length < points; reach *= roughness) {
    line = line.flatMap((height, at) => {
      const right = line[at + 1];
      return right === undefined ? [height] : [height, (height + right) / 2 + (next() - 0.5) * reach];
    });
  }
  const low = Math.min(...line);
  const high = Math.max(...line);
  return line.map((height) => (height - low) / (high - low));
}

export interface Ridge {
  readonly seed: number;
  /** Where the foot stands and how far the highest point rises above it. */
  readonly base: number;
  readonly rise: number;
  readonly roughness?: number;
  /** Above 1 makes peaks pointed. */
  readonly sharpness?: number;
  readonly bottom?: number;
  /** Lowers the outline unevenly: the same ridge without its snow. */
  readonly below?: number;
  /** Each has 2^n + 1; fewer are softer. */
  readonly points?: number;
}

/** The outline of a ridge across the whole scenery, closed at `bottom`. */
export function ridge(of: Ridge): string {
  const { seed, base, rise, roughness = 0.52, sharpness = 1, bottom = 960, below = 0, points = 129 } = of;
  const heights = profile(seed, points, roughness);
  const next = chance(seed + 9);
  const outline = heights.map((height, at) => {
    const drop = below === 0 ? 0 : below * (0.25 + next() * 0.9) * (1.15 - height);
    return `${round(-240 + (at * 2080) / (heights.length - 1))},${round(base - height ** sharpness * rise + drop)}`;
  });
  return `M-240,${bottom} L${outline.join(' ')} L1840,${bottom}Z`;
}

export function pine(x: number, foot: number, height: number, fill: string): string {
  const boughs = times(5, (at) => {
    const width = height * 0.34 * (0.3 + at * 0.18);
    return `M${round(x)},${round(foot - height + at * height * 0.19)} l${round(width / 2)},${round(height * 0.26)} h${round(-width)}Z `;
  });
  return path(
    `${boughs}M${round(x - height * 0.02)},${round(foot)} v${round(-height * 0.2)} h${round(height * 0.04)} v${round(height * 0.2)}Z`,
    fill,
  );
}

/** Stars over the whole scenery down to `floor`. */
export function stars(seed: number, count: number, floor: number): string {
  const next = chance(seed);
  return times(count, () =>
    disc(
      -240 + next() * 2080,
      -60 + next() * (floor + 60),
      0.6 + next() * 1.7,
      '#fff',
      `opacity="${round(0.2 + next() * 0.8)}"`,
    ),
  );
}

const SERIF = 'Noto Serif CJK SC';
const SANS = 'Noto Sans CJK SC';

export interface Letters {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly fill: string;
  readonly weight?: number;
  /** Between letters, in units. */
  readonly spacing?: number;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly face?: 'serif' | 'sans' | 'latin';
}

/** One line of text. Chinese is set in Noto, Latin in Inter. */
export function line(text: string, as: Letters): string {
  const family = as.face === 'serif' ? SERIF : as.face === 'sans' ? SANS : 'Inter';
  const weight = as.weight ?? (family === 'Inter' ? 600 : 700);
  const shift = as.anchor === undefined || as.anchor === 'middle' ? (as.spacing ?? 0) / 2 : 0;
  return `<text x="${as.x + shift}" y="${as.y}" font-family="${family}" font-weight="${weight}" font-size="${as.size}" letter-spacing="${as.spacing ?? 0}" text-anchor="${as.anchor ?? 'middle'}" fill="${as.fill}">${text}</text>`;
}

/** Chinese set from top to bottom. */
export const column = (text: string, as: Letters): string =>
  [...text].map((glyph, at) => line(glyph, { face: 'serif', ...as, y: as.y + at * as.size * 1.12 })).join('');
