/** `duoping deliver FOLDER|FILE --partner ID`: hand a drop to the running server, see what it would change, apply it. */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { DeliveryBody } from '../http/delivery-shapes.ts';
import type { CommandIo, ExitCode } from './io.ts';
import { type LocalFile, sendFile } from './send-file.ts';
import { type ServerCall, ServerRefusal } from './server-call.ts';

const USAGE = `Usage: duoping deliver FOLDER|FILE --partner ID [--media ALID=FILE]… [--dry-run] [--json]
                       [--despite WHY | --leaving-out WHY]
       duoping deliver --pull ADDRESS… --partner ID [--dry-run] [--json]
       duoping deliver --roll-back DELIVERY --reason WHY [--with-later] [--json]
  --media ALID=FILE   the film of a title, when the drop has no media.csv; FILE from here or from the drop;
                      FILE:LANG for sound or subtitles in a language
  --dry-run           say what would change and change nothing
  --despite WHY       apply it though it is held: an ExceptionFlag, an earlier issue, or many grants that would end
  --leaving-out WHY   apply all but the titles it is held for
  --pull              the server fetches the files itself, from addresses that its PULL_FROM lists
  --roll-back         what was before the delivery stands again; --with-later takes those that stand on it back too`;

export async function deliverCommand(args: readonly string[], io: CommandIo, server: ServerCall): Promise<ExitCode> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      partner: { type: 'string' },
      media: { type: 'string', multiple: true, default: [] },
      'dry-run': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      pull: { type: 'boolean', default: false },
      despite: { type: 'string' },
      'leaving-out': { type: 'string' },
      'roll-back': { type: 'string' },
      reason: { type: 'string' },
      'with-later': { type: 'boolean', default: false },
    },
  });
  const { 'roll-back': delivered, reason, despite, 'leaving-out': leavingOut } = values;
  if (delivered !== undefined && reason !== undefined && positionals.length === 0)
    return rollBack({ id: delivered, reason, withLater: values['with-later'], json: values.json }, io, server);
  const [path] = positionals;
  if (path === undefined || (positionals.length > 1 && !values.pull) || values.partner === undefined) {
    io.stderr(USAGE);
    return 2;
  }
  const { partner } = values;
  const delivery = values.pull
    ? asDelivery(await server.json('POST', '/api/deliveries/pull', { partner, name: path, urls: positionals }))
    : await sendDrop({ path, partner, media: values.media }, io, server);
  const reviewed = asDelivery(await server.json('POST', `/api/deliveries/${delivery.id}/review`));
  tell(reviewed, io);
  if (reviewed.report && reviewed.report.counts.errors > 0) return finish(reviewed, values.json, io, 1);
  if (values['dry-run']) return finish(reviewed, values.json, io, 0);
  try {
    const words = { ...(despite ? { despite } : {}), ...(leavingOut ? { leavingOut } : {}) };
    const applied = asDelivery(await server.json('POST', `/api/deliveries/${delivery.id}/apply`, words));
    io.stderr(`Applied. To take it back: duoping deliver --roll-back ${applied.id} --reason WHY`);
    return finish(applied, values.json, io, 0);
  } catch (error) {
    if (!(error instanceof ServerRefusal)) throw error;
    if (error.reason === 'held') io.stderr(`Held: delivery ${reviewed.id} waits for a person. Nothing was changed.`);
    else io.stderr(`Not applied: ${error.message}. Nothing was changed.`);
    return finish(reviewed, values.json, io, 1);
  }
}

async function sendDrop(
  { path, partner, media: flags }: { path: string; partner: string; media: readonly string[] },
  io: CommandIo,
  server: ServerCall,
): Promise<DeliveryBody> {
  const drop = await filesOf(resolve(path));
  const media = await mediaSheet(drop, flags);
  const delivery = asDelivery(await server.json('POST', '/api/deliveries', { partner, name: basename(path) }));
  for (const file of [...drop.files, ...media.files]) {
    io.stderr(`sending ${file.name}`);
    await sendFile(server, filePath(delivery.id, file.name), file, io);
  }
  if (media.sheet) await server.upload(filePath(delivery.id, 'media.csv'), once(media.sheet));
  return delivery;
}

