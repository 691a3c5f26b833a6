/** Files as byte sources, and a folder as the media store. */
import { type FileHandle, mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ByteSource } from '../cmaf/split.ts';
import type { MediaStore } from '../store.ts';

/** The caller closes the handle. */
export async function fileSource(handle: FileHandle): Promise<ByteSource> {
  const { size } = await handle.stat();
  return {
    size,
    read: async (start, end) => {
      const bytes = new Uint8Array(end - start);
      const { bytesRead } = await handle.read(bytes, 0, bytes.length, start);
      if (bytesRead !== bytes.length) throw new Error(`The file ended at byte ${start + bytesRead}, not ${end}`);
      return bytes;
    },
  };
}

/** Puts whole files: a reader sees the old one or the new one. Names come from the packager, never from outside. */
export const folderStore = (root: string): MediaStore => ({
  put: async (name, bytes) => {
    if (!/^[a-zA-Z0-9_-]+(\/[a-zA-Z0-9_-]+)*\.[a-z0-9]+$/.test(name))
      throw new Error(`${name} is no name for a media file`);
    const file = join(root, name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(`${file}.part`, bytes);
    await rename(`${file}.part`, file);
  },
});
