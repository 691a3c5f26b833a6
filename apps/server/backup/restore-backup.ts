/** Restores a backup into an empty home and an empty database: everything is verified before anything is written, all or nothing. */
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalJson, ok, type Result, refuse } from '@duoping/kit';
import { type Connection, checksum, migrateWithin, type RoomSteps, transaction } from '#engines/postgres';
import { type Config, secretsFolder } from '../config.ts';
import { ROOMS } from '../rooms.ts';
import { loadDatabase } from './copy-database.ts';
import { copyFile, isAbsent, sealOf } from './copy-files.ts';
import { type Manifest, readManifest } from './manifest.ts';
import { proofOf } from './proof.ts';
import { withDatabase } from './records.ts';
import { MANIFEST } from './take-backup.ts';

/** The refusal is a sentence; nothing was written then. */
export async function restoreBackup(
  config: Config,
  folder: string,
  log: (line: string) => void,
): Promise<Result<Manifest, string>> {
  const text = await readFile(join(folder, MANIFEST), 'utf8').catch((error: unknown) => {
    if (isAbsent(error)) return undefined;
    throw error;
  });
  if (text === undefined) return refuse(`${folder} holds no backup: it has no ${MANIFEST}`);
  const manifest = readManifest(text);
  if (!manifest) return refuse(`${join(folder, MANIFEST)} is damaged or of another Duoping`);
  const steps = stepsOf(manifest);
  if (!steps.ok) return steps;
  const taken = await namesIn(config.home);
  if (taken.length > 0) return refuse(`${config.home} is not empty: restore into a home of its own, by DUOPING_HOME`);
  for (const { path, sha256, bytes } of manifest.files) {
    const seal = await sealOf(join(folder, path));
    if (!seal) return refuse(`${path} is missing from the backup`);
    if (seal.sha256 !== sha256 || seal.bytes !== bytes) return refuse(`${path} is damaged: it has another hash`);
  }
  try {
    return await write({ config, folder, log, manifest, steps: steps.value });
  } catch (error) {
    await emptied(config.home);
    if (error instanceof OtherThanProven) return refuse(error.message);
    throw error;
  }
}

/** Thrown so that the transaction is rolled back. */
class OtherThanProven extends Error {
  override readonly name = 'OtherThanProven';
}

interface Restoring {
  readonly config: Config;
  readonly folder: string;
  readonly log: (line: string) => void;
  readonly manifest: Manifest;
  readonly steps: readonly RoomSteps[];
}

async function write({ config, folder, log, manifest, steps }: Restoring): Promise<Result<Manifest, string>> {
  await mkdir(config.home, { recursive: true });
  await mkdir(secretsFolder(config), { mode: 0o700 });
  for (const { path, sha256 } of manifest.files) {
    if (path.startsWith(`${manifest.database}/`)) continue;
    const copied = await copyFile(join(folder, path), join(config.home, path));
    if (copied.sha256 !== sha256) throw new Error(`${path} changed while it was copied`);
  }
  const refusal = await withDatabase(config, log, (pool) =>
    transaction(pool, async (connection) => {
      if (await isUsed(connection)) return 'The database is not empty: restore into one of its own';
      await migrateWithin(connection, steps);
      await loadDatabase(connection, join(folder, manifest.database), manifest);
      const proof = await proofOf(connection);
      if (canonicalJson(proof) !== canonicalJson(manifest.proof)) {
        throw new OtherThanProven('What came out has another log or other balances than what was backed up');
      }
      await migrateWithin(connection, ROOMS);
      return undefined;
    }),
  );
  if (refusal !== undefined) {
    await emptied(config.home);
    return refuse(refusal);
  }
  return ok(manifest);
}

/** The steps that the backup's database had run, as this Duoping knows them; newer ones run after its rows are in. */
function stepsOf({ migrations }: Manifest): Result<readonly RoomSteps[], string> {
  for (const { room, id } of migrations) {
    if (!ROOMS.some((known) => known.room === room && known.steps.some((step) => step.id === id))) {
      return refuse(`The backup is newer than this Duoping: ${room}/${id} ran there. Update Duoping.`);
    }
  }
  const rooms = ROOMS.map(({ room, steps }) => {
    const ran = migrations.filter((step) => step.room === room);
    return { room, ran, steps: steps.slice(0, ran.length) };
  });
  for (const { room, ran, steps } of rooms) {
    const differs = steps.find(({ id, sql }, at) => ran[at]?.id !== id || ran[at]?.checksum !== checksum(sql));
    if (differs) return refuse(`${room}/${differs.id} ran in another form there`);
  }
  return ok(rooms.map(({ room, steps }) => ({ room, steps })));
}

async function isUsed(connection: Connection): Promise<boolean> {
  const { rows } = await connection.query<{ used: boolean }>(
    `select exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind = 'r' and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
       and c.relname <> 'duoping_migration') as used`,
  );
  return rows[0]?.used ?? true;
}

const namesIn = (folder: string): Promise<readonly string[]> =>
  readdir(folder).catch((error: unknown) => {
    if (isAbsent(error)) return [];
    throw error;
  });

/** It was empty before: all that is in it came from here. */
async function emptied(home: string): Promise<void> {
  for (const name of await namesIn(home)) await rm(join(home, name), { recursive: true, force: true });
}
