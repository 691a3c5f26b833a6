/** An evidence folder on the file system, read file by file. Links are not followed: they are named, and belong nowhere. */
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { EvidenceFolder } from '../index.ts';

export const evidenceFolder = (root: string): EvidenceFolder => ({
  async paths() {
    const entries = await readdir(root, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => !entry.isDirectory())
      .map((entry) => {
        const path = relative(root, join(entry.parentPath, entry.name)).split(sep).join('/');
        return entry.isFile() ? path : `${path} (no file)`;
      });
  },
  chunks: (path) => createReadStream(join(root, path), { highWaterMark: 1024 * 1024 }),
});
