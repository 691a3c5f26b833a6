/** `duoping media package FILE`: a film becomes a folder of encrypted tracks, without a server or a database. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { normaliseLanguage, ok, type Result, refuse } from '@duoping/kit';
import { type Keyring, type KeyStore, unwrapKey, type WrappedKey } from '#keys';
import { type MediaJob, type MediaProgress, packageAsset } from '#media';
import { ffmpegTools } from '../../../domains/media/adapters/ffmpeg.ts';
import { findFfmpeg } from '../../../domains/media/adapters/ffmpeg-binaries.ts';
import { folderStore } from '../../../domains/media/adapters/files.ts';
import { detectSandbox } from '../../../domains/media/adapters/sandbox.ts';
import { localFiles } from '../../../domains/media/adapters/source-files.ts';

export interface CommandIo {
  out(text: string): void;
  err(text: string): void;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
}

const USAGE = `usage: duoping media package FILE --out FOLDER
  --audio LANG=FILE     another language (repeat)
  --text LANG=FILE      subtitles, WebVTT or SubRip (repeat)
  --picture FILE        poster: JPEG, PNG or WebP
  --language LANG       language of FILE's own sound
  --scheme cbcs|cenc    cbcs unless said otherwise
  --max-height LINES    no renditions taller than this
  --work FOLDER         where half-done work is kept to go on with
  --keys                writes the content keys to keys.json beside the media: never publish it
`;

/** Exit code: 0 done, 1 the film or a file with it was refused, 2 usage or no ffmpeg. stdout gets asset.json alone. */
export async function mediaCommand(args: readonly string[], io: CommandIo): Promise<number> {
  const wish = await readWish(args);
  if (!wish.ok) {
    io.err(wish.reason === '' ? USAGE : `${wish.reason}\n${USAGE}`);
    return 2;
  }
  const { FFMPEG_PATH: ffmpegPath, PATH: searchPath } = io.env;
  const found = findFfmpeg({ ...(ffmpegPath ? { ffmpegPath } : {}), ...(searchPath ? { searchPath } : {}) });
  if (!found.ok) {
    io.err(`${found.reason.message}\n`);
    return 2;
  }
  const sandbox = detectSandbox();
  if (!sandbox.fences.includes('no-network')) io.err('This machine cannot fence ffmpeg off from the network.\n');
  const { job, out, work, withKeys } = wish.value;
  const folder = work ?? (await mkdtemp(join(tmpdir(), 'duoping-media-')));
  const vault = keysOfThisRun();
  try {
    const result = await packageAsset(
      {
        tools: ffmpegTools(found.value, sandbox),
        files: localFiles(folder),
        keys: { ...vault, random: randomBytes },
        store: () => folderStore(out),
        onProgress: progressLine(io),
      },
      job,
      io.signal,
    );
    if (!result.ok) {
      const { what, reason, detail } = result.reason;
      io.err(`\n${what}: ${reason}${detail ? ` (${detail})` : ''}\n`);
      return 1;
    }
    if (withKeys) await writeFile(join(out, 'keys.json'), await vault.reveal(result.value.id), { mode: 0o600 });
    io.out(`${JSON.stringify(result.value, null, 2)}\n`);
    return 0;
  } finally {
    if (work === undefined) await rm(folder, { recursive: true, force: true });
  }
}

interface Wish {
  readonly job: MediaJob;
  readonly out: string;
  readonly work: string | undefined;
  readonly withKeys: boolean;
}

