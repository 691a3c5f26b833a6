/** Turns SVG fragments of scene space into PNG pictures, with the fonts beside this file and none of the machine's. */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Resvg } from '@resvg/resvg-js';
import type { Box } from './scene.ts';

const FONTS = fileURLToPath(new URL('./fonts/', import.meta.url));
const FONT_FILES = readdirSync(FONTS)
  .filter((name) => /\.(otf|ttf)$/.test(name))
  .sort()
  .map((name) => FONTS + name);

/** Draws the part of scene space that `box` names, at `scale` pixels a unit. Sides come out even, as video wants. */
export function renderPng(svg: string, box: Box, scale: number): Uint8Array {
  const { width, height } = pixelSize(box, scale);
  const document =
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${width}" height="${height}" ` +
    `viewBox="${box.x} ${box.y} ${width / scale} ${height / scale}">${svg}</svg>`;
  return new Resvg(document, {
    font: { loadSystemFonts: false, fontFiles: FONT_FILES, defaultFontFamily: 'Inter' },
  })
    .render()
    .asPng();
}

export const pixelSize = (box: Box, scale: number): { readonly width: number; readonly height: number } => ({
  width: even(box.width * scale),
  height: even(box.height * scale),
});

const even = (length: number): number => Math.max(2, Math.round(length / 2) * 2);
