/** The Seventh Key: one red key that is pressed, and an empty house that answers. */
import { blur, defs, glow, group, line, linear, path, rect, times, wash } from '../brushes.ts';
import { type Layer, type Scene, WIDE_LENS } from '../scene.ts';
import { motes } from '../weather.ts';

type Hall = {
  readonly id: string;
  readonly ivory: readonly [string, string];
  readonly ebony: readonly [string, string];
  readonly red: string;
  readonly tilt: number;
};
const HOUSE: Hall = {
  id: 'kh',
  ivory: ['#d9d6cf', '#f8f6f1'],
  ebony: ['#17150f', '#3a3730'],
  red: '#d2301f',
  tilt: -18,
};
const BLUE: Hall = { id: 'kb', ivory: ['#3a5278', '#9ab4d8'], ebony: ['#070d1a', '#1c2c48'], red: '#ff4a38', tilt: 12 };
const GOLD: Hall = { id: 'kg', ivory: ['#e0b060', '#ffe6b0'], ebony: ['#2a1408', '#6a3a18'], red: '#b81f14', tilt: -6 };

const REST = 0;
const PITCH = 88;
/** No black key stands right of the third and the seventh white key of an octave. */
const hasSharp = (key: number): boolean => ![2, 6].includes(((key % 7) + 7) % 7);

/** `pressed` is how far the red key is down, in units. */
function keyboard(hall: Hall, pressed: number): string {
  const whites = times(34, (at) => {
    const key = at - 8;
    const red = key === 9;
    return (
      rect(key * PITCH, -420 + (red ? pressed : 0), PITCH - 6, 1620, red ? hall.red : `url(#${hall.id}w)`, 'rx="8"') +
      rect(key * PITCH + PITCH - 6, -420, 6, 1620, '#15130f')
    );
  });
  const blacks = times(34, (at) => {
    const key = at - 8;
    return hasSharp(key)
      ? rect(key * PITCH + 58, -420, 52, 980, hall.ebony[0], 'rx="6"') +
          rect(key * PITCH + 64, -420, 12, 956, hall.ebony[1])
      : '';
  });
  return (
    defs(
      linear(`${hall.id}w`, [
        [0, hall.ivory[0]],
        [1, hall.ivory[1]],
      ]),
    ) +
    wash('#15130f') +
    group(`transform="rotate(${hall.tilt} 800 450)"`, whites + (pressed > 0 ? shadow(pressed) : '') + blacks)
  );
}

/** The pressed key lies in its neighbours' shadow. */
const shadow = (pressed: number): string =>
  rect(9 * PITCH, -420, 10 + pressed * 0.3, 1620, '#000', 'opacity=".35"') +
  rect(9 * PITCH + PITCH - 16, -420, 10, 1620, '#000', 'opacity=".25"');

const keysOf = (hall: Hall): readonly Layer[] => [
  { depth: 0.5, svg: keyboard(hall, REST) },
  { depth: 0.5, svg: keyboard(hall, 30), blink: { on: 0.9, every: 3 } },
  {
    depth: 0.5,
    svg: glow(`${hall.id}r`, 830, 520, 300, hall.red, 0.55),
    box: { x: 530, y: 220, width: 600, height: 600 },
    blink: { on: 0.9, every: 3 },
    filmOnly: true,
  },
];
const dim: Layer = {
  depth: 0,
  svg:
    defs(
      linear('keydim', [
        [0, '#000', 0.6],
        [0.5, '#000', 0.05],
        [1, '#000', 0.45],
      ]),
    ) + wash('url(#keydim)'),
};
/** The beam of a follow spot that looks for the player. */
const beam = (sway: number): Layer => ({
  depth: 0.2,
  svg:
    defs(
      blur('keybeam', 22),
      linear('keybeaml', [
        [0, '#fff8e0', 0.5],
        [1, '#fff8e0', 0],
      ]),
    ) + path('M760,-60 h60 L1180,960 H420Z', 'url(#keybeaml)', 'filter="url(#keybeam)"'),
  sway: { x: sway, seconds: 9 },
  filmOnly: true,
});

export const keys: Scene = {
  still: [{ depth: 0.5, svg: keyboard(HOUSE, REST) }, dim],
  ink: '#f8f6f1',
  lettering:
    rect(500, 600, 600, 300, '#15130f', 'opacity=".84"') +
    line('第七琴键', { x: 800, y: 740, size: 104, fill: '#f8f6f1', face: 'serif', spacing: 8 }) +
    line('THE SEVENTH KEY', { x: 800, y: 806, size: 30, fill: '#ff7a66', spacing: 10 }),
  shots: [
    { seconds: 12, layers: [...keysOf(HOUSE), dim, beam(200)], camera: { ...WIDE_LENS, move: [26, 0] } },
    {
      seconds: 10,
      layers: [...keysOf(BLUE), dim, motes('#dfe8ff', { y: -26, count: 60 })],
      camera: { at: [840, 480], zoom: 1.7, move: [-16, 0] },
    },
    {
      seconds: 10,
      layers: [...keysOf(GOLD), dim, beam(-260), motes('#fff2d0', { y: -18 })],
      camera: { at: [800, 450], zoom: 1.15, move: [-26, 8] },
    },
  ],
};
