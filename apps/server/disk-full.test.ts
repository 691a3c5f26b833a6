/** A disk that is really full: a small file system of its own, mounted where that is allowed (as root on Linux). */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { callerOf } from '../../journeys/device.ts';
import { openHouse, PARTNER, shootFilm, waitForMedia, writeAvails } from '../../journeys/house.ts';
import { endAll, launch, processesOf, until } from './testing-process.ts';

const mounted: string[] = [];

/** An empty file system of so many megabytes; undefined where none may be mounted. */
function smallDisk(megabytes: number): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'duoping-disk-'));
  const mount = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder]);
  if (mount.status !== 0) {
    rmSync(folder, { recursive: true });
    return undefined;
  }
  mounted.push(folder);
  chmodSync(folder, 0o755);
  return folder;
}

const canMount = process.getuid?.() === 0 && smallDisk(1) !== undefined;

/** Takes up the disk but for so many megabytes, and returns how to give that back. */
function fill(disk: string, leaving: number): () => void {
  const ballast = join(disk, 'ballast');
  const { bavail, bsize } = statfsSync(disk);
  const bytes = bavail * bsize - leaving * 1024 ** 2;
  expect(spawnSync('fallocate', ['-l', String(bytes), ballast]).status).toBe(0);
  return () => rmSync(ballast);
}

afterAll(() => {
  for (const folder of mounted) {
    endAll(folder);
    spawnSync('umount', ['--lazy', folder]);
    rmSync(folder, { recursive: true, force: true });
  }
});

describe.skipIf(!canMount)('a disk without room', () => {
  test.each([8, 60, 90])('a start within %i MB ends with the mend, and leaves no process', async (megabytes) => {
    const home = join(smallDisk(megabytes) ?? '', 'home');
    mkdirSync(home);
    const server = launch({ home });
    expect(await server.ended()).toBe(2);
    expect(server.said()).toMatch(
      new RegExp(`The disk that holds ${home} is full; free some space and start again.\n$`),
    );
    expect(processesOf(home)).toEqual([]);
  });

  test('what a running server can’t store it refuses; films wait; all goes on when there is room', async () => {
    const disk = smallDisk(420) ?? '';
    const usual = process.env.TMPDIR;
    process.env.TMPDIR = disk;
    const house = await openHouse();
    if (usual === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = usual;
    const operator = callerOf(house, house.server.house.secrets.operatorToken);
    const elsewhere = mkdtempSync(join(tmpdir(), 'duoping-drop-'));
    try {
      expect(house.home.startsWith(disk)).toBe(true);
      const alid = 'md:alid:org:cinema:lamp';
      await writeAvails(elsewhere, [{ alid, title: 'The Lamp' }], house.server.house.clock.now());
      await shootFilm(join(elsewhere, 'film.mp4'), 4);

      const empty = fill(disk, 0);
      const full = await house.duoping('deliver', elsewhere, '--partner', PARTNER, '--media', `${alid}=film.mp4`);
      expect(full.code).toBe(1);
      expect(full.stderr).toMatch(/The server refused: disk-full: The server's disk is full/);
      const health = await operator.call('GET', '/healthz');
      expect([health.status, JSON.stringify(health.json)]).toEqual([503, expect.stringMatching(/disk .* is full/)]);
      expect(readdirSync(join(house.home, 'objects', 'incoming'))).toEqual([]);
      expect((await operator.call('GET', '/api/partners')).status).toBe(200);
      empty();
      expect((await operator.call('GET', '/healthz')).status).toBe(200);

      const emptyMost = fill(disk, 120);
      const stored = await house.duoping('deliver', elsewhere, '--partner', PARTNER, '--media', `${alid}=film.mp4`);
      expect(stored.stderr).toContain('Applied.');
      await until(
        () => house.log.some((line) => /^Packaging waits/.test(line)) || undefined,
        () => house.log.join('\n'),
      );
      expect(house.server.house.shelf.assetOf(PARTNER, alid)).toBeUndefined();
      emptyMost();
      await waitForMedia(house, alid);
      // Told once for each time it changed; whether the first full disk was seen is a matter of seconds.
      const told = house.log.filter((line) => /^Packaging/.test(line));
      const waits = expect.stringMatching(/^Packaging waits: less than 256 MB are free/);
      expect(told).toEqual(told.map((_, at) => (at % 2 === 0 ? waits : 'Packaging goes on.')));
      expect([2, 4]).toContain(told.length);
    } finally {
      await house.close();
      rmSync(elsewhere, { recursive: true, force: true });
    }
  });
});
