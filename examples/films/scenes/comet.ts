/** Paper Comet: cut paper in five colours; a plane that never slows down. */
import { disc, line, path, rect, stroke, times, wash } from '../brushes.ts';
import type { Layer, Scene } from '../scene.ts';

type Paper = {
  readonly ground: string;
  readonly rule: string;
  readonly sun: readonly [string, string];
  readonly hill: readonly [string, string];
  readonly peak: readonly [string, string];
  readonly dot: string;
};
const CREAM: Paper = {
  ground: '#f1e6d2',
  rule: '#e3d5bb',
  sun: ['#e5502f', '#c33d22'],
  hill: ['#1d3557', '#16294a'],
  peak: ['#f2b134', '#d8951b'],
  dot: '#1d3557',
};
const NAVY: Paper = {
  ground: '#14233f',
  rule: '#1c2f52',
  sun: ['#f2e3b8', '#dcc88c'],
  hill: ['#3a5a9a', '#2c477c'],
  peak: ['#e5502f', '#c33d22'],
  dot: '#f2b134',
};
const MINT: Paper = {
  ground: '#bfe3d0',
  rule: '#aed6c1',
  sun: ['#f7c843', '#e0ab22'],
  hill: ['#d8553f', '#b83e2c'],
  peak: ['#fff5e2', '#e6d6b8'],
  dot: '#d8553f',
};

const desk = (of: Paper): Layer => ({
  depth: 0,
  svg: wash(of.ground) + times(48, (at) => stroke(`M${-240 + at * 44},-60 v1020`, of.rule, 3)),
});
const sun = (of: Paper): Layer => ({
  depth: 0.2,
  svg: disc(800, 380, 250, of.sun[0]) + path('M800,130 A250,250 0 0 1 800,630Z', of.sun[1]),
  box: { x: 540, y: 120, width: 520, height: 520 },
});

const folded = (
  x: number,
  foot: number,
  half: number,
  height: number,
  [lit, dark]: readonly [string, string],
): string =>
  path(`M${x - half},${foot} L${x},${foot - height} L${x + half},${foot}Z`, lit) +
  path(`M${x},${foot - height} L${x + half},${foot} H${x}Z`, dark);

const hills = (of: Paper): Layer => ({
  depth: 0.5,
  svg: folded(800, 960, 560, 580, of.hill) + folded(130, 960, 420, 400, of.hill) + folded(1520, 960, 460, 450, of.hill),
});
const peak = (of: Paper): Layer => ({
  depth: 0.9,
  svg: folded(800, 960, 300, 310, of.peak) + folded(1300, 960, 240, 190, of.peak) + folded(330, 960, 220, 160, of.peak),
});

const confetti = (of: Paper): Layer => ({
  depth: 0.35,
  svg: times(16, (at) => {
    const [x, y] = [-220 + ((at * 397) % 2040), 40 + ((at * 211) % 560)];
    return at % 3 === 0
      ? rect(x, y, 70, 12, of.dot, `transform="rotate(-46 ${x} ${y})"`)
      : disc(x, y, 7 + (at % 4) * 5, at % 2 ? of.dot : of.peak[0]);
  }),
  box: { x: -240, y: -60, width: 2080, height: 760 },
  drift: { x: -46 },
  wraps: 'x',
  filmOnly: true,
});

const plane = (body: string): string =>
  path('M1010,120 L560,420 L600,450Z', body) +
  path('M1010,120 L600,450 L650,470Z', '#d9cdb6') +
  path('M1010,120 L600,450 L606,490 L632,462Z', '#b9ab90');
const flight = (speed: readonly [number, number], wave: number): Layer => ({
  depth: 1,
  svg: plane('#fff8ea'),
  box: { x: 540, y: 100, width: 490, height: 400 },
  drift: { x: speed[0], y: speed[1] },
  sway: { y: wave, x: wave, seconds: 5 },
});

const world = (of: Paper, plane_: Layer): readonly Layer[] => [
  desk(of),
  sun(of),
  confetti(of),
  hills(of),
  plane_,
  peak(of),
];

export const comet: Scene = {
  still: [
    desk(CREAM),
    sun(CREAM),
    hills(CREAM),
    peak(CREAM),
    {
      depth: 1,
      svg:
        plane('#fff8ea') +
        disc(1010, 124, 34, '#1d3557') +
        disc(560, 190, 13, '#1d3557') +
        disc(1060, 520, 20, '#f2b134') +
        rect(540, 560, 90, 14, '#1d3557', 'transform="rotate(-46 580 560)"'),
    },
  ],
  ink: '#fff8ea',
  lettering:
    line('PAPER', { x: 710, y: 92, size: 84, fill: '#1d3557', weight: 900, spacing: -2 }) +
    line('COMET', { x: 760, y: 870, size: 92, fill: '#fff8ea', weight: 900, spacing: -2 }) +
    line('纸彗星', { x: 1012, y: 868, size: 36, fill: '#fff8ea', face: 'sans', spacing: 4 }),
  shots: [
    { seconds: 12, layers: world(CREAM, flight([22, -8], 22)), camera: { at: [760, 420], zoom: 1, move: [24, -4] } },
    { seconds: 10, layers: world(NAVY, flight([10, -5], 30)), camera: { at: [780, 330], zoom: 1.8, move: [16, -10] } },
    { seconds: 10, layers: world(MINT, flight([-34, 14], 26)), camera: { at: [820, 430], zoom: 1.1, move: [-26, 0] } },
  ],
};
