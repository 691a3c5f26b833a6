/** One cluster for a whole test run, unless DUOPING_TEST_DATABASE_URL names one whose role may create databases. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from './embedded.ts';
import { TEST_URL } from './testing.ts';

export default async function testingCluster(): Promise<() => Promise<void>> {
  if (process.env[TEST_URL]) return async () => undefined;
  const home = mkdtempSync(join(tmpdir(), 'duoping-test-'));
  chmodSync(home, 0o755);
  const lines: string[] = [];
  const cluster = await startEmbedded({ home, log: (line) => lines.push(line) }).catch((cause: unknown) => {
    throw new Error(`The database for the tests did not start:\n${lines.join('\n')}`, { cause });
  });
  process.env[TEST_URL] = cluster.url;
  return async () => {
    delete process.env[TEST_URL];
    await cluster.stop();
    rmSync(home, { recursive: true, force: true });
  };
}
