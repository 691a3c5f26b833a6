/** Copies files and hashes what is copied in one reading. A copy appears under its name only when it is whole and synced. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import type { ManifestFile } from './manifest.ts';

export type FileSeal = Pick<ManifestFile, 'sha256' | 'bytes'>;

/** Writes for the owner's eyes alone. */
export async function writeSealed(path: string, chunks: AsyncIterable<Uint8Array>): Promise<FileSeal> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const unfinished = `${path}.unfinished`;
  const file = await open(unfinished, 'w', 0o600);
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    for await (const chunk of chunks) {
      hash.update(chunk);
      bytes += chunk.length;
      await file.writeFile(chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(unfinished, path);
  return { sha256: hash.digest('hex'), bytes };
}

export const copyFile = (from: string, to: string): Promise<FileSeal> => writeSealed(to, createReadStream(from));

export async function sealOf(path: string): Promise<FileSeal | undefined> {
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    // a stream without an encoding gives bytes
    for await (const chunk of createReadStream(path) as AsyncIterable<Uint8Array>) {
      hash.update(chunk);
      bytes += chunk.length;
    }
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
  return { sha256: hash.digest('hex'), bytes };
}

/** Plain files below a folder, with slashes; none when it isn't there. */
export async function filesBelow(folder: string): Promise<readonly string[]> {
  if (!(await stat(folder).catch(() => undefined))) return [];
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

/** It went away while we were looking: half-done work that was swept. */
export const isAbsent = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';
