/** Files that are asked for again and again, kept in memory up to a size; the others are read as streams. */
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';

export interface HotFiles {
  /** The file's bytes; undefined when there is no such file. A stream is only read by whoever asked for it. */
  read(path: string): Promise<Buffer | { readonly size: number; readonly stream: Readable } | undefined>;
}

export interface HotFilesOptions {
  /** How much is kept altogether. Default 64 MB. */
  readonly maxBytes?: number;
  /** The clock by which a kept file is looked at again, in milliseconds from anywhere. */
  readonly now: () => number;
}

/** Larger files are never kept: a few of them would push out everything else. */
const MOST_OF_ONE = 8 * 2 ** 20;
/** A file that was put anew is noticed after this long at most. */
const LOOK_AGAIN_MS = 2_000;

interface Kept {
  readonly bytes: Buffer;
  readonly modified: number;
  lookedAt: number;
}

export function hotFiles({ maxBytes = 64 * 2 ** 20, now }: HotFilesOptions): HotFiles {
  /** In the order in which they were last asked for. */
  const kept = new Map<string, Kept>();
  const reading = new Map<string, Promise<Buffer | undefined>>();
  let size = 0;

  const forget = (path: string): void => {
    size -= kept.get(path)?.bytes.length ?? 0;
    kept.delete(path);
  };
  const keep = (path: string, file: Kept): void => {
    forget(path);
    kept.set(path, file);
    size += file.bytes.length;
    for (const oldest of kept.keys()) {
      if (size <= maxBytes) break;
      forget(oldest);
    }
  };
  const load = async (path: string, modified: number): Promise<Buffer | undefined> => {
    const lookedAt = now();
    const bytes = await readFile(path).catch(() => undefined);
    if (bytes) keep(path, { bytes, modified, lookedAt });
    return bytes;
  };

  return {
    async read(path) {
      const held = kept.get(path);
      if (held && now() - held.lookedAt < LOOK_AGAIN_MS) {
        kept.delete(path);
        kept.set(path, held);
        return held.bytes;
      }
      const lookedAt = now();
      const info = await stat(path).catch(() => undefined);
      if (!info?.isFile()) {
        forget(path);
        return undefined;
      }
      if (held && kept.get(path) === held && held.modified === info.mtimeMs && held.bytes.length === info.size) {
        held.lookedAt = lookedAt;
        return held.bytes;
      }
      if (info.size > MOST_OF_ONE) return { size: info.size, stream: createReadStream(path) };
      const loading = reading.get(path) ?? load(path, info.mtimeMs).finally(() => reading.delete(path));
      reading.set(path, loading);
      return loading;
    },
  };
}
