/** The Lamp at the Lane: a walker with an umbrella, lanterns, wet stones. */
import {
  blur,
  chance,
  column,
  defs,
  disc,
  group,
  line,
  linear,
  oval,
  path,
  radial,
  rect,
  round,
  stroke,
  times,
  wash,
} from '../brushes.ts';
import { type Layer, type Scene, WIDE_LENS } from '../scene.ts';
import { rain, snowfall } from '../weather.ts';

type Evening = {
  readonly id: string;
  readonly sky: string;
  readonly glow: readonly [string, string, string];
  readonly stones: readonly [string, string, string];
};
const AMBER: Evening = {
  id: 'aa',
  sky: '#1d2333',
  glow: ['#ffdf9e', '#ffb054', '#b4531f'],
  stones: ['#a8531f', '#3a1c18', '#0a070b'],
};
const JADE: Evening = {
  id: 'aj',
  sky: '#0a1c22',
  glow: ['#d8ffe0', '#4fc0a0', '#12605a'],
  stones: ['#1f7a6a', '#10343a', '#05090c'],
};
const ROSE: Evening = {
  id: 'ar',
  sky: '#2c1a3a',
  glow: ['#ffe6ea', '#ff8a9e', '#8a2f6a'],
  stones: ['#a83a62', '#3c1638', '#0c0610'],
};

const end = (in_: Evening): Layer => ({
  depth: 0.1,
  svg:
    defs(
      radial(`${in_.id}g`, [
        [0, in_.glow[0]],
        [0.25, in_.glow[1], 0.85],
        [0.6, in_.glow[2], 0.35],
        [1, '#1a0d10', 0],
      ]),
    ) +
    wash(in_.sky) +
    disc(800, 500, 430, `url(#${in_.id}g)`),
});

function houses(in_: Evening): Layer {
  const next = chance(19);
  const panes = ['#ffcf7a', '#ffb65a', '#e88a3c', '#7c3a22'];
  const windows = times(42, (at) => {
    const [side, t, floor] = [at % 2, (Math.floor(at / 2) % 7) / 7, Math.floor(at / 14)];
    const dark = next() < 0.3;
    const [fill, opacity] = [panes[Math.floor(next() * 4)] ?? '', round(0.45 + next() * 0.5)];
    const width = 34 * (1 - t * 0.62);
    const x = side ? 1260 - t * 320 - width : 340 + t * 320;
    const top = 130 + t * 150 + floor * (120 - 56 * t);
    return dark
      ? ''
      : path(
          `M${round(x)},${round(top)} l${round(width)},${side ? -8 : 8} v${round(64 * (1 - t * 0.5))} l${round(-width)},${side ? 8 : -8}Z`,
          fill,
          `opacity="${opacity}"`,
        );
  });
  return {
    depth: 0.3,
    svg:
      defs(
        linear(
          `${in_.id}l`,
          [
            [0, '#0d0a10'],
            [1, in_.stones[1]],
          ],
          true,
        ),
        linear(
          `${in_.id}r`,
          [
            [0, in_.stones[1]],
            [1, '#0d0a10'],
          ],
          true,
        ),
        linear(`${in_.id}f`, [
          [0, in_.stones[0]],
          [0.35, in_.stones[1]],
          [1, in_.stones[2]],
        ]),
      ) +
      path('M-240,960 L690,556 H910 L1840,960Z', `url(#${in_.id}f)`) +
      path('M-240,-60 H360 L690,250 V560 L-240,960Z', `url(#${in_.id}l)`) +
      path('M1840,-60 H1240 L910,250 V560 L1840,960Z', `url(#${in_.id}r)`) +
      windows,
  };
}

function glints(in_: Evening): Layer {
  const one = (seed: number): string => {
    const next = chance(seed);
    return times(46, () => {
      const y = 600 + next() * 280;
      return rect(
        800 + (next() - 0.5) * (y - 540) * 1.5,
        y,
        10 + next() * 60,
        2.5,
        in_.glow[1],
        `opacity="${round(0.1 + next() * 0.5)}"`,
      );
    });
  };
  return { depth: 0.4, svg: [one(2), one(3), one(4)], rate: 4, box: { x: 460, y: 590, width: 680, height: 300 } };
}

function lanterns(from: number): string {
  return times(4, (at) => {
    const place = from + at * 2;
    if (place > 6) return '';
    const [x, y] = [560 + place * 80, 236 + Math.sin((place / 6) * Math.PI) * 74];
    return (
      disc(x, y, 34, '#ff5b2e', 'opacity=".35" filter="url(#alleyb)"') +
      oval(x, y, 15, 18, '#ff6b3a') +
      oval(x, y, 7, 17, '#ffb27a') +
      rect(x - 7, y - 21, 14, 4, '#5a1a10') +
      stroke(`M${x},${y + 18} v12`, '#ff9a5a', 2)
    );
  });
}

const string = (sway: number, from: number): Layer => ({
  depth: 0.6,
  svg:
    defs(blur('alleyb', 8)) + (from === 0 ? stroke('M480,190 Q800,400 1120,190', '#2a1512', 3) : '') + lanterns(from),
  box: { x: 470, y: 150, width: 660, height: 240 },
  sway: { x: sway, y: 3, seconds: 4.5 },
});

const walkerAt = (step: number): string => {
  const swing = 9 * Math.sin(step);
  return group(
    `transform="translate(800 ${(640 + Math.abs(Math.sin(step)) * -3).toFixed(1)})"`,
    oval(0, 10, 80, 9, '#000', 'opacity=".4"') +
      stroke(
        `M-5,-20 L${(-5 + swing).toFixed(1)},8 M5,-20 L${(5 - swing).toFixed(1)},8`,
        '#0b0709',
        9,
        'stroke-linecap="round"',
      ) +
      path('M-20,-8 L-14,-70 Q0,-92 14,-70 L20,-8Z', '#0b0709') +
      disc(0, -92, 13, '#0b0709') +
      path('M-74,-104 Q0,-184 74,-104 Q48,-116 30,-104 Q0,-118 -30,-104 Q-48,-116 -74,-104Z', '#0b0709') +
      stroke('M2,-150 V-40', '#0b0709', 4),
  );
};

const walker: Layer = {
  depth: 0.8,
  svg: Array.from({ length: 16 }, (_, at) => walkerAt((at / 16) * 2 * Math.PI)),
  rate: 10,
  box: { x: 710, y: 450, width: 180, height: 220 },
  drift: { y: 2 },
};

const lane = (in_: Evening, weather: readonly Layer[]): readonly Layer[] => [
  end(in_),
  houses(in_),
  glints(in_),
  string(3, 0),
  string(-4, 1),
  walker,
  ...weather,
];

export const alley: Scene = {
  still: lane(AMBER, []),
  ink: '#ffe2ae',
  lettering:
    column('巷口的灯', { x: 592, y: 560, size: 76, fill: '#ffe2ae' }) +
    line('THE LAMP AT THE LANE', { x: 840, y: 866, size: 24, fill: '#ffe2ae', spacing: 4 }),
  shots: [
    { seconds: 12, layers: lane(AMBER, [rain(7, '#ffe6c0')]), camera: { ...WIDE_LENS, move: [8, 0] } },
    { seconds: 10, layers: lane(JADE, [rain(12)]), camera: { at: [800, 520], zoom: 1.9, move: [-8, 4] } },
    {
      seconds: 10,
      layers: lane(ROSE, [snowfall(7, '#ffe9ee')]),
      camera: { at: [800, 430], zoom: 1.25, move: [0, -14] },
    },
  ],
};
