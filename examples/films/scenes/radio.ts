/** Wasteland Radio: a relay mast on the desert sends its rings into the evening. */
import { defs, disc, glow, line, path, rect, ridge, sky, stars, stroke, times, wash } from '../brushes.ts';
import { type Layer, type Scene, WIDE_LENS } from '../scene.ts';
import { motes } from '../weather.ts';

const heaven = (id: string, colors: readonly [string, string, string, string, string], starry: boolean): Layer => ({
  depth: 0,
  svg:
    defs(
      sky(`${id}s`, [
        [0, colors[0]],
        [0.35, colors[1]],
        [0.6, colors[2]],
        [0.78, colors[3]],
        [1, colors[4]],
      ]),
    ) +
    wash(`url(#${id}s)`) +
    (starry ? stars(5, 260, 700) : ''),
});

const EVENING = heaven('re', ['#10182e', '#3d2a56', '#c14a3e', '#f59a3e', '#f7c66a'], false);
const NIGHT = heaven('rx', ['#020510', '#07142c', '#0e2c4a', '#1c5566', '#3a8a8a'], true);
const STORM = heaven('rs', ['#241014', '#5a2418', '#a8501e', '#d88a3a', '#e8b46a'], false);

const rings = (phase: number): string =>
  times(9, (at) => {
    const reach = at + phase;
    const faint = Math.min(1, reach * 2) * Math.max(0, 0.66 - reach * 0.07);
    return `<circle cx="800" cy="250" r="${(14 + reach * 74).toFixed(1)}" fill="none" stroke="#ffd9a0" stroke-width="${Math.max(0.8, 6 - reach * 0.55).toFixed(2)}" stroke-opacity="${faint.toFixed(3)}"/>`;
  });

const waves: Layer = {
  depth: 0.5,
  svg: Array.from({ length: 24 }, (_, at) => rings(at / 24)),
  rate: 12,
  box: { x: 80, y: -60, width: 1440, height: 980 },
};

const hills: readonly Layer[] = [
  { depth: 0.3, svg: path(ridge({ seed: 77, base: 770, rise: 80, roughness: 0.48 }), '#5a1f28') },
  { depth: 0.45, svg: path(ridge({ seed: 78, base: 815, rise: 60, roughness: 0.48 }), '#2c1020') },
];

const mast: Layer = {
  depth: 0.5,
  svg:
    stroke('M740,850 L796,250 M860,850 L804,250', '#170a16', 9) +
    times(11, (at) => {
      const y = 290 + at * 52;
      const half = 6 + (y - 250) * 0.1;
      return stroke(
        `M${800 - half},${y} H${800 + half} M${800 - half},${y} L${800 + half + 5},${y + 52}`,
        '#170a16',
        4,
      );
    }) +
    stroke('M800,300 L420,850 M800,300 L1180,850', '#170a16', 2),
};

const ground: Layer = {
  depth: 0.6,
  svg:
    rect(-240, 842, 2080, 120, '#170a16') +
    (rect(930, 770, 120, 74, '#170a16') + path('M922,772 L990,736 L1058,772Z', '#170a16')),
};

const window: Layer = {
  depth: 0.6,
  svg: glow('radiowin', 968, 801, 60, '#ffd37a', 0.7) + rect(956, 790, 24, 22, '#ffd37a'),
};
const lamp: Layer = {
  depth: 0.5,
  svg: glow('radiolamp', 800, 246, 60, '#ff6a5a', 1) + disc(800, 246, 12, '#fff0cf'),
  blink: { on: 1, every: 2 },
};
const steady: Layer = { depth: 0.5, svg: disc(800, 246, 12, '#fff0cf') };

const wasteland = (over: Layer, more: readonly Layer[]): readonly Layer[] => [
  over,
  waves,
  ...hills,
  mast,
  steady,
  ground,
  window,
  ...more,
];

export const radio: Scene = {
  still: [EVENING, { depth: 0, svg: rings(0.5) }, ...hills, mast, steady, ground, window],
  ink: '#ffe4b8',
  lettering:
    line('荒原电台', { x: 800, y: 156, size: 104, fill: '#ffe4b8', face: 'sans', spacing: 14 }) +
    line('WASTELAND RADIO · 1987', { x: 800, y: 882, size: 26, fill: '#f7c66a', spacing: 5 }),
  shots: [
    { seconds: 12, layers: wasteland(EVENING, [lamp]), camera: { ...WIDE_LENS, move: [12, 0] } },
    { seconds: 10, layers: wasteland(NIGHT, [lamp]), camera: { at: [900, 660], zoom: 1.8, move: [-8, 0] } },
    {
      seconds: 10,
      layers: wasteland(STORM, [lamp, motes('#ffd9a0', { x: 260, count: 140 })]),
      camera: { at: [800, 400], zoom: 1.25, move: [6, 14] },
    },
  ],
};
