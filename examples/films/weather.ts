/** Weather over a scene: snow, rain, fog and dust that come round again without a seam. */
import { blur, chance, defs, disc, group, oval, round, stroke, times } from './brushes.ts';
import type { Layer } from './scene.ts';

/** Snow, nearer flakes larger and faster; 1 is a few flakes, 10 a storm. */
export function snowfall(heaviness: number, color = '#fff'): Layer {
  const next = chance(71);
  const flakes = times(heaviness * 26, () => {
    const size = 1.4 + next() ** 3 * 5;
    return disc(
      -240 + next() * 2080,
      -60 + size + next() * (1020 - 2 * size),
      size,
      color,
      `opacity="${round(0.35 + next() * 0.6)}"`,
    );
  });
  return { depth: 0.2, svg: flakes, drift: { y: 75 }, wraps: 'y', sway: { x: 16, seconds: 7 }, filmOnly: true };
}

export function rain(heaviness: number, color = '#cfe0ff'): Layer {
  const next = chance(19);
  const drops = times(heaviness * 22, () => {
    const length = 24 + next() * 46;
    const x = -240 + next() * 2080;
    const y = -60 + next() * (1020 - length);
    return stroke(
      `M${round(x)},${round(y)} l-6,${round(length)}`,
      color,
      1.6,
      `opacity="${round(0.15 + next() * 0.4)}"`,
    );
  });
  return { depth: 0, svg: drops, drift: { y: 960 }, wraps: 'y', filmOnly: true };
}

/** A bank of fog that passes slowly at the height of `y`. */
export function fog(color: string, y = 640, drift = 18): Layer {
  const next = chance(33);
  const puffs = times(12, () => {
    const width = 120 + next() * 130;
    return oval(
      -240 + width + next() * (2080 - 2 * width),
      y + (next() - 0.5) * 90,
      width,
      18 + next() * 26,
      color,
      'opacity=".3"',
    );
  });
  return {
    depth: 0.9,
    svg: defs(blur('fogb', 16)) + group('filter="url(#fogb)"', puffs),
    box: { x: -240, y: y - 150, width: 2080, height: 300 },
    drift: { x: drift },
    wraps: 'x',
    filmOnly: true,
  };
}

/** Bright motes that rise or drift: dust, sparks, plankton. */
export function motes(
  color: string,
  options: { readonly count?: number; readonly x?: number; readonly y?: number } = {},
): Layer {
  const next = chance(57);
  const { count = 90, x = 0, y = -30 } = options;
  const dots = times(count, () => {
    const size = 1.2 + next() ** 2 * 4;
    return disc(
      -240 + size + next() * (2080 - 2 * size),
      -60 + size + next() * (1020 - 2 * size),
      size,
      color,
      `opacity="${round(0.25 + next() * 0.6)}"`,
    );
  });
  return x !== 0
    ? { depth: 0.3, svg: dots, drift: { x }, wraps: 'x', sway: { y: 10, seconds: 6 }, filmOnly: true }
    : { depth: 0.3, svg: dots, drift: { y }, wraps: 'y', sway: { x: 14, seconds: 6 }, filmOnly: true };
}
