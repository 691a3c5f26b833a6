/** A backup as one file: the folder, by the system's own tar. */
import { spawn } from 'node:child_process';
import { mkdtemp, open, rename, rm } from 'node:fs/promises';

/** Such names are files; any other is a folder. */
export const isTarFile = (name: string): boolean => name.endsWith('.tar');

/** Gives `work` a folder beside the file, for the owner's eyes alone, and removes it afterwards. */
export async function withFolderBeside<T>(file: string, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(`${file}.`);
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The file appears under its name only when it is whole and synced. */
export async function packTar(folder: string, file: string): Promise<void> {
  const unfinished = `${file}.unfinished`;
  const handle = await open(unfinished, 'w', 0o600);
  try {
    const trouble = await tar(['-cf', '-', '-C', folder, '.'], handle.fd);
    if (trouble !== undefined) throw new Error(`${file} could not be written: ${trouble}`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(unfinished, file);
}

/** A sentence when the file is no whole tar. */
export const unpackTar = (file: string, folder: string): Promise<string | undefined> =>
  tar(['-xf', file, '-C', folder, '--no-same-owner', '--no-same-permissions'], 'ignore');

/** What tar complained of; undefined when all went well. */
function tar(args: readonly string[], stdout: number | 'ignore'): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = spawn('tar', [...args], { stdio: ['ignore', stdout, 'pipe'] });
    let told = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      told += chunk.toString();
    });
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code) => resolve(code === 0 ? undefined : told.trim() || `tar ended with ${code}`));
  });
}
