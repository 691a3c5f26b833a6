/** The Cloud Line: a white train on a viaduct over a sea of cloud. */
import {
  blur,
  chance,
  defs,
  disc,
  glow,
  group,
  line,
  oval,
  path,
  rect,
  ridge,
  sky,
  stars,
  times,
  wash,
} from '../brushes.ts';
import { type Layer, type Scene, WIDE_LENS } from '../scene.ts';

type Hour = {
  readonly id: string;
  readonly sky: readonly string[];
  readonly cloud: readonly [string, string];
  readonly hills: readonly [string, string];
  readonly lamps?: boolean;
};

const DAWN: Hour = {
  id: 'td',
  sky: ['#2a3d66', '#8d7fa8', '#f2b3a0', '#fde6cf'],
  cloud: ['#fff7ef', '#f7d9cd'],
  hills: ['#7d7aa6', '#59608f'],
};
const NIGHT: Hour = {
  id: 'tn',
  sky: ['#060a1e', '#142050', '#35408a', '#6a6ab0'],
  cloud: ['#8f96d0', '#5c66a8'],
  hills: ['#2c3670', '#1c2452'],
  lamps: true,
};
const NOON: Hour = {
  id: 'tx',
  sky: ['#2f86c8', '#74b8e4', '#c4e4f2', '#f4fbff'],
  cloud: ['#ffffff', '#e6f1f8'],
  hills: ['#8fb4cc', '#5f8fae'],
};

const heaven = (hour: Hour): Layer => {
  const [a = '', b = '', c = '', d = ''] = hour.sky;
  return {
    depth: 0,
    svg:
      defs(
        sky(`${hour.id}s`, [
          [0, a],
          [0.4, b],
          [0.66, c],
          [1, d],
        ]),
      ) +
      wash(`url(#${hour.id}s)`) +
      (hour.lamps ? stars(14, 200, 480) : '') +
      glow(`${hour.id}g`, 560, 500, 300, '#fff3dc', 0.7) +
      disc(560, 500, 70, '#fff3dc'),
  };
};

const hills = (hour: Hour): readonly Layer[] =>
  [
    { seed: 3, base: 660, rise: 200, at: 0 },
    { seed: 6, base: 720, rise: 230, at: 1 },
  ].map(({ at, ...shape }) => ({
    depth: 0.15 + at * 0.12,
    svg: path(ridge({ ...shape, sharpness: 1.5 }), hour.hills[at] ?? '', 'opacity=".75"'),
  }));

function clouds(
  hour: Hour,
  band: {
    readonly y: number;
    readonly spread: number;
    readonly size: number;
    readonly drift: number;
    readonly depth: number;
    readonly seed: number;
  },
): Layer {
  const next = chance(band.seed);
  const period = 2080;
  const puff = (x: number, y: number, width: number, fill: string): string =>
    oval(x, y, width, width * 0.32, fill, 'opacity=".75"');
  const puffs = times(30, (at) => {
    const width = band.size * (0.5 + next() * 0.7);
    const x = -240 + next() * period;
    const y = band.y + next() * band.spread;
    const fill = hour.cloud[at % 2] ?? '';
    // A puff over the seam is drawn at both ends.
    return puff(x, y, width, fill) + puff(x - period, y, width, fill) + puff(x + period, y, width, fill);
  });
  const id = `${hour.id}c${band.seed}`;
  return {
    depth: band.depth,
    svg: defs(blur(id, 9)) + group(`filter="url(#${id})"`, puffs),
    box: { x: -240, y: band.y - 90, width: period, height: 960 - band.y + 90 },
    drift: { x: -band.drift },
    wraps: 'x',
  };
}

const viaduct: Layer = {
  depth: 0.7,
  svg: group(
    'fill="#27304f"',
    rect(-240, 508, 2080, 24, '#27304f') +
      times(16, (at) => `<path d="M${-240 + at * 132},530 h132 v8 q-66,-10 -108,60 v300 h-24Z"/>`),
  ),
};

const carriage = (x: number): string =>
  path(`M${x},508 V466 q0,-6 8,-6 h184 q8,0 8,6 V508Z`, '#f3efe6') +
  rect(x, 496, 200, 12, '#d44a35') +
  times(6, (at) => rect(x + 14 + at * 30, 472, 20, 13, '#2b3a5e', 'rx="2"')) +
  rect(x - 4, 470, 4, 36, '#8a8f9c');

const windowsLit = (x: number): string => times(6, (at) => rect(x + 14 + at * 30, 472, 20, 13, '#ffd88a', 'rx="2"'));

const train = (from: number, speed: number, lit: boolean): Layer => ({
  depth: 0.7,
  svg: group(
    `transform="translate(${from} 0)"`,
    times(4, (at) => carriage(at * 204) + (lit ? windowsLit(at * 204) : '')) +
      path('M816,508 V466 q0,-6 8,-6 h90 q60,2 92,48Z', '#f3efe6') +
      path('M816,496 h182 l8,12 H816Z', '#d44a35') +
      path('M930,468 q34,4 52,22 h-52Z', lit ? '#ffd88a' : '#2b3a5e') +
      (lit ? glow('trainlamp', 1000, 498, 60, '#ffe9b0', 0.9) : ''),
  ),
  box: { x: from - 8, y: 430, width: 1080, height: 80 },
  drift: { x: speed },
});

const near = (hour: Hour): Layer => clouds(hour, { y: 780, spread: 150, size: 240, drift: 34, depth: 1.3, seed: 8 });
const lineOf = (hour: Hour, from: number, speed: number): readonly Layer[] => [
  heaven(hour),
  ...hills(hour),
  clouds(hour, { y: 650, spread: 90, size: 190, drift: 12, depth: 0.4, seed: 4 }),
  viaduct,
  train(from, speed, hour.lamps === true),
  near(hour),
];

export const cloudLine: Scene = {
  still: lineOf(DAWN, 180, 0),
  ink: '#fff7ea',
  lettering:
    line('云上驿站', { x: 800, y: 200, size: 112, fill: '#fff7ea', face: 'serif', spacing: 8 }) +
    line('THE CLOUD LINE', { x: 800, y: 258, size: 28, fill: '#fff7ea', spacing: 12 }),
  shots: [
    { seconds: 12, layers: lineOf(DAWN, -900, 150), camera: { ...WIDE_LENS, move: [8, 0] } },
    { seconds: 10, layers: lineOf(NIGHT, -500, 120), camera: { at: [820, 480], zoom: 1.7, move: [14, 0] } },
    { seconds: 10, layers: lineOf(NOON, 250, -70), camera: { ...WIDE_LENS, move: [-10, 0] } },
  ],
};
