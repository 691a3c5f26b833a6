/** North of the Snow Line: one red tent, one trail of footprints, three peaks. */
import {
  blur,
  column,
  defs,
  disc,
  glow,
  group,
  line,
  linear,
  oval,
  path,
  rect,
  sky,
  stars,
  times,
  wash,
} from '../brushes.ts';
import { type Layer, type Scene, WIDE_LENS } from '../scene.ts';
import { snowfall } from '../weather.ts';

interface Light {
  readonly id: string;
  readonly sky: readonly [string, string, string];
  readonly lit: readonly [string, string];
  readonly shade: readonly [string, string];
  readonly snow: readonly [string, string];
  readonly near: string;
  readonly lamp?: boolean;
}

const DAY: Light = {
  id: 'sd',
  sky: ['#5f87a8', '#a9c4d6', '#eef3f4'],
  lit: ['#f7fafb', '#c3d5e0'],
  shade: ['#3c5d78', '#9bb6c8'],
  snow: ['#ffffff', '#cfdde6'],
  near: '#dbe6ec',
};
const AURORA: Light = {
  id: 'sn',
  sky: ['#030818', '#0a2340', '#1d5060'],
  lit: ['#7fa6c0', '#3a5f80'],
  shade: ['#0d2138', '#27486a'],
  snow: ['#6f93b4', '#34557a'],
  near: '#2a4868',
  lamp: true,
};
const ALPENGLOW: Light = {
  id: 'sa',
  sky: ['#51507e', '#c0809a', '#ffd9bc'],
  lit: ['#ffe0cc', '#f0a892'],
  shade: ['#6a5278', '#b887a0'],
  snow: ['#fff0e6', '#d8b6c4'],
  near: '#c7a8bc',
};

const heaven = (light: Light): Layer => ({
  depth: 0,
  svg:
    defs(
      sky(`${light.id}s`, [
        [0, light.sky[0]],
        [0.4, light.sky[1]],
        [0.75, light.sky[2]],
        [1, light.sky[2]],
      ]),
    ) +
    wash(`url(#${light.id}s)`) +
    (light.lamp ? stars(9, 240, 600) : ''),
});

/** A curtain of northern lights: rays that hang from a wandering line and fade at its ends; curtains cross slowly. */
const curtain = (x: number, color: string, sway: number, seconds: number): Layer => ({
  depth: 0.02,
  svg:
    defs(
      linear(`aurora${x}`, [
        [0, color, 0],
        [0.7, color, 0.5],
        [1, color, 0],
      ]),
    ) +
    times(110, (at) => {
      const t = at / 110;
      const bottom = 330 + 60 * Math.sin(t * 7 + x) + 26 * Math.sin(t * 19);
      const height = 230 + 60 * Math.sin(t * 13 + 1);
      const strength = Math.sin(t * Math.PI) * (0.55 + 0.45 * Math.sin(t * 31) ** 2);
      const left = x + t * 1000 + 40 * Math.sin(t * 9);
      return rect(left, bottom - height, 22, height, `url(#aurora${x})`, `opacity="${strength.toFixed(3)}"`);
    }),
  sway: { x: sway, y: 16, seconds },
  filmOnly: true,
});

const PEAKS = [
  { x: 1240, y: 640, half: 420, height: 330, dark: 0.5 },
  { x: 330, y: 650, half: 460, height: 380, dark: 0.55 },
  { x: 800, y: 700, half: 470, height: 560, dark: 0.82 },
];

function peak(light: Light, of: (typeof PEAKS)[number]): Layer {
  const { x, y, half, height, dark } = of;
  const at = PEAKS.indexOf(of);
  const id = `${light.id}p${at}`;
  return {
    depth: 0.15 + at * 0.12,
    svg:
      defs(
        linear(`${id}l`, [
          [0, light.lit[0]],
          [1, light.lit[1]],
        ]),
        linear(`${id}d`, [
          [0, light.shade[0]],
          [1, light.shade[1]],
        ]),
      ) +
      path(`M${x - half},${y} L${x},${y - height} L${x + half},${y}Z`, `url(#${id}l)`) +
      path(
        `M${x},${y - height} L${x + half},${y} L${x + half * 0.2},${y} L${x + half * 0.12},${y - height * 0.3} L${x - half * 0.08},${y - height * 0.45} L${x + half * 0.06},${y - height * 0.66}Z`,
        `url(#${id}d)`,
        `opacity="${dark}"`,
      ),
  };
}

const snowfield = (light: Light): Layer => ({
  depth: 0.6,
  svg:
    defs(
      linear(`${light.id}f`, [
        [0, light.snow[0]],
        [1, light.snow[1]],
      ]),
      blur(`${light.id}b`, 20),
    ) +
    oval(700, 660, 1000, 60, light.snow[0], `opacity=".6" filter="url(#${light.id}b)"`) +
    path('M-240,960 V700 C300,640 520,740 820,720 C1100,702 1300,650 1840,700 V960Z', `url(#${light.id}f)`) +
    path('M-240,960 V810 C400,740 700,860 1000,820 C1240,790 1500,760 1840,800 V960Z', light.near) +
    times(26, (at) => {
      const t = at / 25;
      return oval(560 + t * 330 + Math.sin(t * 7) * 26, 880 - t * 128, 7 - t * 4.4, 4 - t * 2.6, light.shade[1]);
    }) +
    camp(light),
});

const camp = (light: Light): string =>
  (light.lamp ? glow('tentglow', 900, 726, 130, '#ff9a4a', 0.9) : '') +
  group(
    'transform="translate(900 744)"',
    path('M-34,4 L0,-44 L34,4Z', light.lamp ? '#ff7a3c' : '#d8412f') +
      path('M0,-44 L34,4 L10,4Z', light.lamp ? '#d8522a' : '#9f2a1f') +
      path('M-6,4 L0,-20 L6,4Z', light.lamp ? '#ffe0a0' : '#3a0f0c'),
  ) +
  group(
    'transform="translate(838 742)" fill="#1b2a36"',
    disc(0, -26, 5, '#1b2a36') + path('M-6,4 L-5,-20 H5 L6,4Z', '#1b2a36'),
  );

const north = (light: Light, air: readonly Layer[], weather: readonly Layer[]): readonly Layer[] => [
  heaven(light),
  ...air,
  ...PEAKS.map((of) => peak(light, of)),
  snowfield(light),
  ...weather,
];

export const snow: Scene = {
  still: north(DAY, [], []),
  ink: '#16324a',
  lettering:
    column('雪线以北', { x: 590, y: 140, size: 86, fill: '#16324a' }) +
    line('NORTH OF THE SNOW LINE', { x: 800, y: 866, size: 26, fill: '#35566e', spacing: 6 }),
  shots: [
    { seconds: 12, layers: north(DAY, [], [snowfall(8)]), camera: { ...WIDE_LENS, move: [12, 0] } },
    {
      seconds: 10,
      layers: north(AURORA, [curtain(150, '#58f0b0', 60, 14), curtain(560, '#8a7aff', -70, 18)], []),
      camera: { at: [860, 520], zoom: 1.35, move: [-10, 0] },
    },
    {
      seconds: 10,
      layers: north(ALPENGLOW, [], [snowfall(3, '#fff4ea')]),
      camera: { at: [850, 560], zoom: 1.7, move: [-6, -12] },
    },
  ],
};
