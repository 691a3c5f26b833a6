/** Song of the Flying Whale: it swims over the roofs, its tail slow as breathing. */
import {
  blur,
  chance,
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
  stroke,
  times,
  wash,
} from '../brushes.ts';
import type { Layer, Scene } from '../scene.ts';
import { motes } from '../weather.ts';

type Sky = {
  readonly id: string;
  readonly colors: readonly [string, string, string, string];
  readonly moon: string;
  readonly cloud: readonly [string, string];
};

const TWILIGHT: Sky = {
  id: 'wt',
  colors: ['#0a1440', '#3a4fa8', '#c79bd0', '#ffe1d0'],
  moon: '#fff6d8',
  cloud: ['#fff0f0', '#d9b7e0'],
};
const DEEP: Sky = {
  id: 'wd',
  colors: ['#02051a', '#0a1a52', '#1f3f8a', '#4a86b8'],
  moon: '#eafcff',
  cloud: ['#8fc0e0', '#5a8ac0'],
};
const SUNRISE: Sky = {
  id: 'ws',
  colors: ['#4a6fb8', '#f0a0a0', '#ffd0a0', '#fff4d8'],
  moon: '#fffbe8',
  cloud: ['#ffffff', '#ffe3cc'],
};

const heaven = (over: Sky): Layer => ({
  depth: 0,
  svg:
    defs(
      sky(`${over.id}s`, [
        [0, over.colors[0]],
        [0.55, over.colors[1]],
        [0.8, over.colors[2]],
        [1, over.colors[3]],
      ]),
    ) +
    wash(`url(#${over.id}s)`) +
    (over === SUNRISE ? '' : stars(3, 150, 540)) +
    glow(`${over.id}m`, 980, 190, 200, over.moon, 0.6) +
    disc(980, 190, 66, over.moon),
});

/** The whale with its tail bent by `bend` units and its fin by half of that. */
function whaleAt(bend: number): string {
  const tail = `M220,-30 C262,${-34 + bend * 0.4} 292,${-58 + bend} 352,${-70 + bend * 1.6} C346,${-44 + bend * 1.5} 330,${-20 + bend * 1.3} 308,${-4 + bend} C334,${8 + bend} 348,${34 + bend * 1.3} 350,${58 + bend * 1.5} C316,${58 + bend * 1.2} 284,${34 + bend} 262,${8 + bend * 0.6} L214,40Z`;
  return group(
    'transform="translate(790 440) rotate(-12)"',
    defs(
      linear('whaleskin', [
        [0, '#6fa4e8'],
        [0.6, '#2a4c9c'],
        [1, '#1b2f70'],
      ]),
    ) +
      path(tail, '#2c509f') +
      path(
        'M-250,6 C-230,-100 -60,-140 90,-96 C170,-72 220,-40 262,-22 L250,14 C200,44 120,96 -20,104 C-150,110 -246,90 -250,6Z',
        'url(#whaleskin)',
      ) +
      path(
        'M-248,26 C-200,80 -90,70 10,62 C80,56 150,40 220,14 C160,70 60,104 -20,104 C-150,110 -240,92 -248,26Z',
        '#e9f0ff',
        'opacity=".88"',
      ) +
      stroke(
        'M-226,52 C-150,92 -60,84 10,78 M-206,72 C-140,100 -60,96 0,90 M-236,38 C-160,84 -60,74 30,66',
        '#9db7e6',
        3,
      ) +
      path(`M-40,70 C-60,${130 - bend} -20,${170 - bend} 30,${178 - bend} C40,130 30,90 10,66Z`, '#24428c') +
      disc(-168, -4, 8, '#0a1440') +
      disc(-165, -7, 2.6, '#fff') +
      stroke('M-186,-22 q18,-10 34,0', '#1b2f70', 3),
  );
}

const swimmer: Layer = {
  depth: 0.8,
  svg: Array.from({ length: 40 }, (_, at) => whaleAt(20 * Math.sin((at / 40) * 2 * Math.PI))),
  rate: 12,
  box: { x: 500, y: 250, width: 660, height: 400 },
  drift: { x: -9 },
  sway: { y: 22, seconds: 7 },
};

function clouds(over: Sky, y: number, depth: number, drift: number): Layer {
  const next = chance(y);
  const puffs = times(30, (at) => {
    const [x, top, width, height] = [-240 + next() * 2080, y + next() * 150, 100 + next() * 150, 36 + next() * 40];
    return [0, -2080, 2080]
      .map((shift) => oval(x + shift, top, width, height, over.cloud[at % 2] ?? '', 'opacity=".72"'))
      .join('');
  });
  const id = `${over.id}c${y}`;
  return {
    depth,
    svg: defs(blur(id, 12)) + group(`filter="url(#${id})"`, puffs),
    box: { x: -240, y: y - 110, width: 2080, height: 1070 - y },
    drift: { x: drift },
    wraps: 'x',
  };
}

/** Roofs of the town with lit windows, seen when the whale comes down. */
const roofs = (): Layer => {
  const next = chance(88);
  return {
    depth: 1,
    svg: times(26, (at) => {
      const [x, width, height] = [-240 + at * 82, 84 + next() * 20, 60 + next() * 70];
      const top = 930 - height;
      return (
        path(`M${x},960 V${top} l${width / 2},-34 l${width / 2},34 V960Z`, '#0b1238') +
        (next() < 0.7 ? rect(x + width * 0.4, top + 14, 13, 17, '#ffd68a') : '')
      );
    }),
    filmOnly: true,
  };
};

const overTown = (over: Sky, weather: readonly Layer[]): readonly Layer[] => [
  heaven(over),
  clouds(over, 700, 0.3, 10),
  swimmer,
  clouds(over, 790, 1.1, 30),
  ...weather,
];

export const whale: Scene = {
  still: [
    heaven(TWILIGHT),
    clouds(TWILIGHT, 700, 0.3, 10),
    { depth: 1, svg: whaleAt(0) },
    clouds(TWILIGHT, 790, 1.1, 30),
  ],
  ink: '#ffffff',
  lettering:
    line('飞鲸的歌', { x: 800, y: 150, size: 104, fill: '#fff', face: 'sans', spacing: 6 }) +
    line('Song of the Flying Whale', { x: 800, y: 850, size: 38, fill: '#2a3a80', weight: 800 }),
  shots: [
    { seconds: 12, layers: overTown(TWILIGHT, []), camera: { at: [740, 450], zoom: 1, move: [-10, 0] } },
    {
      seconds: 10,
      layers: [heaven(DEEP), swimmer, roofs(), motes('#dff4ff', { y: -40 })],
      camera: { at: [730, 520], zoom: 1.15, move: [12, 4] },
    },
    {
      seconds: 10,
      layers: overTown(SUNRISE, [motes('#fff', { y: -22, count: 50 })]),
      camera: { at: [700, 420], zoom: 1.6, move: [-10, 0] },
    },
  ],
};
