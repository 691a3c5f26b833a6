/** Glass Harbour: a sunset seen through reeded glass, each reed with a sun of its own. */
import { defs, line, linear, path, rect, round, sky, times, wash } from '../brushes.ts';
import { type Layer, type Scene, WIDE_LENS } from '../scene.ts';
import { rain } from '../weather.ts';

type Dusk = {
  readonly id: string;
  readonly sky: readonly [string, string, string];
  readonly sun: readonly [string, string, string];
  readonly sea: string;
  readonly rim: string;
};
const VIOLET: Dusk = {
  id: 'gv',
  sky: ['#1a1145', '#5b2a8c', '#ff7a8a'],
  sun: ['#ffe28a', '#ff9a5a', '#ff4d7e'],
  sea: '#150b3a',
  rim: '#ffb07a',
};
const TEAL: Dusk = {
  id: 'gt',
  sky: ['#04202c', '#0f6a78', '#9ae0c0'],
  sun: ['#fffbe0', '#d8f0a0', '#60c0a0'],
  sea: '#032028',
  rim: '#c8ffe0',
};
const EMBER: Dusk = {
  id: 'ge',
  sky: ['#200608', '#8a1f1a', '#ff9a3a'],
  sun: ['#fff0c0', '#ffb03a', '#ff5a1a'],
  sea: '#1c0506',
  rim: '#ffd08a',
};

const REED = 50;
const REEDS = 42;

/** The part of a disc that one reed shows, as a closed outline; nothing where the reed misses it. */
function slice(left: number, centerX: number, centerY: number, radius: number): string {
  const half = (x: number): number => Math.sqrt(Math.max(0, radius ** 2 - (x - centerX) ** 2));
  const xs = Array.from({ length: 11 }, (_, at) => left + (at * REED) / 10);
  if (xs.every((x) => half(x) === 0)) return '';
  const upper = xs.map((x) => `${round(x)},${round(centerY - half(x))}`);
  const lower = xs.toReversed().map((x) => `${round(x)},${round(centerY + half(x))}`);
  return `M${[...upper, ...lower].join(' L')}Z`;
}

/** What stands between `from` and `to`, cut to one reed. */
const cut = (
  left: number,
  from: number,
  to: number,
  top: number,
  bottom: number,
  fill: string,
  opacity: number,
): string => {
  const [start, end] = [Math.max(left, from), Math.min(left + REED, to)];
  return end > start ? rect(start, top, end - start, bottom - top, fill, `opacity="${opacity}"`) : '';
};

/** The view behind the glass, `shift` units to the side: every reed bends it its own way. */
function behind(dusk: Dusk, shift: number): string {
  const reeds = times(REEDS, (at) => {
    const x = -250 + at * REED;
    const bend = (at % 2 ? 1 : -1) * (10 + ((at * 7) % 5) * 8) + shift * (at % 2 ? 1 : 0.4);
    const tower = (from: number, to: number, top: number): string =>
      cut(x, from + bend * 2, to + bend * 2, top + bend, 690 + bend * 0.7, dusk.sea, 0.8);
    return (
      path(slice(x, 800 + bend * 1.4, 410 + bend, 260), `url(#${dusk.id}o)`) +
      tower(300, 380, 540) +
      tower(400, 440, 600) +
      tower(1180, 1300, 590) +
      tower(1330, 1380, 520) +
      tower(40, 150, 620) +
      tower(1520, 1640, 630) +
      rect(x, 690 + bend * 0.7, REED, 270 + 60, dusk.sea, 'opacity=".84"') +
      rect(x, 700 + bend, REED, 10, dusk.rim, 'opacity=".55"') +
      rect(x, 740 - bend, REED, 5, dusk.rim, 'opacity=".4"')
    );
  });
  return (
    defs(
      sky(`${dusk.id}o`, [
        [0.2, dusk.sun[0]],
        [0.45, dusk.sun[1]],
        [0.72, dusk.sun[2]],
      ]),
    ) + reeds
  );
}

const heaven = (dusk: Dusk): Layer => ({
  depth: 0,
  svg:
    defs(
      sky(`${dusk.id}s`, [
        [0, dusk.sky[0]],
        [0.5, dusk.sky[1]],
        [1, dusk.sky[2]],
      ]),
    ) + wash(`url(#${dusk.id}s)`),
});

const view = (dusk: Dusk): Layer => ({
  depth: 0.2,
  rate: 5,
  box: { x: 230, y: 100, width: 1140, height: 700 },
  svg: Array.from({ length: 20 }, (_, at) => behind(dusk, 34 * Math.sin((at / 20) * 2 * Math.PI))),
});
const sea = (dusk: Dusk): Layer => ({ depth: 0.2, svg: behind(dusk, 0) });

const glassPane: Layer = {
  depth: 1,
  svg:
    defs(
      linear(
        'reed',
        [
          [0, '#fff', 0.28],
          [0.3, '#fff', 0.02],
          [0.8, '#000', 0.02],
          [1, '#000', 0.34],
        ],
        true,
      ),
    ) + times(REEDS, (at) => rect(-250 + at * REED, -60, REED, 1020, 'url(#reed)')),
};

const through = (dusk: Dusk, weather: readonly Layer[]): readonly Layer[] => [
  heaven(dusk),
  sea(dusk),
  view(dusk),
  ...weather,
  glassPane,
];

export const glass: Scene = {
  still: [heaven(VIOLET), sea(VIOLET), glassPane],
  ink: '#ffffff',
  lettering:
    line('GLASS', { x: 800, y: 790, size: 120, fill: '#fff', weight: 200, spacing: 26 }) +
    line('HARBOUR', { x: 800, y: 858, size: 56, fill: '#fff', weight: 600, spacing: 28 }) +
    line('玻璃港', { x: 800, y: 120, size: 44, fill: '#fff', face: 'serif', spacing: 20 }),
  shots: [
    { seconds: 12, layers: through(VIOLET, []), camera: { ...WIDE_LENS, move: [14, 0] } },
    {
      seconds: 10,
      layers: through(TEAL, [rain(14, '#e8fff4')]),
      camera: { at: [800, 460], zoom: 1.5, move: [-12, 0] },
    },
    { seconds: 10, layers: through(EMBER, []), camera: { at: [800, 500], zoom: 1.15, move: [-14, 0] } },
  ],
};
