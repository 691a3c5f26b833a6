/** Eleven Winters: a red scarf in a birch wood. */
import { blur, chance, defs, disc, group, line, path, round, sky, times, wash } from '../brushes.ts';
import { type Layer, type Scene, WIDE_LENS } from '../scene.ts';
import { snowfall } from '../weather.ts';

type Winter = {
  readonly id: string;
  readonly sky: readonly [string, string, string];
  readonly bark: readonly [string, string, string];
  readonly mark: string;
  readonly snow: string;
};
const WHITE: Winter = {
  id: 'bw',
  sky: ['#dfe3e4', '#f3f1ec', '#cfd4d5'],
  bark: ['#cfd4d6', '#c9cecf', '#f6f4ef'],
  mark: '#22282c',
  snow: '#fbfaf7',
};
const BLUE: Winter = {
  id: 'bb',
  sky: ['#0e1d38', '#2f5580', '#6f94b8'],
  bark: ['#2c4a70', '#4a6d94', '#a8c0d8'],
  mark: '#0a1428',
  snow: '#c4d6e8',
};
const GOLD: Winter = {
  id: 'bg',
  sky: ['#f0b878', '#ffe0b0', '#f6c898'],
  bark: ['#e0a878', '#c88a5c', '#fff0dc'],
  mark: '#4a2414',
  snow: '#fff4e4',
};

const heaven = (of: Winter): Layer => ({
  depth: 0,
  svg:
    defs(
      sky(`${of.id}s`, [
        [0, of.sky[0]],
        [0.7, of.sky[1]],
        [1, of.sky[2]],
      ]),
    ) + wash(`url(#${of.id}s)`),
});

function trunks(of: Winter, rank: 0 | 1 | 2): Layer {
  const next = chance(14 + rank * 5);
  const width = [14, 24, 42][rank] ?? 0;
  const wood = times(17, (at) => {
    const x = -240 + at * 126 + next() * 70 + rank * 30;
    const trunk = path(`M${round(x)},-60 h${width} l${round(4 + next() * 6)},1020 h${-width - 8}Z`, of.bark[rank]);
    const marks = times(rank === 0 ? 0 : 12, () => {
      const y = next() * 860;
      return path(
        `M${round(x + next() * width * 0.3)},${round(y)} q${round(width * 0.4)},-5 ${round(width * (0.3 + next() * 0.5))},2 q${round(-width * 0.3)},7 ${round(-width * 0.5)},-2Z`,
        of.mark,
      );
    });
    return trunk + marks;
  });
  return {
    depth: [0.2, 0.5, 1.2][rank] ?? 0,
    svg: rank === 0 ? defs(blur(`${of.id}b`, 5)) + group(`opacity=".5" filter="url(#${of.id}b)"`, wood) : wood,
  };
}

const figure = (flutter: number): string =>
  group(
    'transform="translate(800 760)"',
    path('M-34,60 L-22,-70 Q0,-100 22,-70 L34,60Z', '#1c2226') +
      disc(0, -100, 22, '#1c2226') +
      path('M-24,-84 Q0,-66 24,-84 L26,-68 Q0,-52 -26,-68Z', '#c8201f') +
      path(
        `M14,-70 C${34 + flutter},-60 ${50 + flutter * 1.5},${-40 - flutter} ${74 + flutter * 2},${-46 - flutter * 2} L${78 + flutter * 2},${-28 - flutter * 2} C${50 + flutter},${-20 - flutter} 30,-40 8,-56Z`,
        '#c8201f',
      ),
  );

const woman: Layer = {
  depth: 0.7,
  rate: 10,
  box: { x: 740, y: 620, width: 200, height: 210 },
  svg: Array.from({ length: 20 }, (_, at) => figure(9 * Math.sin((at / 20) * 2 * Math.PI))),
};
const ground = (of: Winter): Layer => ({
  depth: 0.8,
  svg: path('M-240,960 V818 C400,790 900,850 1840,806 V960Z', of.snow),
});

const wood = (of: Winter, weather: readonly Layer[]): readonly Layer[] => [
  heaven(of),
  trunks(of, 0),
  trunks(of, 1),
  woman,
  ground(of),
  trunks(of, 2),
  ...weather,
];

export const birch: Scene = {
  still: [
    heaven(WHITE),
    trunks(WHITE, 0),
    trunks(WHITE, 1),
    trunks(WHITE, 2),
    { depth: 1, svg: figure(2) },
    ground(WHITE),
  ],
  ink: '#1c2226',
  lettering:
    line('ELEVEN', { x: 800, y: 150, size: 124, fill: '#1c2226', weight: 800, spacing: 4 }) +
    line('WINTERS', { x: 800, y: 252, size: 104, fill: '#c8201f', weight: 800, spacing: 2 }) +
    line('十一个冬天', { x: 800, y: 866, size: 34, fill: '#1c2226', face: 'serif', spacing: 14 }),
  shots: [
    { seconds: 12, layers: wood(WHITE, [snowfall(4, '#b9c4ca')]), camera: { ...WIDE_LENS, move: [22, 0] } },
    { seconds: 10, layers: wood(BLUE, [snowfall(10)]), camera: { at: [830, 640], zoom: 1.7, move: [-12, 0] } },
    { seconds: 10, layers: wood(GOLD, [snowfall(5, '#fffaf0')]), camera: { ...WIDE_LENS, move: [-22, 0] } },
  ],
};
