/** Static Bloom: a flower drawn by sound, turning as it opens. */
import { chance, defs, disc, glow, line, linear, stars, times, wash } from '../brushes.ts';
import { type Layer, type Scene, WIDE_LENS } from '../scene.ts';
import { motes } from '../weather.ts';

type Tone = {
  readonly id: string;
  readonly ground: string;
  readonly petals: readonly [string, string, string];
  readonly heart: string;
};
const MAGENTA: Tone = { id: 'sm', ground: '#08050f', petals: ['#ffe36b', '#ff5aa0', '#6b3dff'], heart: '#ffe36b' };
const CYAN: Tone = { id: 'sc', ground: '#02100f', petals: ['#e8fff0', '#38e0c0', '#1a6aff'], heart: '#d8fff4' };
const FLAME: Tone = { id: 'sf', ground: '#120503', petals: ['#fff4c0', '#ff8a2a', '#d81f4a'], heart: '#fff0b0' };

const PETALS = 40;
const FRAMES = 30;

/** Turned by `t` of the angle between two petals, so that a cycle has no seam; the flower breathes once meanwhile. */
function flower(tone: Tone, t: number): string {
  const breath = Math.sin(t * 2 * Math.PI);
  const petals = times(PETALS, (at) => {
    const turn = ((at + t * 4) * 360) / PETALS;
    const narrow = 84 + (at % 4) * 9 + breath * 16;
    return `<ellipse cx="800" cy="430" rx="${narrow.toFixed(1)}" ry="${(322 + breath * 8).toFixed(1)}" fill="none" stroke="url(#${tone.id}a)" stroke-width="1.7" stroke-opacity=".6" transform="rotate(${turn.toFixed(2)} 800 430)"/>`;
  });
  return (
    defs(
      linear(`${tone.id}a`, [
        [0, tone.petals[0]],
        [0.5, tone.petals[1]],
        [1, tone.petals[2]],
      ]),
    ) +
    petals +
    disc(800, 430, 40 + breath * 5, tone.ground) +
    disc(800, 430, 14 + breath * 4, tone.heart)
  );
}

const ground = (tone: Tone): Layer => ({
  depth: 0,
  svg: wash(tone.ground) + stars(6, 70, 960) + glow(`${tone.id}g`, 800, 430, 520, tone.petals[1], 0.55),
});
const turning = (tone: Tone): Layer => ({
  depth: 0.6,
  svg: Array.from({ length: FRAMES }, (_, at) => flower(tone, at / FRAMES)),
  rate: 10,
  box: { x: 460, y: 90, width: 680, height: 680 },
});

/** A line of sound under the flower, as an oscilloscope shows it. */
function trace(tone: Tone, phase: number): string {
  const next = chance(phase + 3);
  const points = Array.from({ length: 140 }, (_, at) => {
    const loud = Math.exp(-(((at - 70) / 30) ** 2)) * 60;
    return `${-240 + at * 15},${(838 + (next() - 0.5) * loud).toFixed(1)}`;
  });
  return `<polyline points="${points.join(' ')}" fill="none" stroke="${tone.petals[1]}" stroke-width="2.4" stroke-opacity=".8"/>`;
}
const sound = (tone: Tone): Layer => ({
  depth: 0,
  svg: Array.from({ length: 12 }, (_, at) => trace(tone, at)),
  rate: 12,
  box: { x: -240, y: 790, width: 2080, height: 100 },
  filmOnly: true,
});

const song = (tone: Tone): readonly Layer[] => [
  ground(tone),
  turning(tone),
  sound(tone),
  motes(tone.heart, { y: -36, count: 60 }),
];

export const bloom: Scene = {
  still: [ground(MAGENTA), { depth: 1, svg: flower(MAGENTA, 0) }],
  ink: '#ffffff',
  lettering:
    line('STATIC', { x: 800, y: 812, size: 96, fill: '#fff', weight: 800, spacing: 14 }) +
    line('BLOOM', { x: 800, y: 864, size: 34, fill: '#ff9ac4', weight: 600, spacing: 40 }) +
    line('静电花', { x: 800, y: 84, size: 44, fill: '#ff9ac4', face: 'sans', spacing: 30 }),
  shots: [
    { seconds: 12, layers: song(MAGENTA), camera: { at: [640, 450], zoom: 1, move: [10, 0] } },
    { seconds: 10, layers: song(CYAN), camera: { at: [800, 430], zoom: 2.1, move: [0, 8] } },
    { seconds: 10, layers: song(FLAME), camera: { ...WIDE_LENS, move: [-8, 0] } },
  ],
};
