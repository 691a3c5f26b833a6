/** A Bowl of Rivers: mountains in a noodle bowl, steam over both. */
import {
  blur,
  chance,
  column,
  defs,
  disc,
  group,
  line,
  linear,
  path,
  radial,
  rect,
  ridge,
  stroke,
  times,
  wash,
} from '../brushes.ts';
import type { Layer, Scene } from '../scene.ts';

type Table = {
  readonly id: string;
  readonly wood: readonly [string, string];
  readonly inside: readonly [string, string, string];
  readonly hills: readonly [string, string, string, string];
  readonly sun: string;
};
const SUPPER: Table = {
  id: 'bs',
  wood: ['#2a1610', '#120a08'],
  inside: ['#f7d9a0', '#e39a52', '#a34d22'],
  hills: ['#c9783a', '#7f4a2c', '#3f5b3a', '#1f3a2a'],
  sun: '#fff2c9',
};
const SPRING: Table = {
  id: 'bp',
  wood: ['#12241f', '#070f0d'],
  inside: ['#e4f4e8', '#9fd0c0', '#4f9a90'],
  hills: ['#8fc0a0', '#5a9a78', '#38785c', '#1c5040'],
  sun: '#fffdf0',
};
const FROST: Table = {
  id: 'bf',
  wood: ['#1a2236', '#0a0d18'],
  inside: ['#dfe8f8', '#a0b8e0', '#5f7ab0'],
  hills: ['#c8d6ee', '#8ea6d0', '#5a74a8', '#324a80'],
  sun: '#ffffff',
};

const table = (of: Table): Layer => {
  const next = chance(12);
  return {
    depth: 0.2,
    svg:
      defs(
        linear(`${of.id}t`, [
          [0, of.wood[0]],
          [1, of.wood[1]],
        ]),
      ) +
      wash(`url(#${of.id}t)`) +
      times(34, () => {
        const y = -60 + next() * 1020;
        return stroke(
          `M-240,${y} C300,${y + 20 * next()} 1100,${y - 24 * next()} 1840,${y + 10}`,
          '#fff',
          1.5,
          'opacity=".035"',
        );
      }),
  };
};

const WELL: Layer['box'] = { x: 530, y: 200, width: 540, height: 540 };
/** What stands in the bowl is seen through its mouth only. */
const inBowl = (id: string, inside: string): string =>
  `<clipPath id="${id}"><circle cx="800" cy="470" r="262"/></clipPath>${group(`clip-path="url(#${id})"`, inside)}`;

const crockery: Layer = {
  depth: 0.5,
  svg:
    defs(
      blur('bowlsh', 18),
      radial('bowlrim', [
        [0.9, '#f4efe4'],
        [0.97, '#d9d0bd'],
        [1, '#a79c86'],
      ]),
    ) +
    disc(800, 490, 340, '#000', 'opacity=".5" filter="url(#bowlsh)"') +
    disc(800, 470, 312, 'url(#bowlrim)') +
    `<circle cx="800" cy="470" r="284" fill="none" stroke="#2f5fa8" stroke-width="7"/><circle cx="800" cy="470" r="297" fill="none" stroke="#2f5fa8" stroke-width="2"/>`,
};

/** The country in the bowl with its river `t` of the way through one wave. */
function country(of: Table, t: number): string {
  const flow = Math.sin(t * 2 * Math.PI) * 16;
  return inBowl(
    `${of.id}k`,
    defs(
      linear(`${of.id}i`, [
        [0, of.inside[0]],
        [0.5, of.inside[1]],
        [1, of.inside[2]],
      ]),
    ) +
      rect(500, 180, 600, 600, `url(#${of.id}i)`) +
      disc(880, 360 + flow * 0.5, 54, of.sun) +
      [
        [41, 520, 170],
        [43, 580, 180],
        [45, 640, 150],
        [46, 700, 110],
      ]
        .map(([seed = 0, base = 0, rise = 0], at) =>
          path(ridge({ seed, base, rise }), of.hills[at] ?? '', at ? '' : 'opacity=".85"'),
        )
        .join('') +
      path(
        `M500,${690 + flow} Q${640 + flow * 2},${650 - flow} 800,690 T1100,${680 - flow} V800 H500Z`,
        of.inside[0],
        'opacity=".9"',
      ) +
      [0, 1, 2]
        .map((at) =>
          stroke(
            `M520,${712 + at * 14 + flow * 0.4} Q${680 - flow * 2},${690 + at * 14} 800,${712 + at * 14} T1090,${704 + at * 14}`,
            of.inside[2],
            2,
            'opacity=".5"',
          ),
        )
        .join(''),
  );
}

const land = (of: Table): Layer => ({
  depth: 0.5,
  svg: Array.from({ length: 16 }, (_, at) => country(of, at / 16)),
  rate: 5,
  box: WELL,
});

const steamOf = (x: number, y: number): string =>
  stroke(
    `M${x},${y} C${x - 50},${y - 90} ${x + 70},${y - 150} ${x},${y - 240} C${x - 60},${y - 320} ${x + 50},${y - 380} ${x},${y - 480}`,
    '#fff',
    22,
  );
/** Steam that rises for ever: its box is as tall as one curl. */
const steam: Layer = {
  depth: 0.9,
  svg:
    defs(blur('bowlst', 16)) +
    group(
      'filter="url(#bowlst)" opacity=".16"',
      [0, 1, 2]
        .map(
          (at) =>
            steamOf(700 + at * 100, 900 + at * 60) +
            steamOf(700 + at * 100, 420 + at * 60) +
            steamOf(700 + at * 100, 1380 + at * 60) +
            steamOf(700 + at * 100, -60 + at * 60),
        )
        .join(''),
    ),
  box: { x: 560, y: -60, width: 500, height: 960 },
  drift: { y: -52 },
  wraps: 'y',
  sway: { x: 12, seconds: 5 },
  filmOnly: true,
};
const wisp: Layer = {
  depth: 1,
  svg:
    defs(blur('bowlwi', 18)) +
    group('filter="url(#bowlwi)" opacity=".13"', [700, 800, 900].map((x) => steamOf(x, 190)).join('')),
};
const chopsticks: Layer = {
  depth: 1.1,
  svg: group(
    'transform="rotate(24 1080 470)"',
    rect(1104, 0, 15, 820, '#8a2a1c', 'rx="7"') +
      rect(1140, 0, 15, 820, '#7a2418', 'rx="7"') +
      rect(1104, 0, 15, 70, '#d8a84a', 'rx="7"') +
      rect(1140, 0, 15, 70, '#c8983a', 'rx="7"'),
  ),
};

const meal = (of: Table): readonly Layer[] => [table(of), crockery, land(of), chopsticks, steam];

export const bowl: Scene = {
  still: [table(SUPPER), crockery, { depth: 1, svg: country(SUPPER, 0) }, wisp, chopsticks],
  ink: '#f4e6cf',
  lettering:
    column('一碗山河', { x: 550, y: 722, size: 46, fill: '#f4e6cf' }) +
    line('A BOWL OF RIVERS', { x: 850, y: 862, size: 32, fill: '#f4e6cf', spacing: 5 }),
  shots: [
    { seconds: 12, layers: meal(SUPPER), camera: { at: [700, 470], zoom: 1, move: [14, 0] } },
    { seconds: 10, layers: meal(SPRING), camera: { at: [800, 500], zoom: 2.2, move: [-10, -8] } },
    { seconds: 10, layers: meal(FROST), camera: { at: [840, 440], zoom: 1.3, move: [-14, 6] } },
  ],
};
