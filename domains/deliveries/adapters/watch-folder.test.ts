import { appendFile, mkdir, mkdtemp, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeAvailsXlsx } from '@duoping/avails';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { takeIn } from '../index.ts';
import { aDesk, avail, PARTNER, sheet, stateOf } from '../testing-drops.ts';
import { watchFolder } from './watch-folder.ts';

let root = '';
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'duoping-watch-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));
let folders = 0;
const workbook = (...names: string[]) => writeAvailsXlsx(names.map((name) => avail(name)));

async function watching(members: { duringTakeIn?: (folder: string) => Promise<void> } = {}) {
  const folder = join(root, `${++folders}`);
  const own = join(folder, PARTNER);
  await mkdir(own, { recursive: true });
  const desk = await aDesk();
  const log: string[] = [];
  let elapsed = 0;
  const open = () =>
    watchFolder({
      ...{ folder, settleMs: 3_000, elapsed: () => elapsed, log: (line: string) => void log.push(line) },
      takeIn: async (drop) => {
        const unchanged = async () => {
          await members.duringTakeIn?.(folder);
          return drop.unchanged();
        };
        return takeIn(desk.ports, { ...drop, unchanged });
      },
    });
  const watched = await open();
  return {
    ...{ desk, own, folder, log, open },
    async after(milliseconds: number) {
      elapsed += milliseconds;
      await watched.look();
    },
    titles: async () => (await stateOf(desk)).grants.map(([title]) => String(title).split(':').at(-1)).sort(),
    kept: async (status: string) => readdir(join(folder, `.${status}`, PARTNER)).catch(() => []),
  };
}

test('a file that lies still is taken in once, and put aside with its delivery', async () => {
  const { own, after, titles, kept, desk, log } = await watching();
  await writeFile(join(own, 'avails.xlsx'), workbook('film'));
  await after(0);
  await after(2_999);
  expect(await titles()).toEqual([]);
  await after(1);
  expect(await titles()).toEqual(['film']);
  const [delivery] = await desk.deliveries.deliveries();
  expect([await kept('applied'), await readdir(own)]).toEqual([[delivery?.id], []]);
  expect(log.join()).toContain(`delivery ${delivery?.id} applied`);
  await after(10_000);
  expect(await desk.deliveries.deliveries()).toHaveLength(1);
});

test('a file that is still growing is left alone, however long that takes', async () => {
  const { own, after, titles, desk } = await watching();
  const bytes = workbook('film');
  const path = join(own, 'avails.xlsx');
  await writeFile(path, bytes.subarray(0, 10));
  for (let at = 10; at < bytes.length; at += 400) {
    await after(2_000);
    await appendFile(path, bytes.subarray(at, at + 400));
  }
  expect(await desk.deliveries.deliveries()).toEqual([]);
  await after(2_000);
  await after(3_000);
  expect(await titles()).toEqual(['film']);
});

test('a file under a temporary name waits for its real one', async () => {
  const { own, after, titles } = await watching();
  for (const name of ['avails.xlsx.part', '.avails.xlsx', '~$avails.xlsx', 'avails.filepart'])
    await writeFile(join(own, name), workbook(name));
  for (let looks = 0; looks < 3; looks++) await after(5_000);
  expect(await titles()).toEqual([]);
  await rename(join(own, 'avails.xlsx.part'), join(own, 'avails.xlsx'));
  await after(0);
  await after(3_000);
  expect(await titles()).toHaveLength(1);
});

test('a writer that comes back while the file is read: the old state stays, and the file is tried again', async () => {
  let writes = 0;
  const { own, after, titles, folder } = await watching({
    duringTakeIn: async (at) => {
      if (++writes === 1) await appendFile(join(at, '.taking', PARTNER, 'avails.xlsx'), 'more');
    },
  });
  await writeFile(join(own, 'avails.xlsx'), workbook('film'));
  await after(0);
  await after(3_000);
  expect([await titles(), await readdir(own)]).toEqual([[], ['avails.xlsx']]);
  await writeFile(join(folder, PARTNER, 'avails.xlsx'), workbook('film'));
  await after(3_000);
  await after(3_000);
  expect(await titles()).toEqual(['film']);
});

test('a folder is one drop, and waits while anything in it is unfinished', async () => {
  const { own, after, titles, kept } = await watching();
  await mkdir(join(own, 'monday', 'media'), { recursive: true });
  await writeFile(join(own, 'monday', 'avails.xlsx'), workbook('film', 'other'));
  await writeFile(join(own, 'monday', 'media', 'film.mp4.part'), 'half');
  for (let looks = 0; looks < 3; looks++) await after(5_000);
  expect(await titles()).toEqual([]);
  await rename(join(own, 'monday', 'media', 'film.mp4.part'), join(own, 'monday', 'media', 'film.mp4'));
  await after(0);
  await after(3_000);
  expect([await titles(), (await kept('applied')).length]).toEqual([['film', 'other'], 1]);
});

test('what is held or refused is put aside as such; what no partner is known for stays where it lies', async () => {
  const { own, after, kept, folder, log, desk } = await watching();
  await writeFile(join(own, 'bare.csv'), sheet([avail('film')]));
  await writeFile(join(own, 'broken.xlsx'), workbook('film').subarray(0, 500));
  await mkdir(join(folder, 'stranger'));
  await writeFile(join(folder, 'stranger', 'avails.xlsx'), workbook('film'));
  for (let looks = 0; looks < 4; looks++) await after(3_000);
  expect([(await kept('held')).length, (await kept('refused')).length]).toEqual([1, 1]);
  expect(await readdir(join(folder, 'stranger'))).toEqual(['avails.xlsx']);
  expect(log.filter((line) => line.includes('unknown-partner'))).toHaveLength(1);
  expect(await desk.deliveries.deliveries()).toHaveLength(2);
});

test('a link is not followed, and neither is a file that is not one', async () => {
  const { own, after, titles } = await watching();
  await writeFile(join(root, 'elsewhere.xlsx'), workbook('film'));
  await symlink(join(root, 'elsewhere.xlsx'), join(own, 'avails.xlsx'));
  await mkdir(join(own, 'drop'));
  await symlink(join(root, 'elsewhere.xlsx'), join(own, 'drop', 'avails.xlsx'));
  for (let looks = 0; looks < 3; looks++) await after(5_000);
  expect(await titles()).toEqual([]);
});

test('what was being taken in when the server died is taken in after the next start', async () => {
  const { folder, own, open, after, titles } = await watching();
  await mkdir(join(folder, '.taking', PARTNER), { recursive: true });
  await writeFile(join(folder, '.taking', PARTNER, 'avails.xlsx'), workbook('film'));
  await open();
  expect(await readdir(own)).toEqual(['avails.xlsx']);
  await after(0);
  await after(3_000);
  expect(await titles()).toEqual(['film']);
});
