/** Programs that npm can't bring: ffmpeg and a Chromium. Found on the system, or installed where that is allowed. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

export interface SystemProgram {
  /** The package's name in Debian and its descendants. */
  readonly name: string;
  readonly purpose: string;
  /** Any of these commands will do. */
  readonly commands: readonly string[];
}

export const FFMPEG: SystemProgram = { name: 'ffmpeg', purpose: 'to prepare films', commands: ['ffmpeg'] };
export const CHROMIUM: SystemProgram = {
  name: 'chromium',
  purpose: 'to play the journeys in a real browser',
  commands: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
};

export interface Machine {
  /** The path of a command, or undefined. */
  readonly find: (command: string) => string | undefined;
  /** Runs a command with its output shown; true when it succeeded. */
  readonly run: (command: string, parameters: readonly string[]) => boolean;
  readonly root: boolean;
  readonly log: (line: string) => void;
}

/** The path of each program, or for the first that can't be had the sentence that says how to get it. */
export function ensurePrograms(
  programs: readonly SystemProgram[],
  options: { machine: Machine; mayInstall: boolean },
): { ok: true; paths: Map<SystemProgram, string> } | { ok: false; sentence: string } {
  const { machine, mayInstall } = options;
  const find = ({ commands }: SystemProgram) => commands.map(machine.find).find((path) => path !== undefined);
  const missing = programs.filter((program) => !find(program));
  const names = missing.map(({ name }) => name);
  if (missing.length > 0 && mayInstall && machine.root && machine.find('apt-get')) {
    const why = missing.map(({ name, purpose }) => `${name} ${purpose}`).join(', ');
    machine.log(`Installing on this system with apt-get: ${why} (--no-system forbids it)`);
    machine.run('apt-get', ['update', '-q']);
    machine.run('apt-get', ['install', '-q', '-y', '--no-install-recommends', ...names]);
  }
  const paths = new Map<SystemProgram, string>();
  for (const program of programs) {
    const path = find(program);
    if (path === undefined) return { ok: false, sentence: howToInstall(missing, machine) };
    paths.set(program, path);
  }
  return { ok: true, paths };
}

function howToInstall(missing: readonly SystemProgram[], machine: Machine): string {
  const names = missing.map(({ name }) => name).join(' ');
  const why = missing.map(({ name, purpose }) => `${name} is needed ${purpose}`).join('; ');
  if (!machine.find('apt-get')) return `${why}: install ${names} and run the same again.`;
  return `${why}: run "sudo apt-get install --no-install-recommends ${names}" and then the same again.`;
}

export const thisMachine: Machine = {
  find: (command) =>
    (process.env.PATH ?? '')
      .split(delimiter)
      .map((folder) => join(folder, command))
      .find(isExecutable),
  run: (command, parameters) => {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    return spawnSync(command, parameters, { stdio: ['ignore', 2, 2], env }).status === 0;
  },
  root: process.getuid?.() === 0,
  log: (line) => console.error(line),
};

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
