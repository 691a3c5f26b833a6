/**
 * Films one shot: renders its layers once, then lets ffmpeg slide them over each other. All motion is a formula of the
 * frame number, so the same shot is the same picture for picture.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pixelSize, renderPng } from './render.ts';
import { runFfmpeg } from './run-ffmpeg.ts';
import { type Box, type Layer, SCENERY, type Shot } from './scene.ts';

export const FRAME_RATE = 24;
export const PICTURE = { width: 1280, height: 720 } as const;

/** Lettering over a shot, in the picture's own 1600 × 900 units; fades in and out. */
export interface Card {
  readonly svg: string;
  readonly box: Box;
  readonly fromSeconds: number;
  readonly untilSeconds: number;
}

export interface ShotJob {
  readonly shot: Shot;
  readonly cards: readonly Card[];
  readonly fadeIn: boolean;
  /** Where layers are laid down while filming. */
  readonly workFolder: string;
  readonly file: string;
  readonly ffmpeg: string;
  readonly signal?: AbortSignal | undefined;
  readonly onFrames?: (frames: number) => void;
}

export async function shoot(job: ShotJob): Promise<void> {
  await mkdir(job.workFolder, { recursive: true });
  const seconds = job.shot.seconds;
  const inputs: string[] = [];
  const graph = [`color=c=black:s=${PICTURE.width}x${PICTURE.height}:r=${FRAME_RATE}:d=${seconds},format=yuv420p[p0]`];
  let count = 0;
  const lay = async (
    pictures: readonly Uint8Array[],
    rate: number,
    filters: string,
    overlay: string,
  ): Promise<void> => {
    const name = join(job.workFolder, `layer-${count}`);
    await Promise.all(pictures.map((png, at) => writeFile(`${name}-${at}.png`, png)));
    inputs.push('-framerate', String(rate), '-start_number', '0', '-i', `${name}-%d.png`);
    graph.push(
      `[${count}:v]format=yuva420p,${filters}[l${count}]`,
      `[p${count}][l${count}]overlay=${overlay}[p${count + 1}]`,
    );
    count += 1;
  };

  for (const layer of job.shot.layers) {
    const placed = place(layer, job.shot);
    if (!placed) continue;
    const drawings = typeof layer.svg === 'string' ? [layer.svg] : layer.svg;
    const rate = drawings.length === 1 ? FRAME_RATE : (layer.rate ?? FRAME_RATE);
    const pictures = drawings.map((svg) =>
      renderPng(twice(svg, layer, placed.box), tileBox(layer, placed.box), placed.scale),
    );
    const hold = `loop=loop=-1:size=${drawings.length}:start=0${rate === FRAME_RATE ? '' : `,fps=${FRAME_RATE}`},setpts=N/${FRAME_RATE}/TB`;
    const blink = layer.blink ? `:enable='lt(mod(t,${layer.blink.every}),${layer.blink.on})'` : '';
    await lay(pictures, rate, hold, `x='${placed.x}':y='${placed.y}':format=yuv420:shortest=1${blink}`);
  }
  for (const card of job.cards) {
    const scale = PICTURE.width / 1600;
    const length = card.untilSeconds - card.fromSeconds;
    const fades = `loop=loop=-1:size=1:start=0,setpts=N/${FRAME_RATE}/TB,trim=duration=${length},fade=in:d=0.8:alpha=1,fade=out:st=${length - 0.8}:d=0.8:alpha=1,setpts=PTS+${card.fromSeconds}/TB`;
    const { x, y } = card.box;
    await lay(
      [renderPng(card.svg, card.box, scale)],
      FRAME_RATE,
      fades,
      `x=${Math.round(x * scale)}:y=${Math.round(y * scale)}:format=yuv420:eof_action=pass`,
    );
  }
  const fades = `${job.fadeIn ? 'fade=in:d=1,' : 'fade=in:d=0.5,'}fade=out:st=${seconds - 0.5}:d=0.5`;
  graph.push(`[p${count}]${fades},setsar=1[v]`);
  const script = join(job.workFolder, 'graph.txt');
  await writeFile(script, graph.join(';\n'));
  await runFfmpeg({
    ffmpeg: job.ffmpeg,
    args: [
      ...inputs,
      ...['-filter_complex_script', script, '-map', '[v]', '-frames:v', String(Math.round(seconds * FRAME_RATE))],
      ...['-c:v', 'libx264', '-preset', 'superfast', '-crf', '20', '-g', String(FRAME_RATE * 2), '-pix_fmt', 'yuv420p'],
      ...[
        '-video_track_timescale',
        '24000',
        '-map_metadata',
        '-1',
        '-fflags',
        '+bitexact',
        '-flags:v',
        '+bitexact',
        '-f',
        'mp4',
        job.file,
      ],
    ],
    signal: job.signal,
    ...(job.onFrames ? { onFrames: job.onFrames } : {}),
  });
}

