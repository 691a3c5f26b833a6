/** Delivered files and work folders on the local disk. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { JobWork, PieceFacts, SourceFiles, WorkFolder } from '../work-folder.ts';
import { fileSource } from './files.ts';

/** `root` holds one folder for each film's encodes. It may be emptied whenever nothing is being packaged. */
export const localFiles = (root: string): SourceFiles => ({
  sha256: async (file, signal) => {
    const hash = createHash('sha256');
    await pipeline(createReadStream(file), hash, { signal });
    return hash.digest('hex');
  },
  bytes: async (file, limit) => ((await stat(file)).size > limit ? undefined : readFile(file)),
  workFolder: (encodes) => workFolder(folderOf(root, encodes)),
});

/** A folder below `root` for each job. Nobody else may write there while jobs run. */
export function localWork(root: string): JobWork {
  const folder = (job: string): string => {
    if (!/^[a-zA-Z0-9-]+$/.test(job)) throw new Error(`${job} is no name for a job`);
    return join(root, job);
  };
  return {
    files: (job) => localFiles(folder(job)),
    clear: (job) => rm(folder(job), { recursive: true, force: true }),
    jobs: async () => {
      await mkdir(root, { recursive: true });
      return (await readdir(root)).filter((name) => /^[a-zA-Z0-9-]+$/.test(name));
    },
  };
}

function folderOf(root: string, encodes: string): string {
  if (!/^[0-9a-f]{32}$/.test(encodes)) throw new Error(`${encodes} is not 32 hex digits`);
  return join(root, encodes);
}

function workFolder(folder: string): WorkFolder {
  const file = (name: string): string => {
    if (!/^[a-zA-Z0-9-]+\.[a-z0-9]+$/.test(name)) throw new Error(`${name} is no name for a piece of work`);
    return join(folder, name);
  };
  const note = (name: string): string => `${file(name)}.done`;
  return {
    file,
    finished: async (name) => {
      try {
        await stat(file(name));
        return readFacts(await readFile(note(name), 'utf8'));
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
        throw error;
      }
    },
    finish: async (name, facts) => {
      await mkdir(folder, { recursive: true });
      await writeFile(`${note(name)}.part`, JSON.stringify(facts));
      await rename(`${note(name)}.part`, note(name));
    },
    read: async (name, use) => {
      const handle = await open(file(name));
      try {
        return await use(await fileSource(handle));
      } finally {
        await handle.close();
      }
    },
  };
}

function readFacts(json: string): PieceFacts {
  const facts: unknown = JSON.parse(json);
  if (typeof facts !== 'object' || facts === null) return {};
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => ['number', 'string'].includes(typeof value)));
}
