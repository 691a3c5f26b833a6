/** Low Orbit: a retired satellite over the rim of the Earth as the sun comes up, and up again. */
import {
  chance,
  defs,
  disc,
  glow,
  group,
  line,
  linear,
  oval,
  radial,
  rect,
  round,
  stars,
  stroke,
  times,
  wash,
} from '../brushes.ts';
import { type Layer, type Scene, WIDE_LENS } from '../scene.ts';

const BLACK = '#020409';

const space: Layer = { depth: 0.05, svg: wash(BLACK) + stars(8, 260, 900) };

/** `lit` is the colour of the air at the rim. */
function earth(id: string, lit: string, rim: string): Layer {
  const next = chance(8);
  return {
    depth: 0.3,
    svg:
      defs(
        radial(`${id}p`, [
          [0, '#0b1a2c'],
          [0.86, '#0a1728'],
          [0.955, '#14507a'],
          [0.985, lit],
          [1, rim],
        ]),
        radial(`${id}a`, [
          [0.9, lit, 0.55],
          [1, lit, 0],
        ]),
        linear(
          `${id}s`,
          [
            [0, BLACK, 0.96],
            [0.45, BLACK, 0.72],
            [1, BLACK, 0],
          ],
          true,
        ),
      ) +
      disc(700, 1740, 1330, `url(#${id}a)`) +
      disc(700, 1740, 1230, `url(#${id}p)`) +
      times(22, () =>
        oval(
          -100 + next() * 1800,
          620 + next() * 300,
          60 + next() * 190,
          5 + next() * 12,
          '#9fd3ee',
          `opacity=".09" transform="rotate(${round(-8 + next() * 22)} 800 700)"`,
        ),
      ) +
      disc(700, 1740, 1234, `url(#${id}s)`),
  };
}

/** Lights of cities on the night side: they pass under the satellite. */
function cities(): Layer {
  const next = chance(44);
  const towns = times(34, () => {
    const x = next() * 2000;
    const y = 700 + next() * 180;
    return times(9, () =>
      disc(x + (next() - 0.5) * 90, y + (next() - 0.5) * 16, 0.8 + next() * 1.5, '#ffd08a', 'opacity=".8"'),
    );
  });
  return { depth: 0.35, svg: towns, box: { x: -100, y: 680, width: 2200, height: 230 }, drift: { x: -22 }, wraps: 'x' };
}

const sunrise: Layer = {
  depth: 0.3,
  svg:
    glow('orbitsun', 1010, 548, 330, '#ffd9a0', 1) +
    disc(1010, 548, 20, '#fff') +
    rect(560, 546, 900, 3, '#fff3d8', 'opacity=".45"'),
  box: { x: 540, y: 200, width: 940, height: 690 },
};

const panel = (x: number, y: number): string =>
  rect(x, y, 70, 22, y < 0 ? '#4d7ea8' : '#3a6a93') +
  times(4, (at) => stroke(`M${x + 14 + at * 14},${y} v22`, '#24435e', 1.5)) +
  stroke(`M${x},${y + 11} h70`, '#24435e', 1.5);

function satellite(tilt: number): string {
  const body =
    panel(-108, -26) +
    panel(-108, 4) +
    panel(38, -26) +
    panel(38, 4) +
    rect(-112, -2, 224, 4, '#dfe8ee') +
    rect(-26, -9, 52, 18, '#dfe8ee', 'rx="6"') +
    rect(-26, 2, 52, 7, '#9fb0bd', 'rx="3"') +
    rect(-4, -36, 8, 72, '#dfe8ee', 'rx="4"') +
    oval(0, -40, 17, 6, '#f4f8fa') +
    oval(0, -42, 12, 3.5, '#8ea3b2');
  return group(`transform="translate(770 300) rotate(${tilt})"`, body);
}

/** Rocks slowly about its axis: a cycle that ends as it began. */
const craft: Layer = {
  depth: 0.9,
  svg: Array.from({ length: 48 }, (_, at) => satellite(-14 + 7 * Math.sin((at / 48) * 2 * Math.PI))),
  rate: 8,
  box: { x: 640, y: 200, width: 260, height: 200 },
  sway: { y: 14, x: 20, seconds: 16 },
};

const beacon: Layer = {
  depth: 0.9,
  svg: glow('orbitb', 768, 262, 22, '#ff5a4a', 1),
  box: { x: 740, y: 236, width: 56, height: 56 },
  sway: { y: 14, x: 20, seconds: 16 },
  blink: { on: 0.3, every: 1.6 },
};

const BLUE_AIR = earth('oe', '#5cc6ff', '#dff6ff');
const GREEN_AIR = earth('og', '#58e0a0', '#d8ffe6');
const RED_AIR = earth('or', '#ff8a5c', '#ffe2c4');

export const orbit: Scene = {
  still: [space, BLUE_AIR, sunrise, { depth: 0.9, svg: satellite(-14) }],
  ink: '#ffffff',
  lettering:
    line('LOW', { x: 800, y: 700, size: 150, fill: '#fff', weight: 800, spacing: 30 }) +
    line('ORBIT', { x: 800, y: 820, size: 120, fill: '#fff', weight: 200, spacing: 26 }) +
    line('低轨', { x: 800, y: 874, size: 32, fill: '#fff', face: 'sans', spacing: 34 }),
  shots: [
    {
      seconds: 12,
      layers: [space, BLUE_AIR, cities(), sunrise, craft, beacon],
      camera: { ...WIDE_LENS, move: [10, 0] },
    },
    {
      seconds: 10,
      layers: [space, GREEN_AIR, cities(), craft, beacon],
      camera: { at: [800, 420], zoom: 1.9, move: [-8, 5] },
    },
    {
      seconds: 10,
      layers: [space, RED_AIR, sunrise, craft, beacon],
      camera: { at: [860, 440], zoom: 1.2, move: [-12, -6] },
    },
  ],
};
