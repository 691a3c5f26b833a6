/** Takes a backup while the server runs: one moment of the database first, then every file that it may speak of. */
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { transaction } from '#engines/postgres';
import { type Config, secretsFolder } from '../config.ts';
import { dumpDatabase } from './copy-database.ts';
import { copyFile, filesBelow, isAbsent, sealOf, writeSealed } from './copy-files.ts';
import { type Manifest, type ManifestFile, manifestText, readManifest } from './manifest.ts';
import { proofOf } from './proof.ts';
import { withDatabase } from './records.ts';

export const MANIFEST = 'manifest.json';
/** What of a home is kept beside its database. What is being worked on is made again. */
const KEPT = ['objects', 'media', 'secrets'] as const;
/** Belongs to the embedded cluster of that one home; a restored one makes its own. */
const OF_THE_CLUSTER = 'secrets/postgres-password';

/** Into a new folder, or over an older backup, of which objects and films that are there already stay. */
export async function takeBackup(config: Config, folder: string, log: (line: string) => void): Promise<Manifest> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const older = await readFile(join(folder, MANIFEST), 'utf8').then(readManifest, () => undefined);
  const files: ManifestFile[] = [];
  const copied = await withDatabase(config, log, (pool) =>
    transaction(pool, async (connection) => {
      await connection.query('set transaction isolation level repeatable read read only');
      const { rows } = await connection.query<{ at: string }>(
        `select to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at`,
      );
      const takenAt = rows[0]?.at ?? '';
      const database = `database-${takenAt.replaceAll(/\D/g, '')}`;
      if (older?.database === database) throw new Error('A backup was taken into this folder within the same second');
      await rm(join(folder, database), { recursive: true, force: true });
      const written = (file: string, seal: Pick<ManifestFile, 'sha256' | 'bytes'>) =>
        files.push({ path: `${database}/${file}`, ...seal });
      const dumped = await dumpDatabase(connection, join(folder, database), written);
      return { takenAt, database, ...dumped, proof: await proofOf(connection) };
    }),
  );
  const known = new Map(older?.files.map((file) => [file.path, file]));
  for (const kind of KEPT) {
    const from = kind === 'secrets' ? secretsFolder(config) : join(config.home, kind);
    for (const name of await filesBelow(from)) {
      const path = `${kind}/${name}`;
      if (path === OF_THE_CLUSTER || path.startsWith('objects/incoming/')) continue;
      const seal = await copyOnce(join(from, name), join(folder, path), kind === 'objects' && known.get(path));
      if (seal) files.push({ path, ...seal });
    }
  }
  const manifest: Manifest = { format: 'duoping-backup/1', ...copied, files };
  const text = new TextEncoder().encode(manifestText(manifest));
  await writeSealed(join(folder, `${MANIFEST}.next`), chunksOf(text));
  await rename(join(folder, `${MANIFEST}.next`), join(folder, MANIFEST));
  if (older) await rm(join(folder, older.database), { recursive: true, force: true });
  return manifest;
}

async function* chunksOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** An object never changes: the copy that is there, and still whole, is as good as a new one. Undefined when it was swept meanwhile. */
async function copyOnce(from: string, to: string, earlier: ManifestFile | undefined | false) {
  if (earlier) {
    const there = await sealOf(to);
    if (there?.sha256 === earlier.sha256) return there;
  }
  try {
    return await copyFile(from, to);
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
}