async function rollBack(
  asked: { id: string; reason: string; withLater: boolean; json: boolean },
  io: CommandIo,
  server: ServerCall,
): Promise<ExitCode> {
  const { id, reason, withLater, json } = asked;
  const path = `/api/deliveries/${encodeURIComponent(id)}/roll-back`;
  try {
    const undone = await server.json('POST', path, { reason, withLater });
    for (const each of undone as readonly DeliveryBody[]) io.stderr(`Rolled back ${each.id} ${each.name}.`); // the server's own answer
    if (json) io.stdout(JSON.stringify(undone));
    return 0;
  } catch (error) {
    if (!(error instanceof ServerRefusal)) throw error;
    io.stderr(`Not rolled back: ${error.message}. Nothing was changed.`);
    if (error.reason === 'later-deliveries') io.stderr('Take those back first, or add --with-later.');
    return 1;
  }
}

async function filesOf(path: string): Promise<{ root: string; files: readonly LocalFile[] }> {
  const info = await stat(path);
  if (info.isFile()) return { root: dirname(path), files: [{ name: basename(path), path }] };
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({ name: relative(path, file).replaceAll('\\', '/'), path: file }));
  return { root: path, files: files.sort((a, b) => a.name.localeCompare(b.name)) };
}

/** Turns `--media` flags into the `media.csv` that the drop lacks. */
async function mediaSheet(
  drop: { root: string; files: readonly LocalFile[] },
  flags: readonly string[],
): Promise<{ files: readonly LocalFile[]; sheet: string | undefined }> {
  if (flags.length === 0) return { files: [], sheet: undefined };
  const rows: string[][] = [];
  const files: LocalFile[] = [];
  for (const flag of flags) {
    const [, alid, given, language = ''] = /^(.+?)=(.+?)(?::([A-Za-z0-9-]+))?$/.exec(flag) ?? [];
    if (alid === undefined || given === undefined) throw new Error(`--media ${flag} is not of the form ALID=FILE`);
    const path = existsSync(given) ? resolve(given) : resolve(drop.root, given);
    const sent = drop.files.find((file) => file.path === path);
    const name = sent?.name ?? `media/${basename(path)}`;
    if (!sent) files.push({ name, path });
    rows.push([alid, name, await sha256Of(path), trackOf(name, language), language]);
  }
  const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const lines = [['alid', 'file', 'sha256', 'track', 'language'], ...rows].map((row) => row.map(cell).join(','));
  return { files, sheet: `${lines.join('\n')}\n` };
}

function trackOf(name: string, language: string): string {
  if (/\.(vtt|srt)$/i.test(name)) return 'text';
  if (/\.(jpe?g|png)$/i.test(name)) return 'poster';
  return language === '' ? 'video' : 'audio';
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer); // no encoding, so buffers
  return hash.digest('hex');
}

function tell(delivery: DeliveryBody, io: CommandIo): void {
  const { report } = delivery;
  if (!report) return;
  for (const { severity, file, where, message, value } of report.findings) {
    const place = Object.values(where).join(' ');
    io.stderr(`${severity}: ${file} ${place}: ${message}${value ? ` (${value})` : ''}`);
  }
  for (const hold of report.holds) io.stderr(`held: ${saidOf(hold)}`);
  const { appears, disappears, changes, unchanged } = report.diff;
  io.stderr(
    `${report.clauses} clauses, ${report.grants} grants: ${appears.length} appear, ${disappears.length} disappear, ` +
      `${changes.length} change, ${unchanged} stay as they are.`,
  );
  for (const line of appears)
    io.stderr(
      `  + ${line.title} ${line.licenseType} ${line.formatProfile} ${line.territories} ${line.screens.join(',')}`,
    );
  for (const line of disappears)
    io.stderr(`  − ${line.title} ${line.licenseType} ${line.formatProfile} ${line.territories}`);
}

function saidOf(hold: NonNullable<DeliveryBody['report']>['holds'][number]): string {
  if (hold.kind === 'drop')
    return `${hold.lost} of the partner's ${hold.known} grants would end, more than ${hold.limitPercent} %`;
  if (hold.kind === 'end-unproven') return `nothing says that these are whole: ${hold.files.join(', ')}`;
  const titles = hold.alids.join(', ');
  return hold.kind === 'exception-flag'
    ? `ExceptionFlag asks for a person: ${titles}`
    : `something issued later is known of ${titles}`;
}

function finish(delivery: DeliveryBody, json: boolean, io: CommandIo, code: ExitCode): ExitCode {
  if (json) io.stdout(JSON.stringify(delivery));
  return code;
}

const filePath = (id: string, name: string): string =>
  `/api/deliveries/${id}/files/${name.split('/').map(encodeURIComponent).join('/')}`;

async function* once(text: string): AsyncIterable<Uint8Array> {
  yield new TextEncoder().encode(text);
}

const asDelivery = (body: unknown): DeliveryBody => body as DeliveryBody; // the server's own answer, by its published shape
