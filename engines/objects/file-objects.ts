/** Objects on the file system, by their SHA-256. A file appears under its address only when it is whole and synced. */
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

export interface FileObjects {
  put(
    bytes: Uint8Array | AsyncIterable<Uint8Array>,
    limits: { maxBytes: number },
  ): Promise<{ sha256: string; sizeBytes: number }>;
  read(sha256: string): Promise<Uint8Array>;
  stream(sha256: string): Readable;
  /** Where the bytes lie, for a child process that reads files. */
  pathOf(sha256: string): string;
}

/** Thrown by `put` when there are more bytes than allowed; what was written is gone. */
export class ObjectTooLarge extends Error {
  override readonly name = 'ObjectTooLarge';
}

export async function fileObjects(folder: string): Promise<FileObjects> {
  const incoming = join(folder, 'incoming');
  await rm(incoming, { recursive: true, force: true }); // left by a crash: nobody was told of them
  await mkdir(incoming, { recursive: true });

  function pathOf(sha256: string): string {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('An object address is 64 hex digits');
    return join(folder, sha256.slice(0, 2), sha256);
  }

  return {
    pathOf,
    read: (sha256) => readFile(pathOf(sha256)),
    stream: (sha256) => createReadStream(pathOf(sha256)),

    async put(bytes, { maxBytes }) {
      const temporary = join(incoming, randomUUID());
      try {
        const stored = await writeAll(temporary, bytes, maxBytes);
        const path = pathOf(stored.sha256);
        if (!(await exists(path))) {
          await mkdir(join(folder, stored.sha256.slice(0, 2)), { recursive: true });
          await rename(temporary, path);
          await syncFolder(join(folder, stored.sha256.slice(0, 2)));
        }
        return stored;
      } finally {
        await rm(temporary, { force: true });
      }
    },
  };
}

async function writeAll(
  path: string,
  bytes: Uint8Array | AsyncIterable<Uint8Array>,
  maxBytes: number,
): Promise<{ sha256: string; sizeBytes: number }> {
  const hash = createHash('sha256');
  const file = await open(path, 'wx', 0o600);
  let sizeBytes = 0;
  try {
    for await (const chunk of bytes instanceof Uint8Array ? [bytes] : bytes) {
      sizeBytes += chunk.length;
      if (sizeBytes > maxBytes) throw new ObjectTooLarge(`More than ${maxBytes} bytes`);
      hash.update(chunk);
      await file.writeFile(chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { sha256: hash.digest('hex'), sizeBytes };
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
