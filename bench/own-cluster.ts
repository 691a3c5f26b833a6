/** A database cluster for one benchmark, made where nothing else is, and gone after it. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from '#engines/postgres';
import { TEST_URL } from '../engines/postgres/testing.ts';

/** What `createTestDatabase` makes its databases in from now on. Returns how to take it away again. */
export async function ownCluster(): Promise<() => Promise<void>> {
  const home = mkdtempSync(join(tmpdir(), 'duoping-bench-'));
  chmodSync(home, 0o755); // as root, the database's user must get in
  const cluster = await startEmbedded({ home, log: () => {} });
  process.env[TEST_URL] = cluster.url;
  return async () => {
    delete process.env[TEST_URL];
    await cluster.stop();
    rmSync(home, { recursive: true, force: true });
  };
}
