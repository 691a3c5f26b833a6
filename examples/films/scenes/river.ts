/** Crossing the Winter River: a ferry with one lamp under mountains, at dusk, by moonlight and in the pale morning. */
import {
  blur,
  chance,
  column,
  defs,
  disc,
  glow,
  group,
  line,
  linear,
  oval,
  path,
  pine,
  rect,
  ridge,
  round,
  sky,
  stars,
  stroke,
  times,
  wash,
} from '../brushes.ts';
import { type Layer, type Scene, WIDE_LENS } from '../scene.ts';
import { fog, snowfall } from '../weather.ts';

interface Light {
  readonly id: string;
  readonly sky: readonly [string, string, string, string];
  readonly far: string;
  readonly mid: string;
  readonly near: string;
  readonly front: string;
  readonly sun: string;
  readonly sunAt: readonly [number, number];
  readonly seed: number;
  readonly moon?: boolean;
}

const DUSK: Light = {
  id: 'rd',
  sky: ['#071a2a', '#16455a', '#5d9a9c', '#f3cf94'],
  far: '#7fa9a6',
  mid: '#2c6471',
  near: '#123747',
  front: '#06151d',
  sun: '#ffe9b8',
  sunAt: [1085, 392],
  seed: 11,
};
const NIGHT: Light = {
  id: 'rn',
  sky: ['#040a16', '#0b1c38', '#1c3a5e', '#5c7f9a'],
  far: '#3f617c',
  mid: '#1c3a56',
  near: '#0c2036',
  front: '#03080f',
  sun: '#e8f1ff',
  sunAt: [700, 210],
  seed: 31,
  moon: true,
};
const MORNING: Light = {
  id: 'rm',
  sky: ['#8fa3a8', '#b3c2c2', '#d6dcd6', '#efe9dc'],
  far: '#a9b9b8',
  mid: '#6e8587',
  near: '#3d5459',
  front: '#182529',
  sun: '#fff8e6',
  sunAt: [960, 330],
  seed: 73,
};

function heaven(light: Light): Layer {
  const [top, high, low, rim] = light.sky;
  const [x, y] = light.sunAt;
  return {
    depth: 0,
    svg:
      defs(
        sky(`${light.id}s`, [
          [0, top],
          [0.28, high],
          [0.46, low],
          [0.56, rim],
          [1, rim],
        ]),
      ) +
      wash(`url(#${light.id}s)`) +
      (light.moon ? stars(light.seed, 160, 430) : '') +
      glow(`${light.id}g`, x, y, 420, light.sun, 0.95) +
      disc(x, y, light.moon ? 38 : 54, light.sun),
  };
}

function mountains(light: Light): readonly Layer[] {
  const rim = light.sky[3];
  const ranges = [
    { seed: 1, base: 540, rise: 150, color: light.far, haze: 0.75, opacity: 0.42 },
    { seed: 2, base: 560, rise: 230, color: light.far, haze: 0.75, opacity: 0.75 },
    { seed: 3, base: 590, rise: 330, color: light.mid, haze: 0.35, opacity: 0.95 },
    { seed: 5, base: 620, rise: 300, color: light.near, haze: 0.35, opacity: 1 },
  ];
  return ranges.map((range, at) => {
    const id = `${light.id}m${at}`;
    const shape = {
      seed: light.seed + range.seed,
      base: range.base,
      rise: range.rise,
      roughness: 0.5 + 0.02 * at,
      sharpness: 1.35,
      bottom: 700,
    };
    const rock = (below: number): string =>
      path(ridge({ ...shape, below }), `url(#${id})`, `opacity="${range.opacity}"`);
    const snow = at < 2 ? '' : path(ridge(shape), at === 2 ? '#dfe9e4' : '#c9dcdc', 'opacity=".85"');
    return {
      depth: 0.1 + at * 0.09,
      svg:
        defs(
          linear(id, [
            [0, range.color],
            [0.55, range.color, 0.96],
            [1, rim, range.haze],
          ]),
          blur(`${id}b`, 14),
        ) +
        snow +
        rock(at < 2 ? 0 : 46) +
        oval(300 + at * 330, 610 + at * 8, 700, 36, rim, `opacity="${0.34 - 0.05 * at}" filter="url(#${id}b)"`),
    };
  });
}

