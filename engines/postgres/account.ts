/** The unprivileged system user that PostgreSQL runs as when we are root: it refuses to run as root itself. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { CannotStart } from './cannot-start.ts';

export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

const CREATED = 'duoping';
const USABLE = [CREATED, 'postgres'];

/** Undefined when we aren't root and so simply run as ourselves. Creates the user only where that is allowed. */
export function databaseAccount(options: { log: (line: string) => void; mayCreateUser: boolean }): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const existing = findAccount();
  if (existing) return existing;
  if (!options.mayCreateUser) {
    throw new CannotStart(
      `The database can't run as root; create a user for it with "useradd --system ${CREATED}", or start as an ordinary user.`,
    );
  }
  options.log(`Creating the system user ${CREATED}: the database can't run as root (--no-system forbids it)`);
  const made = spawnSync('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', CREATED]);
  const created = findAccount();
  if (!created) {
    const why = made.error?.message ?? made.stderr.toString('utf8').trim();
    throw new CannotStart(
      `useradd made no user ${CREATED} (${why}); create one and start again, or start as an ordinary user.`,
    );
  }
  return created;
}

export function findAccount(): Account | undefined {
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const name of USABLE) {
    const found = accounts.find((fields) => fields[0] === name);
    if (found) return { name, uid: Number(found[2]), gid: Number(found[3]) };
  }
  return undefined;
}
