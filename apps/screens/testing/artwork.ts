/** Invented artwork for the invented titles of the try-out server: a sky, a light, ridges or a skyline, from a seed. */

export interface Palette {
  readonly dark: string;
  readonly mid: string;
  readonly bright: string;
  readonly light: string;
}

const WIDTH = 1600;
const HEIGHT = 900;

export function artwork(seed: number, palette: Palette, kind: 'hills' | 'sea' | 'city'): string {
  const random = mulberry(seed);
  const sun = { x: 980 + random() * 320, y: 230 + random() * 160, r: 70 + random() * 60 };
  const body = kind === 'city' ? skyline(random, palette) : ridges(random, palette, kind);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}">
<defs><linearGradient id="s" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${palette.dark}"/><stop offset=".6" stop-color="${palette.mid}"/><stop offset="1" stop-color="${palette.bright}"/></linearGradient>
<radialGradient id="g"><stop offset="0" stop-color="${palette.light}" stop-opacity=".9"/><stop offset=".3" stop-color="${palette.bright}" stop-opacity=".6"/><stop offset="1" stop-color="${palette.bright}" stop-opacity="0"/></radialGradient></defs>
<rect width="1600" height="900" fill="url(#s)"/><circle cx="${sun.x}" cy="${sun.y}" r="${sun.r * 5}" fill="url(#g)"/><circle cx="${sun.x}" cy="${sun.y}" r="${sun.r}" fill="${palette.light}"/>${body}</svg>`;
}

function ridges(random: () => number, palette: Palette, kind: 'hills' | 'sea'): string {
  const layers = kind === 'sea' ? 9 : 5;
  let svg = '';
  for (let layer = 0; layer < layers; layer++) {
    const base = 470 + (layer * 380) / layers;
    const height = kind === 'sea' ? 26 + layer * 7 : 190 - layer * 12;
    const steps = kind === 'sea' ? 9 : 14 + layer * 5;
    let path = `M0 ${HEIGHT}`;
    for (let step = 0; step <= steps; step++)
      path += `L${(step * WIDTH) / steps} ${Math.round(base - random() * height)}`;
    const fill = layer < layers / 3 ? palette.bright : layer < (layers * 2) / 3 ? palette.mid : palette.dark;
    svg += `<path d="${path}L${WIDTH} ${HEIGHT}Z" fill="${fill}" opacity="${0.5 + (0.5 * layer) / layers}"/>`;
  }
  return svg;
}

function skyline(random: () => number, palette: Palette): string {
  let svg = '';
  for (let layer = 0; layer < 3; layer++) {
    for (let x = 0; x < WIDTH; x += 50 + random() * 40) {
      const top = 380 + layer * 130 + random() * 190;
      const wide = 40 + random() * 50;
      svg += `<rect x="${x.toFixed(0)}" y="${top.toFixed(0)}" width="${wide.toFixed(0)}" height="${HEIGHT}" fill="${layer === 2 ? palette.dark : palette.mid}" opacity="${0.6 + layer * 0.2}"/>`;
      if (layer > 0 && random() > 0.3) {
        svg += `<rect x="${(x + 10).toFixed(0)}" y="${(top + 20 + random() * 90).toFixed(0)}" width="6" height="8" fill="${palette.light}" opacity=".8"/>`;
      }
    }
  }
  return svg;
}

/** Small seeded generator, so that a picture is the same on every machine. */
function mulberry(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
