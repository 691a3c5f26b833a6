/** Where an installation keeps what it must not lose. */
import { resolve } from 'node:path';

/**
 * `DUOPING_HOME`, else `/var/lib/duoping` for root (the database runs as another user, who can't enter root's home),
 * else `.duoping` in the folder given. Always absolute.
 */
export function homeFolder(from: { environment: NodeJS.ProcessEnv; folder: string; root: boolean }): string {
  const chosen = from.environment.DUOPING_HOME;
  if (chosen) return resolve(from.folder, chosen);
  return from.root ? '/var/lib/duoping' : resolve(from.folder, '.duoping');
}
