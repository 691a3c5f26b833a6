/** The Salt Road: four camels across three dunes, by noon, in the red of evening and under stars. */
import { defs, disc, glow, group, line, linear, path, sky, stars, stroke, wash } from '../brushes.ts';
import { type Layer, type Scene, WIDE_LENS } from '../scene.ts';
import { motes } from '../weather.ts';

interface Light {
  readonly id: string;
  readonly sky: readonly [string, string, string];
  readonly sun: string;
  readonly sunAt: readonly [number, number, number];
  readonly sand: readonly (readonly [string, string])[];
  readonly shade: string;
  readonly front: string;
  readonly starry?: boolean;
}

const NOON: Light = {
  id: 'dn',
  sky: ['#e9a25a', '#f6cf95', '#fbe6c2'],
  sun: '#fff4dd',
  sunAt: [830, 290, 170],
  sand: [
    ['#e2a45f', '#c77a3e'],
    ['#d8894a', '#a9552b'],
    ['#c56a35', '#7c3219'],
  ],
  shade: '#4a1f16',
  front: '#3d150d',
};
const EVENING: Light = {
  id: 'de',
  sky: ['#5a1f3c', '#c8452f', '#ff9a4a'],
  sun: '#ffd08a',
  sunAt: [620, 400, 120],
  sand: [
    ['#b0483a', '#7a2a2c'],
    ['#8a2f2c', '#561a22'],
    ['#66211f', '#2e0c12'],
  ],
  shade: '#1f070c',
  front: '#1c060a',
};
const NIGHT: Light = {
  id: 'dd',
  sky: ['#050a1e', '#12244a', '#35528a'],
  sun: '#eef4ff',
  sunAt: [1080, 190, 44],
  sand: [
    ['#3a5488', '#22375f'],
    ['#2c4472', '#182848'],
    ['#1f3158', '#0d1730'],
  ],
  shade: '#050a18',
  front: '#050914',
  starry: true,
};

const heaven = (light: Light): Layer => ({
  depth: 0,
  svg:
    defs(
      sky(`${light.id}s`, [
        [0, light.sky[0]],
        [0.4, light.sky[1]],
        [0.7, light.sky[2]],
        [1, light.sky[2]],
      ]),
    ) +
    wash(`url(#${light.id}s)`) +
    (light.starry ? stars(21, 220, 520) : '') +
    glow(`${light.id}g`, light.sunAt[0], light.sunAt[1], light.sunAt[2] * 2.4, light.sun, 0.7) +
    disc(...light.sunAt, light.sun),
});

/** Where a dune's slope ends at the right, and its crest. */
const CRESTS = [
  { y: 520, px: 1180, py: 430 },
  { y: 600, px: 420, py: 500 },
  { y: 700, px: 980, py: 590 },
];

function dune(light: Light, at: number): Layer {
  const { y, px, py } = CRESTS[at] ?? { y: 0, px: 0, py: 0 };
  const [lit, low] = light.sand[at] ?? ['', ''];
  const id = `${light.id}d${at}`;
  return {
    depth: 0.25 + at * 0.28,
    svg:
      defs(
        linear(id, [
          [0, lit],
          [1, low],
        ]),
      ) +
      path(
        `M-240,960 V${y + 40} C${px * 0.35},${y + 30} ${px * 0.7},${py + 30} ${px},${py} C${px + 180},${py + 70} ${px + 380},${y + 60} 1840,${y} V960Z`,
        `url(#${id})`,
      ) +
      path(
        `M${px},${py} C${px - 40},${py + 120} ${px + 60},${py + 200} ${px - 60},960 H1840 V${y} C${px + 380},${y + 60} ${px + 180},${py + 70} ${px},${py}Z`,
        light.shade,
        `opacity="${0.2 + 0.14 * at}"`,
      ),
  };
}

/** One camel at one moment of its step. */
function camel(x: number, y: number, scale: number, step: number): string {
  const swing = 7 * Math.sin(step);
  const leg = (from: number, by: number): string =>
    stroke(`M${from},-22 l${by.toFixed(1)},24`, '#2b0f0a', 5, 'stroke-linecap="round"');
  return group(
    `transform="translate(${x} ${(y + Math.abs(Math.sin(step)) * -1.5).toFixed(1)}) scale(${scale})"`,
    path(
      'M-30,-16 V-26 C-34,-44 -16,-50 -8,-40 C-2,-56 14,-52 16,-38 C24,-34 30,-40 34,-54 L44,-58 L48,-50 L38,-44 C36,-26 28,-20 24,-16Z',
      '#2b0f0a',
    ) +
      leg(-26, swing) +
      leg(-21, -swing) +
      leg(17, -swing) +
      leg(22, swing) +
      stroke('M-30,-30 q-7,8 -5,16', '#2b0f0a', 2),
  );
}

const herd = (step: number): string =>
  [640, 720, 806, 894].map((x, at) => camel(x, 598 + at * 2.5, 0.82, step + at * 1.3)).join('');

const caravan: Layer = {
  depth: 0.6,
  svg: Array.from({ length: 16 }, (_, at) => herd((at / 16) * 2 * Math.PI)),
  rate: 12,
  box: { x: 600, y: 540, width: 350, height: 80 },
  drift: { x: 5 },
};

const front = (light: Light): Layer => ({
  depth: 1.5,
  svg: path('M-240,960 V850 C200,760 620,860 900,830 C1200,800 1500,760 1840,810 V960Z', light.front),
});

const road = (light: Light, weather: readonly Layer[]): readonly Layer[] => [
  heaven(light),
  dune(light, 0),
  dune(light, 1),
  caravan,
  dune(light, 2),
  front(light),
  ...weather,
];

export const dunes: Scene = {
  still: road(NOON, []),
  ink: '#fff1d8',
  lettering:
    line('THE SALT', { x: 800, y: 160, size: 104, fill: '#5a1f12', weight: 800, spacing: 2 }) +
    line('ROAD', { x: 800, y: 262, size: 104, fill: '#5a1f12', weight: 800, spacing: 20 }) +
    line('盐路', { x: 800, y: 860, size: 44, fill: '#fbe6c2', face: 'serif', spacing: 24 }),
  shots: [
    {
      seconds: 12,
      layers: road(NOON, [motes('#fff1d0', { x: 60, count: 60 })]),
      camera: { ...WIDE_LENS, move: [-14, 0] },
    },
    {
      seconds: 10,
      layers: road(EVENING, [motes('#ffb27a', { x: 110 })]),
      camera: { at: [790, 520], zoom: 1.9, move: [8, 0] },
    },
    { seconds: 10, layers: road(NIGHT, []), camera: { ...WIDE_LENS, move: [14, 0] } },
  ],
};