interface Placed {
  readonly box: Box;
  readonly scale: number;
  /** Of the layer's upper left corner, in pixels, as ffmpeg's formulas of `t`. */
  readonly x: string;
  readonly y: string;
}

/** Where a layer's picture stands as time passes, and how much of it the camera ever sees; undefined if nothing. */
function place(layer: Layer, shot: Shot): Placed | undefined {
  const { at, zoom, move } = shot.camera;
  const view = { x: at[0] - 800 / zoom, y: at[1] - 450 / zoom, width: 1600 / zoom, height: 900 / zoom };
  const scale = PICTURE.width / view.width;
  const full = layer.box ?? SCENERY;
  const box = layer.wraps || layer.drift ? full : seen(full, view, layer, shot);
  if (!box) return undefined;
  const travel = [move[0] * layer.depth, move[1] * layer.depth] as const;
  // The move is centred: halfway through the shot the camera stands where it was told to.
  const along = (axis: 0 | 1): string => `${fixed(-travel[axis] * scale)}*(t-${fixed(shot.seconds / 2)})`;
  const sway = (units = 0): string =>
    units === 0 || !layer.sway ? '' : `+${fixed(units * scale)}*sin(t*${fixed((2 * Math.PI) / layer.sway.seconds)})`;
  const drift = (speed: number, period: number | undefined): string => {
    if (speed === 0) return '';
    if (period === undefined) return `+${fixed(speed * scale)}*t`;
    // Two tiles stand side by side; the pair slides by one period and starts again.
    return speed < 0
      ? `-mod(${fixed(-speed * scale)}*t,${period})`
      : `+mod(${fixed(speed * scale)}*t,${period})-${period}`;
  };
  const tile = pixelSize(box, scale);
  return {
    box,
    scale,
    x: `${fixed((box.x - view.x) * scale)}+${along(0)}${drift(layer.drift?.x ?? 0, layer.wraps === 'x' ? tile.width : undefined)}${sway(layer.sway?.x)}`,
    y: `${fixed((box.y - view.y) * scale)}+${along(1)}${drift(layer.drift?.y ?? 0, layer.wraps === 'y' ? tile.height : undefined)}${sway(layer.sway?.y)}`,
  };
}

function seen(full: Box, view: Box, layer: Layer, shot: Shot): Box | undefined {
  const reachX = (Math.abs(shot.camera.move[0]) * layer.depth * shot.seconds) / 2 + Math.abs(layer.sway?.x ?? 0) + 4;
  const reachY = (Math.abs(shot.camera.move[1]) * layer.depth * shot.seconds) / 2 + Math.abs(layer.sway?.y ?? 0) + 4;
  const left = Math.max(full.x, view.x - reachX);
  const top = Math.max(full.y, view.y - reachY);
  const right = Math.min(full.x + full.width, view.x + view.width + reachX);
  const bottom = Math.min(full.y + full.height, view.y + view.height + reachY);
  return right > left && bottom > top ? { x: left, y: top, width: right - left, height: bottom - top } : undefined;
}

const tileBox = (layer: Layer, box: Box): Box => ({
  ...box,
  width: layer.wraps === 'x' ? box.width * 2 : box.width,
  height: layer.wraps === 'y' ? box.height * 2 : box.height,
});

function twice(svg: string, layer: Layer, box: Box): string {
  if (!layer.wraps) return svg;
  const [x, y] = layer.wraps === 'x' ? [box.width, 0] : [0, box.height];
  return `${svg}<g transform="translate(${x} ${y})">${svg}</g>`;
}

const fixed = (value: number): string => value.toFixed(4);
