/** Tidewater: waves as a woodblock printer cuts them, each row going its own way. */
import { chance, column, defs, disc, glow, line, path, rect, sky, stars, stroke, times, wash } from '../brushes.ts';
import { type Layer, type Scene, WIDE_LENS } from '../scene.ts';
import { motes, rain } from '../weather.ts';

type Print = {
  readonly id: string;
  readonly sky: readonly [string, string];
  readonly sun: string;
  readonly water: readonly string[];
  readonly foam: string;
  readonly night?: boolean;
};
const PAPER: Print = {
  id: 'wp',
  sky: ['#f0e7d2', '#d8d8c6'],
  sun: '#d9402e',
  water: ['#9cc0c8', '#5e9bb0', '#2f7593', '#1a5578', '#0f3a5c', '#0a2743'],
  foam: '#f4efe0',
};
const STORM: Print = {
  id: 'wq',
  sky: ['#1c2430', '#56646c'],
  sun: '#c8ccc0',
  water: ['#6a7c80', '#4c6468', '#385054', '#283e44', '#1a2c34', '#0e1c24'],
  foam: '#dfe6e2',
};
const MOON: Print = {
  id: 'wm',
  sky: ['#0a0f30', '#3a2f6a'],
  sun: '#fff0c8',
  water: ['#5a58a0', '#454490', '#343480', '#26276a', '#1a1b52', '#0f1038'],
  foam: '#d8d4ff',
  night: true,
};

const heaven = (of: Print): Layer => ({
  depth: 0,
  svg:
    defs(
      sky(`${of.id}s`, [
        [0, of.sky[0]],
        [0.7, of.sky[1]],
        [1, of.sky[1]],
      ]),
    ) +
    wash(`url(#${of.id}s)`) +
    (of.night ? stars(2, 160, 400) + glow(`${of.id}g`, 960, 250, 300, of.sun, 0.7) : '') +
    disc(960, 250, 110, of.sun),
});

const CREST = 200;
/** One row of curling crests; ten of them make the period. */
function row(of: Print, at: number): Layer {
  const y = 380 + at * 84;
  const curl = `c60,${-90 - at * 6} 140,${-90 - at * 6} 150,-14 c-30,-34 -72,-20 -70,10 c2,26 40,44 120,4`;
  const start = -240 - CREST;
  const outline = `M${start},${y}${` ${curl}`.repeat(13)}`;
  const shape = `${outline} V960 H${start}Z`;
  return {
    depth: 0.2 + at * 0.16,
    svg:
      path(shape, of.water[at] ?? '') +
      stroke(outline, of.foam, 5, 'opacity=".85"') +
      rect(start, y + 70, 3000, 3, of.foam, 'opacity=".18"'),
    box: { x: -240, y: y - 110, width: CREST * 10, height: 1070 - y },
    drift: { x: (at % 2 ? -1 : 1) * (18 + at * 7) },
    wraps: 'x',
    sway: { y: 9 + at * 2, seconds: 4 + at * 0.7 },
  };
}

/** The same row standing still for the poster, a little beside its neighbours. */
const stillRow = (of: Print, at: number): Layer => {
  const { svg } = row(of, at);
  return {
    depth: 1,
    svg: `<g transform="translate(${-((at * 71) % CREST)} 0)">${typeof svg === 'string' ? svg : ''}</g>`,
  };
};

const spray = (of: Print): string => {
  const next = chance(6);
  return times(70, () => disc(-200 + next() * 2000, 330 + next() * 240, 1.5 + next() * 4, of.foam));
};

const sea = (of: Print, weather: readonly Layer[]): readonly Layer[] => [
  heaven(of),
  ...of.water.map((_, at) => row(of, at)),
  ...weather,
];

export const wave: Scene = {
  still: [heaven(PAPER), ...PAPER.water.map((_, at) => stillRow(PAPER, at)), { depth: 1, svg: spray(PAPER) }],
  ink: '#f7f2e4',
  lettering:
    column('潮信', { x: 590, y: 160, size: 124, fill: '#0f3a5c' }) +
    line('TIDEWATER', { x: 800, y: 862, size: 52, fill: '#f4efe0', weight: 800, spacing: 22 }),
  shots: [
    {
      seconds: 12,
      layers: sea(PAPER, [motes('#f7f2e4', { y: -14, count: 50 })]),
      camera: { ...WIDE_LENS, move: [8, 0] },
    },
    { seconds: 10, layers: sea(STORM, [rain(12, '#eef4f4')]), camera: { at: [800, 520], zoom: 1.6, move: [-10, 0] } },
    { seconds: 10, layers: sea(MOON, []), camera: { at: [860, 420], zoom: 1.1, move: [-8, 0] } },
  ],
};
