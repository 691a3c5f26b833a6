/** Midnight Pier: cranes before a burning sky, a harbour full of lights, one container too many. */
import {
  blur,
  chance,
  defs,
  disc,
  glow,
  group,
  line,
  path,
  rect,
  round,
  sky,
  stroke,
  times,
  wash,
} from '../brushes.ts';
import { type Layer, type Scene, WIDE_LENS } from '../scene.ts';
import { rain } from '../weather.ts';

const heaven = (id: string, colors: readonly [string, string, string, string], sun: string): Layer => ({
  depth: 0,
  svg:
    defs(
      sky(`${id}s`, [
        [0, colors[0]],
        [0.4, colors[1]],
        [0.62, colors[2]],
        [0.69, colors[3]],
        [1, colors[3]],
      ]),
    ) +
    wash(`url(#${id}s)`) +
    glow(`${id}g`, 800, 500, 420, colors[3], 0.8) +
    disc(800, 478, 118, sun),
});

/** Houses with lit windows; `seed` decides who is awake. */
function city(seed: number): string {
  const next = chance(5);
  const awake = chance(seed);
  return times(70, (at) => {
    const x = -240 + at * 30 + next() * 8;
    const height = 30 + next() * next() * 190;
    const windows = times(5, () => {
      const here = rect(
        x + 3 + next() * 14,
        618 - next() * height * 0.9,
        3,
        4,
        next() < 0.5 ? '#ffd08a' : '#7fd7ff',
        'opacity=".9"',
      );
      return awake() < 0.5 ? here : '';
    });
    return rect(x, 620 - height, 20 + next() * 18, height, '#170c26') + windows;
  });
}

const crane = (x: number, scale: number): string =>
  group(
    `transform="translate(${x} 620) scale(${scale})" stroke="#0a0614" stroke-width="9" fill="none"`,
    `<path d="M-60,0 L-36,-250 L36,-250 L60,0 M-48,-120 H48 M-200,-262 H330 M0,-340 L-190,-262 M0,-340 L300,-262 M0,-340 V-250 M-48,-120 L36,-250 M48,-120 L-36,-250"/>`,
  );

const load = (x: number, scale: number): string =>
  group(
    `transform="translate(${x} 620) scale(${scale})"`,
    stroke('M250,-262 V-170', '#0a0614', 3) + rect(206, -170, 88, 42, '#0a0614') + rect(210, -166, 80, 34, '#2a1024'),
  );

function water(shore: string): readonly Layer[] {
  const colors = ['#ff6a4d', '#ffb08a', '#ff3d6e', '#7fd7ff', '#ffd08a'];
  const shimmer = (phase: number): string => {
    const next = chance(17 + phase);
    const lights = times(130, (at) =>
      rect(
        -240 + next() * 2080,
        622 + next() * 180,
        4 + next() * 9,
        16 + next() * 90,
        colors[at % 5] ?? '',
        `opacity="${round(0.12 + next() * 0.4)}"`,
      ),
    );
    const sun = times(26, () => {
      const width = 40 + next() * 120;
      return rect(800 - width / 2 + (next() - 0.5) * 80, 626 + next() * 200, width, 3, '#ffb08a', 'opacity=".5"');
    });
    return defs(blur('pierb', 4)) + group('filter="url(#pierb)"', lights) + sun;
  };
  return [
    {
      depth: 0.5,
      svg: `<defs><linearGradient id="pierw${shore.slice(1)}" x1="0" y1="0" x2="0" y2="1"><stop stop-color="${shore}"/><stop offset=".3" stop-color="#1d0f2c"/><stop offset="1" stop-color="#05060f"/></linearGradient></defs>${rect(-240, 618, 2080, 342, `url(#pierw${shore.slice(1)})`)}`,
    },
    {
      depth: 0.5,
      svg: [shimmer(0), shimmer(50), shimmer(90)],
      rate: 4,
      box: { x: -240, y: 618, width: 2080, height: 300 },
    },
  ];
}

const quay: Layer = {
  depth: 1.3,
  svg:
    path('M-240,960 V870 L520,812 V826 L1840,776 V960Z', '#04040b') +
    times(14, (at) => rect(-240 + at * 64, 812 - at * 3, 9, 60, '#04040b')),
};

const pierUnder = (heaven: Layer, shore: string, weather: readonly Layer[]): readonly Layer[] => [
  heaven,
  {
    depth: 0.25,
    svg: [city(1), city(2), city(1), city(4)],
    rate: 1,
    box: { x: -240, y: 380, width: 2080, height: 242 },
  },
  { depth: 0.45, svg: crane(1120, 0.72) + crane(240, 0.8) + crane(1560, 0.6) },
  {
    depth: 0.45,
    svg: load(1120, 0.72),
    box: { x: 1230, y: 420, width: 120, height: 130 },
    sway: { x: -60, seconds: 15 },
  },
  { depth: 0.55, svg: crane(640, 1) },
  { depth: 0.55, svg: load(640, 1), box: { x: 830, y: 340, width: 120, height: 170 }, sway: { y: 70, seconds: 11 } },
  {
    depth: 0.55,
    svg: disc(640, 276, 5, '#ff4a4a') + disc(240, 346, 4, '#ff4a4a') + disc(1120, 374, 4, '#ff4a4a'),
    blink: { on: 1, every: 2 },
  },
  ...water(shore),
  quay,
  ...weather,
];

const BURNING = heaven('pb', ['#080a1c', '#24123c', '#8a1f48', '#ff6a4d'], '#ffb08a');
const BLUE = heaven('pn', ['#03050f', '#0a1530', '#123a5c', '#2f7f9c'], '#d9f2ff');
const DAWN = heaven('pd', ['#2b3050', '#6c5a80', '#d98a8a', '#ffd2a0'], '#fff0d0');

export const pier: Scene = {
  still: pierUnder(BURNING, '#7a1c42', []),
  ink: '#ffe3d2',
  lettering:
    line('午夜码头', { x: 800, y: 180, size: 118, fill: '#ffe3d2', face: 'serif', spacing: 10 }) +
    line('MIDNIGHT PIER', { x: 800, y: 236, size: 28, fill: '#ffe3d2', spacing: 14 }),
  shots: [
    { seconds: 12, layers: pierUnder(BURNING, '#7a1c42', []), camera: { ...WIDE_LENS, move: [14, 0] } },
    { seconds: 10, layers: pierUnder(BLUE, '#1b5472', [rain(9)]), camera: { at: [870, 440], zoom: 2, move: [-10, 0] } },
    { seconds: 10, layers: pierUnder(DAWN, '#a8687a', []), camera: { ...WIDE_LENS, move: [-14, 0] } },
  ],
};
