/** `duoping backup` and `duoping restore`, of a folder or a tar file: the whole installation, and the proof that it came out again. */
import { stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { refuse } from '@duoping/kit';
import type { Manifest } from '../backup/manifest.ts';
import { restoreBackup } from '../backup/restore-backup.ts';
import { takeBackup } from '../backup/take-backup.ts';
import { isTarFile, packTar, unpackTar, withFolderBeside } from '../backup/tar-file.ts';
import { type Config, secretsFolder } from '../config.ts';
import type { CommandIo, ExitCode } from './io.ts';

const BACKUP = `Usage: duoping backup FOLDER|FILE.tar [--json]
  Copies database, objects, films and secrets while the server runs. Into an older backup, it renews that one.
  The backup holds every secret of the installation: keep it as you keep those.`;
const RESTORE = `Usage: duoping restore FOLDER|FILE.tar [--json]
  Into an empty DUOPING_HOME (and an empty DATABASE_URL), after every hash was verified; all or nothing.`;

export async function backupCommand(args: readonly string[], io: CommandIo, config: Config): Promise<ExitCode> {
  const asked = read(args);
  if (!asked) {
    io.stderr(BACKUP);
    return 2;
  }
  if (!(await stat(secretsFolder(config)).catch(() => undefined))) {
    io.stderr(`${config.home} holds no installation: set DUOPING_HOME to the one to back up`);
    return 2;
  }
  const { folder } = asked;
  const manifest = isTarFile(folder)
    ? await withFolderBeside(folder, async (beside) => {
        const taken = await takeBackup(config, beside, io.stderr);
        await packTar(beside, folder);
        return taken;
      })
    : await takeBackup(config, folder, io.stderr);
  tell('backed up', asked, { manifest, io });
  io.stderr(
    'The backup holds the secrets of this installation, readable by this user alone: keep it as you keep those.',
  );
  return 0;
}

export async function restoreCommand(args: readonly string[], io: CommandIo, config: Config): Promise<ExitCode> {
  const asked = read(args);
  if (!asked) {
    io.stderr(RESTORE);
    return 2;
  }
  const { folder } = asked;
  const restored = isTarFile(folder)
    ? await withFolderBeside(folder, async (beside) => {
        const trouble = await unpackTar(folder, beside);
        return trouble === undefined
          ? restoreBackup(config, beside, io.stderr)
          : refuse(`${folder} is damaged or no tar file: ${trouble}`);
      })
    : await restoreBackup(config, folder, io.stderr);
  if (!restored.ok) {
    io.stderr(`${restored.reason}. Nothing was written.`);
    if (asked.json) io.stdout(JSON.stringify({ folder: asked.folder, refused: restored.reason }));
    return 1;
  }
  tell('restored', asked, { manifest: restored.value, io });
  return 0;
}

interface Asked {
  readonly folder: string;
  readonly json: boolean;
}

function read(args: readonly string[]): Asked | undefined {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false } },
  });
  const [folder] = positionals;
  return folder === undefined || positionals.length > 1 ? undefined : { folder, json: values.json };
}

function tell(done: string, { folder, json }: Asked, { manifest, io }: { manifest: Manifest; io: CommandIo }): void {
  const { takenAt, tables, files, proof } = manifest;
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  io.stderr(
    `${folder}: ${done}, of ${takenAt}: ${tables.length} tables, ${rows} rows, ${files.length} files, ${bytes} bytes`,
  );
  io.stderr(`log: ${proof.log.size} leaves, root ${proof.log.root}`);
  for (const [account, minor] of Object.entries(proof.trialBalance)) io.stderr(`trial balance: ${account} ${minor}`);
  if (json) io.stdout(JSON.stringify({ folder, takenAt, rows, files: files.length, bytes, ...proof }));
}