/** The river and the way of light on it; two phases make it glitter. */
function water(light: Light): readonly Layer[] {
  const [, , low, rim] = light.sky;
  const glitter = (phase: number): string => {
    const next = chance(light.seed + phase);
    return times(46, () => {
      const y = 634 + next() ** 1.6 * 210;
      const width = (30 + next() * 150 * (y - 600)) / 150 + 24;
      const x = light.sunAt[0] - width / 2 + (next() - 0.5) * (90 + (y - 628) * 1.6);
      return rect(x, y, width, 1.2 + (y - 628) / 70, light.sun, `rx="2" opacity="${round(0.1 + next() * 0.5)}"`);
    });
  };
  return [
    {
      depth: 0.5,
      svg:
        defs(
          linear(`${light.id}w`, [
            [0, rim, 0.9],
            [0.12, low],
            [0.45, light.mid],
            [1, light.front],
          ]),
        ) + rect(-240, 628, 2080, 332, `url(#${light.id}w)`),
    },
    {
      depth: 0,
      svg: [glitter(0), glitter(40), glitter(80), glitter(120)],
      rate: 5,
      box: { x: light.sunAt[0] - 330, y: 628, width: 660, height: 230 },
    },
  ];
}

function ferry(light: Light): Layer {
  const hull = '#06121a';
  return {
    depth: 0.8,
    drift: { x: -7 },
    sway: { y: 3, seconds: 5 },
    box: { x: 780, y: 630, width: 250, height: 190 },
    svg: group(
      'transform="translate(905 702)"',
      defs(blur(`${light.id}f`, 3)) +
        path('M-80,22 C-40,40 60,40 96,20 L80,46 C20,60 -40,56 -80,22Z', hull, 'opacity=".35"') +
        rect(-79, 20, 10, 74, '#ffc66b', `opacity=".3" filter="url(#${light.id}f)"`) +
        path('M-92,0 C-60,26 66,26 104,-6 L88,-2 C30,8 -40,8 -92,0Z', hull) +
        path('M-34,2 v-34 q26,-16 56,0 v34Z', '#0a1a22') +
        rect(-22, -24, 13, 16, '#ffcf7a') +
        rect(0, -24, 13, 16, '#ffb75c', 'opacity=".8"') +
        stroke('M62,0 v-40 M62,-40 l26,48', hull, 4) +
        disc(62, -46, 8, hull) +
        glow(`${light.id}l`, -74, -20, 44, '#ffc66b', 0.7) +
        disc(-74, -20, 6, '#ffe2a6') +
        stroke('M-74,-14 v16', hull, 2),
    ),
  };
}

function bank(light: Light): Layer {
  const next = chance(light.seed);
  const trees = times(26, () => {
    const left = next() < 0.62;
    const x = left ? -230 + next() * 640 : 1290 + next() * 540;
    const size = (left ? 90 : 70) + next() * 150 * (left ? Math.max(0.2, 1 - x / 760) : 0.7);
    return pine(x, 880 - next() * 20, size, light.front);
  });
  return {
    depth: 1.3,
    svg: path(ridge({ seed: light.seed + 21, base: 846, rise: 70, roughness: 0.5, points: 65 }), light.front) + trees,
  };
}

const riverIn = (light: Light, weather: readonly Layer[]): readonly Layer[] => [
  heaven(light),
  ...mountains(light),
  ...water(light),
  ferry(light),
  bank(light),
  ...weather,
];

export const river: Scene = {
  still: riverIn(DUSK, []),
  ink: '#fff8e8',
  lettering:
    column('冬江渡河', { x: 1010, y: 150, size: 104, fill: '#fff8e8' }) +
    line('CROSSING THE WINTER RIVER', { x: 800, y: 862, size: 26, fill: '#fff8e8', spacing: 5 }),
  shots: [
    { seconds: 12, layers: riverIn(DUSK, []), camera: { ...WIDE_LENS, move: [12, 0] } },
    { seconds: 10, layers: riverIn(NIGHT, [snowfall(5)]), camera: { at: [850, 600], zoom: 1.7, move: [-10, 0] } },
    { seconds: 10, layers: riverIn(MORNING, [fog('#efe9dc')]), camera: { at: [800, 450], zoom: 1, move: [-12, 0] } },
  ],
};
