/** Could the embedded database start here? Looks only, makes nothing. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findAccount } from './account.ts';
import { packageFolder } from './binaries.ts';

/** The version of the data that our programs read: the first number of the package's own. */
const MAJOR = 18;
const OTHERS_MAY_ENTER = 0o001;

/** A sentence with the mend; undefined when nothing stands in the way. */
export function embeddedTrouble(home: string): string | undefined {
  try {
    packageFolder();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  const version = join(home, 'postgres', 'PG_VERSION');
  if (existsSync(version) && Number(readFileSync(version, 'utf8')) !== MAJOR) {
    return `The data in ${home} come from another PostgreSQL version; restore a backup into a new DUOPING_HOME.`;
  }
  if (process.getuid?.() !== 0) return undefined;
  const closed = foldersAbove(home).find((folder) => existsSync(folder) && !mayEnter(folder));
  if (closed === undefined) return undefined;
  const account = findAccount()?.name ?? 'of the database';
  return `As root, the database runs as the user ${account}, who can't enter ${closed}; set DUOPING_HOME to a folder that others may enter, such as /var/lib/duoping.`;
}

const mayEnter = (folder: string): boolean => (statSync(folder).mode & OTHERS_MAY_ENTER) !== 0;

const foldersAbove = (folder: string): string[] =>
  dirname(folder) === folder ? [] : [...foldersAbove(dirname(folder)), dirname(folder)];
