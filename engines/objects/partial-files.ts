/** Files that arrive in pieces, over several connections. What is told as arrived is on the disk, also after a crash. */
import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ok, type Result, refuse } from '@duoping/kit';

export interface PartialFiles {
  /** Begins a file; `note` is kept with it. */
  create(note: string): Promise<string>;
  /** Undefined when there is no such file. `busy` while somebody appends to it. */
  find(id: string): Promise<{ note: string; sizeBytes: number; busy: boolean } | undefined>;
  /** Adds bytes at the end, which must be where the caller believes it is. What came before a cut stays. Answers with the new size. */
  append(
    id: string,
    offset: number,
    bytes: AsyncIterable<Uint8Array>,
    limits: { maxBytes: number },
  ): Promise<Result<number, 'offset-differs' | 'busy' | 'too-large'>>;
  bytes(id: string): AsyncIterable<Uint8Array>;
  /** Drops the bytes and keeps another note in their place. */
  finish(id: string, note: string): Promise<void>;
  remove(id: string): Promise<void>;
  /** Removes what nobody has touched since then. */
  sweep(before: number): Promise<void>;
}

export async function partialFiles(folder: string): Promise<PartialFiles> {
  await mkdir(folder, { recursive: true });
  const writing = new Set<string>();
  const bytesOf = (id: string): string => pathOf(id, 'bytes');
  const noteOf = (id: string): string => pathOf(id, 'note');

  function pathOf(id: string, kind: string): string {
    if (!NAME.test(id)) throw new Error('A partial file is named by a UUID');
    return join(folder, `${id}.${kind}`);
  }

  const sizeOf = async (id: string): Promise<number> => (await stat(bytesOf(id)).catch(absent))?.size ?? 0;

  async function remove(id: string): Promise<void> {
    for (const kind of KINDS) await rm(pathOf(id, kind), { force: true });
  }

  return {
    remove,
    bytes: (id) => createReadStream(bytesOf(id)),

    async create(note) {
      const id = randomUUID();
      await writeFile(bytesOf(id), '', { flag: 'wx', mode: 0o600 });
      await writeFile(noteOf(id), note, { flag: 'wx', mode: 0o600, flush: true });
      return id;
    },

    async find(id) {
      const note = await readFile(noteOf(id), 'utf8').catch(absent);
      return note === undefined ? undefined : { note, sizeBytes: await sizeOf(id), busy: writing.has(id) };
    },

    async append(id, offset, bytes, { maxBytes }) {
      if (writing.has(id)) return refuse('busy');
      writing.add(id);
      try {
        let size = await sizeOf(id);
        if (size !== offset) return refuse('offset-differs');
        const file = await open(bytesOf(id), 'a');
        try {
          for await (const piece of bytes) {
            if (size + piece.length > maxBytes) return refuse('too-large');
            await file.writeFile(piece);
            size += piece.length;
          }
        } finally {
          await file.sync();
          await file.close();
        }
        return ok(size);
      } finally {
        writing.delete(id);
      }
    },

    async finish(id, note) {
      const next = pathOf(id, 'next');
      await writeFile(next, note, { mode: 0o600, flush: true });
      await rename(next, noteOf(id));
      await rm(bytesOf(id), { force: true });
    },

    async sweep(before) {
      const ids = new Set((await readdir(folder)).map((name) => name.split('.')[0] ?? ''));
      for (const id of ids) {
        if (!NAME.test(id) || writing.has(id)) continue;
        // A crash may have left any of them without the others.
        const found = await Promise.all(KINDS.map((kind) => stat(pathOf(id, kind)).catch(absent)));
        if (found.every((file) => !file || file.mtimeMs < before)) await remove(id);
      }
    },
  };
}

const NAME = /^[0-9a-f-]{36}$/;
/** The note goes first: without it the file is unknown. */
const KINDS = ['note', 'bytes', 'next'] as const;

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
