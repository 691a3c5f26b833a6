/** The lettering over a film: its title as it opens, and at its end what it is. */
import type { Work } from '../works.ts';
import { defs, line, linear, rect } from './brushes.ts';
import type { Card } from './shoot.ts';

const TITLE_BOX = { x: 0, y: 460, width: 1600, height: 440 };
const END_BOX = { x: 0, y: 0, width: 1600, height: 900 };

export function titleCard(work: Work, ink: string): Card {
  const dark = isLight(ink) ? '#000' : '#fff';
  const shadow = (dx: number): string => lettering(work, dark, dx);
  return {
    // A veil behind the letters, so that they can be read over any picture.
    svg: `${veil(dark)}<g opacity=".35">${shadow(3)}</g>${lettering(work, ink, 0)}`,
    box: TITLE_BOX,
    fromSeconds: 0.8,
    untilSeconds: 5.2,
  };
}

const veil = (color: string): string =>
  defs(
    linear('veil', [
      [0, color, 0],
      [0.6, color, 0.42],
      [1, color, 0.6],
    ]),
  ) + rect(0, 460, 1600, 440, 'url(#veil)');

const lettering = (work: Work, fill: string, shift: number): string =>
  line(work.title['zh-CN'], {
    x: 120 + shift,
    y: 700 + shift,
    size: 108,
    fill,
    face: 'serif',
    anchor: 'start',
    spacing: 6,
  }) +
  line(work.title.en, { x: 126 + shift, y: 770 + shift, size: 40, fill, weight: 600, anchor: 'start', spacing: 2 });

export function endCard(work: Work, shotSeconds: number): Card {
  return {
    svg:
      defs(
        linear('endcard', [
          [0, '#07090d', 0.72],
          [1, '#07090d', 0.94],
        ]),
      ) +
      rect(0, 0, 1600, 900, 'url(#endcard)') +
      line(work.title['zh-CN'], { x: 800, y: 400, size: 84, fill: '#f7f3ea', face: 'serif', spacing: 8 }) +
      line(work.title.en, { x: 800, y: 462, size: 32, fill: '#f7f3ea', weight: 600, spacing: 3 }) +
      rect(770, 510, 60, 4, '#ff7a45') +
      line('演示影片 · 内容为虚构', { x: 800, y: 580, size: 30, fill: '#b9b4a8', face: 'sans' }) +
      line('Illustrative · Duoping demo', { x: 800, y: 626, size: 26, fill: '#b9b4a8', weight: 600, spacing: 1 }),
    box: END_BOX,
    fromSeconds: shotSeconds - 4.4,
    untilSeconds: shotSeconds,
  };
}

const isLight = (color: string): boolean => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  return r * 0.3 + g * 0.6 + b * 0.1 > 128;
};
