/**
 * Watches a folder that partners' files arrive in: FOLDER/PARTNER/FILE, or FOLDER/PARTNER/DROP/… for many files.
 * What lies still is moved aside, taken in, and kept under `.applied`, `.held` or `.refused`. Half-written files are left alone.
 */
import { createReadStream } from 'node:fs';
import { lstat, mkdir, readdir, rename } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import type { Result } from '@duoping/kit';
import type { Delivery } from '../delivery.ts';
import type { FoundDrop, TakeInRefusal } from '../take-in.ts';

export interface WatchPorts {
  readonly folder: string;
  /** Milliseconds that never go back. */
  readonly elapsed: () => number;
  /** So long nothing may have changed before a drop counts as written. */
  readonly settleMs: number;
  readonly takeIn: (drop: FoundDrop) => Promise<Result<Pick<Delivery, 'id' | 'status'>, TakeInRefusal>>;
  readonly log: (line: string) => void;
}

export interface WatchedFolder {
  /** Looks once, and takes in what has lain still since an earlier look. */
  look(): Promise<void>;
}

/** One file alone with its checksum, or a folder of files. */
interface Lying {
  readonly partner: string;
  readonly name: string;
  /** Paths relative to the partner's folder. */
  readonly entries: readonly string[];
}

/** Names under which programs write what isn't whole yet, and what they leave beside it. */
const UNFINISHED = /^\.|\.(part|partial|tmp|temp|filepart|crdownload|swp)$|^~\$|~$/i;
const TAKING = '.taking';
const RETRY_MS = 60_000;

export async function watchFolder(ports: WatchPorts): Promise<WatchedFolder> {
  await mkdir(ports.folder, { recursive: true });
  await putBack(ports.folder);
  const seen = new Map<string, { print: string; since: number }>();
  /** What nobody could take in, and when that was tried last. */
  const refused = new Map<string, number>();

  async function look(): Promise<void> {
    const lying = await drops(ports.folder);
    const keys = new Set(lying.map(keyOf));
    for (const key of seen.keys()) if (!keys.has(key)) seen.delete(key);
    for (const drop of lying) {
      const print = await printOf(join(ports.folder, drop.partner), drop.entries);
      const known = seen.get(keyOf(drop));
      if (print === undefined || known?.print !== print) {
        seen.set(keyOf(drop), { print: print ?? '', since: ports.elapsed() });
      } else if (
        print !== '' &&
        ports.elapsed() - Math.max(known.since + ports.settleMs, tryAgainAt(drop, print)) >= 0
      ) {
        await take(drop, print);
      }
    }
  }

  const tryAgainAt = (drop: Lying, print: string): number =>
    (refused.get(`${keyOf(drop)} ${print}`) ?? Number.NEGATIVE_INFINITY) + RETRY_MS;

  async function take(drop: Lying, print: string): Promise<void> {
    const [from, aside] = [join(ports.folder, drop.partner), join(ports.folder, TAKING, drop.partner)];
    // Moved first: whoever writes the same name again writes another drop, and another node finds nothing here.
    await move(drop.entries, from, aside);
    const files = await filesOf(aside, drop.entries);
    const taken = await ports
      .takeIn({
        ...{ partner: drop.partner, name: drop.name, by: 'watched folder', endsUnproven: true },
        files: files.map((path) => ({
          name: drop.entries.includes(path) ? basename(path) : relative(drop.name, path).replaceAll('\\', '/'),
          bytes: () => createReadStream(join(aside, path)),
        })),
        unchanged: async () => (await printOf(aside, drop.entries)) === print,
      })
      .catch(async (error: unknown) => {
        await move(drop.entries, aside, from);
        throw error;
      });
    if (!taken.ok) {
      await move(drop.entries, aside, from);
      if (taken.reason === 'still-written') return void seen.delete(keyOf(drop));
      const key = `${keyOf(drop)} ${print}`;
      if (!refused.has(key)) ports.log(`${drop.partner}/${drop.name} was not taken in: ${taken.reason}`);
      return void refused.set(key, ports.elapsed());
    }
    const { id, status } = taken.value;
    await move(drop.entries, aside, join(ports.folder, `.${status}`, drop.partner, id));
    ports.log(`${drop.partner}/${drop.name}: delivery ${id} ${status}`);
  }

  return { look };
}

const keyOf = ({ partner, name }: Lying): string => `${partner}/${name}`;

/** What lies in the partners' folders. Links are never followed: they could lead anywhere. */
async function drops(folder: string): Promise<readonly Lying[]> {
  const found: Lying[] = [];
  for (const partner of await readdir(folder, { withFileTypes: true })) {
    if (!partner.isDirectory() || UNFINISHED.test(partner.name)) continue;
    const entries = await readdir(join(folder, partner.name), { withFileTypes: true });
    const names = new Set(entries.filter((entry) => entry.isFile()).map(({ name }) => name));
    for (const { name, ...entry } of entries.map((each) => ({
      name: each.name,
      isFile: each.isFile(),
      isFolder: each.isDirectory(),
    }))) {
      if (UNFINISHED.test(name) || /\.sha256$/i.test(name) || !(entry.isFile || entry.isFolder)) continue;
      const sum = `${name}.sha256`;
      found.push({ partner: partner.name, name, entries: entry.isFile && names.has(sum) ? [name, sum] : [name] });
    }
  }
  return found;
}

/** Changes whenever a file of the drop does; undefined while one is plainly unfinished, '' when there is none. */
async function printOf(root: string, entries: readonly string[]): Promise<string | undefined> {
  const lines: string[] = [];
  for (const path of await filesOf(root, entries).catch(gone)) {
    if (UNFINISHED.test(basename(path))) return undefined;
    const info = await lstat(join(root, path)).catch(gone);
    if (Array.isArray(info)) return undefined;
    lines.push(`${path} ${info.size} ${info.mtimeMs} ${info.ino}`);
  }
  return lines.join('\n');
}

async function filesOf(root: string, entries: readonly string[]): Promise<readonly string[]> {
  const files: string[] = [];
  for (const entry of entries) {
    if ((await lstat(join(root, entry))).isFile()) files.push(entry);
    else
      for (const inner of await readdir(join(root, entry), { recursive: true, withFileTypes: true }))
        if (inner.isFile()) files.push(relative(root, join(inner.parentPath, inner.name)));
  }
  return files.sort();
}

async function move(entries: readonly string[], from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const entry of entries) await rename(join(from, entry), join(to, entry)).catch(ignoreGone);
}

/** What was being taken in when the server died lies aside still: it is taken in anew. */
async function putBack(folder: string): Promise<void> {
  const aside = join(folder, TAKING);
  for (const partner of await readdir(aside).catch(gone))
    await move(await readdir(join(aside, partner)), join(aside, partner), join(folder, partner));
}

/** It was there a moment ago: somebody moved it on. */
function gone(error: unknown): [] {
  ignoreGone(error);
  return [];
}

function ignoreGone(error: unknown): void {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error; // as: what the file system throws carries a code
}