async function readWish(args: readonly string[]): Promise<Result<Wish, string>> {
  const parsed = parse(args);
  if (!parsed.ok) return parsed;
  const { values, positionals } = parsed.value;
  const [verb, file, ...rest] = positionals;
  if (verb !== 'package' || !file || rest.length > 0 || !values.out) return refuse('');
  const { scheme = 'cbcs' } = values;
  if (scheme !== 'cbcs' && scheme !== 'cenc') return refuse(`--scheme ${scheme} is neither cbcs nor cenc`);
  const maxHeight = values['max-height'] === undefined ? undefined : Number(values['max-height']);
  if (maxHeight !== undefined && !(maxHeight > 0)) return refuse('--max-height is not a number of lines');
  const language = values.language === undefined ? undefined : normaliseLanguage(values.language);
  if (values.language !== undefined && language === undefined)
    return refuse(`${values.language} is not a language tag`);
  const audio = await languageFiles(values.audio ?? []);
  const text = await languageFiles(values.text ?? []);
  if (!audio.ok) return audio;
  if (!text.ok) return text;
  for (const one of [file, values.picture])
    if (one !== undefined && !(await isFile(one))) return refuse(`${one} is not a file`);
  const job: MediaJob = {
    ...{ owner: 'operator', file: resolve(file), audio: audio.value, text: text.value, scheme },
    ...(language === undefined ? {} : { language }),
    ...(maxHeight === undefined ? {} : { maxHeight }),
    ...(values.picture === undefined ? {} : { picture: resolve(values.picture) }),
  };
  const work = values.work === undefined ? undefined : resolve(values.work);
  return ok({ job, out: resolve(values.out), work, withKeys: values.keys ?? false });
}

function parse(args: readonly string[]) {
  const options = {
    audio: { type: 'string', multiple: true },
    text: { type: 'string', multiple: true },
    picture: { type: 'string' },
    language: { type: 'string' },
    out: { type: 'string' },
    work: { type: 'string' },
    scheme: { type: 'string' },
    'max-height': { type: 'string' },
    keys: { type: 'boolean' },
  } as const; // `as const`: parseArgs derives the values' types from it
  try {
    return ok(parseArgs({ args: [...args], options, allowPositionals: true }));
  } catch (error) {
    return refuse(error instanceof Error ? error.message : 'These arguments are not understood');
  }
}

async function languageFiles(
  pairs: readonly string[],
): Promise<Result<readonly { language: string; file: string }[], string>> {
  const files: { language: string; file: string }[] = [];
  for (const pair of pairs) {
    const [tag = '', file = ''] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
    const language = normaliseLanguage(tag);
    if (language === undefined) return refuse(`${pair} does not begin with a language tag and =`);
    if (!(await isFile(file))) return refuse(`${file} is not a file`);
    if (files.some((known) => known.language === language)) return refuse(`${language} is given twice`);
    files.push({ language, file: resolve(file) });
  }
  return ok(files);
}

const isFile = async (file: string): Promise<boolean> =>
  stat(file).then(
    (found) => found.isFile(),
    () => false,
  );

/** Keys that live as long as the run; only `--keys` lets them out. */
function keysOfThisRun(): { store: KeyStore; ring: Keyring; reveal(asset: string): Promise<string> } {
  const ring: Keyring = { current: 1, keks: new Map([[1, randomBytes(32)]]) };
  const kept: WrappedKey[] = [];
  return {
    ring,
    store: {
      find: async (asset) => kept.filter((key) => key.asset === asset),
      add: async (key) => {
        kept.push(key);
        return key;
      },
    },
    reveal: async (asset) => {
      const keys = kept.map((wrapped) => {
        const opened = unwrapKey(wrapped, ring);
        if (!opened.ok) throw new Error(`A key of ${asset} does not open: ${opened.reason}`);
        const { kid, trackClass, key } = opened.value;
        return { trackClass, kid, key: Buffer.from(key).toString('hex') };
      });
      return `${JSON.stringify({ asset, keys }, null, 2)}\n`;
    },
  };
}

/** One line that is written over, and only when it changed. */
function progressLine(io: CommandIo): (progress: MediaProgress) => void {
  let before = '';
  return ({ step, track, percent }) => {
    const line = `${String(percent).padStart(3)} %  ${step}${track ? ` ${track}` : ''}`;
    if (line !== before) io.err(`\r${line.padEnd(40)}${step === 'done' ? '\n' : ''}`);
    before = line;
  };
}
