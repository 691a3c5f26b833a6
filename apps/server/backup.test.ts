/** A backup taken while the server runs, restored elsewhere: the same log, the same books, the same films, and devices that play on. */
import { cp, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sha256Hex } from '@duoping/kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chargeOf, contractOf, receiptOf, shareOf } from '../../domains/settlement/testing.ts';
import { createTestDatabase, type TestDatabase } from '../../engines/postgres/testing.ts';
import { type Caller, callerOf, pairDevice } from '../../journeys/device.ts';
import { openHouse, PARTNER, shootFilm, type TestHouse, waitForMedia, writeAvails } from '../../journeys/house.ts';
import { manifestText, readManifest } from './backup/manifest.ts';
import { backupCommand, restoreCommand } from './commands/backup.ts';
import type { Config } from './config.ts';
import { type RunningServer, startServer } from './server.ts';

const LAMP = 'md:alid:org:cinema:lamp';
const OCTOBER = Date.UTC(2026, 9, 10);

let house: TestHouse;
let token = '';
let root = '';
let backup = '';
const opened: TestDatabase[] = [];

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'duoping-backup-'));
  backup = join(root, 'backup');
  house = await openHouse();
  const drop = join(house.home, 'drop');
  const { deals, charging, clock, db } = house.server.house;
  await writeAvails(drop, [{ alid: LAMP, title: 'The Lamp' }], clock.now());
  await shootFilm(join(drop, 'lamp.mp4'), 5);
  expect((await house.duoping('deliver', drop, '--partner', PARTNER, '--media', `${LAMP}=lamp.mp4`)).code).toBe(0);
  await waitForMedia(house, LAMP);
  const premiere = { kind: 'Theatrical', scope: { partner: PARTNER, alid: LAMP }, territory: 'CN' } as const;
  for (const at of [OCTOBER, null]) await house.server.house.desk.say({ ...premiere, at, by: 'Mei', note: 'letter' });
  const delivery = sha256Hex(await readFile(join(drop, 'avails.xlsx')));
  await deals.savePartner({ id: 'youku', name: 'Youku', names: { 'zh-CN': '优酷' }, illustrative: false });
  await deals.addContract(contractOf({ id: 'yk', partner: 'youku', money: shareOf(5500, '500') }), clock.now());
  await charging.payments.append(chargeOf({ key: 'c1', at: OCTOBER }));
  for (let sequence = 1; sequence <= 2500; sequence++) {
    const receipt = receiptOf({
      id: `p.${sequence}`,
      play: 'p',
      sequence,
      delivery,
      to: OCTOBER + sequence,
      watchedMs: 9,
    });
    await db.run('insert into playback.receipt (id, play, at, receipt) values ($1, $2, $3, $4)', [
      ...[receipt.id, receipt.play, new Date(receipt.to), JSON.stringify(receipt)],
    ]);
  }
  expect((await house.duoping('settle', '--books', 'Asia/Shanghai', 'CNY')).code).toBe(0);
  expect((await house.duoping('settle', '--period', '2026-10')).stderr).toContain('2026-10 is closed.');
  token = await pairDevice(house);
  await plays(house, callerOf(house, token));
}, 120_000);
afterAll(async () => {
  await house?.close();
  for (const each of opened) await each.drop();
  if (root !== '') await rm(root, { recursive: true, force: true });
});

/** Starts the film, gets its keys and its first bytes, and says a beat. */
async function plays({ server }: Pick<TestHouse, 'server'>, device: Caller): Promise<void> {
  const [work] = [...server.house.library().works.values()];
  const started = await device.call('POST', '/api/plays', { work: work?.id });
  expect(started.status).toBe(201);
  const { id = '', dash = '', clearKey = '', mediaToken = '' } = started.json as Record<string, string>; // the API's answer to a start
  const manifest = new TextDecoder().decode((await device.call('GET', dash)).bytes);
  const [, path = ''] = /initialization="([^"]+)"/.exec(manifest) ?? [];
  const segment = await device.call('GET', path, undefined, { 'cta-common-access-token': mediaToken });
  expect(segment.status).toBe(200);
  const kids = (server.house.shelf.assetOf(PARTNER, LAMP)?.kids ?? []).map(({ kid }) =>
    Buffer.from(kid, 'hex').toString('base64url'),
  );
  const keys = await device.call('POST', clearKey, { kids, type: 'temporary' });
  expect([keys.status, keys.json?.keys]).toEqual([200, expect.arrayContaining([expect.anything()])]);
  await sleep(1200);
  const beat = { sequence: 1, positionSeconds: 1, watched: [[0, 1]] };
  expect((await device.call('POST', `/api/plays/${id}/stop`, beat)).status).toBe(204);
}

const configOf = (home: string, databaseUrl: string): Config => ({
  ...{ port: 0, host: '127.0.0.1', home, databaseUrl, ffmpegPath: undefined, publicUrl: undefined },
  territory: { header: undefined, trustedProxies: [], loopback: 'CN' },
});

async function run(command: typeof backupCommand, config: Config, ...args: string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const io = { stdout: (line: string) => out.push(line), stderr: (line: string) => err.push(line), readFile };
  const code = await command(args, io, config);
  return { code, out: out.join('\n'), err: err.join('\n') };
}

const takeBackup = () => {
  const { config } = house.server.house;
  return run(backupCommand, config, backup, '--json');
};

async function emptyTarget(): Promise<Config> {
  const database = await createTestDatabase();
  opened.push(database);
  return configOf(join(root, `home-${opened.length}`), database.url);
}

test('what was backed up while the server ran comes out the same elsewhere, and a device plays on', async () => {
  await house.server.house.evidence.sequenceAll();
  const taken = await takeBackup();
  expect(taken).toMatchObject({ code: 0, err: expect.stringContaining('holds the secrets') });
  const proof = JSON.parse(taken.out);
  expect(proof.log.size).toBe(2501);
  expect(proof.trialBalance).toMatchObject({ 'cash:sandbox CNY': '1990' });

  const target = await emptyTarget();
  const restored = await run(restoreCommand, target, backup, '--json');
  expect(restored).toMatchObject({ code: 0 });
  expect(JSON.parse(restored.out)).toEqual(proof);
  const checkpoint = await house.server.house.evidence.log.checkpoint();

  const server: RunningServer = await startServer({ config: target, brand: 'Duoping', log: () => undefined });
  try {
    const elsewhere = { ...house, server, address: server.address };
    expect(await server.house.evidence.log.checkpoint()).toBe(checkpoint);
    expect([...server.house.library().works.keys()]).toEqual([...house.server.house.library().works.keys()]);
    expect(await server.house.settlement.ledger.statements()).toEqual(
      await house.server.house.settlement.ledger.statements(),
    );
    const said = await house.server.house.events.history({ limit: 9 });
    expect(said.map(({ at }) => at)).toEqual([null, OCTOBER]);
    expect(await server.house.events.history({ limit: 9 })).toEqual(said);
    await expect(server.house.db.run('delete from rights_event')).rejects.toThrow(/only added/);
    await plays(elsewhere, callerOf(elsewhere, token));
    await server.house.evidence.sequenceAll();
    expect(await server.house.evidence.log.leaves(2501, 9)).toHaveLength(1);
    await expect(server.house.db.run('delete from evidence.leaf')).rejects.toThrow(/only added/);
    await expect(server.house.db.run('delete from settlement.posting')).rejects.toThrow(/only added/);
  } finally {
    await server.stop();
  }
  expect((await stat(join(target.home, 'secrets/operator-token'))).mode & 0o777).toBe(0o600);
  expect((await stat(join(backup, 'secrets/operator-token'))).mode & 0o777).toBe(0o600);
}, 60_000);

test('a home or a database that is not empty is left as it is', async () => {
  const { config } = house.server.house;
  expect(await run(restoreCommand, config, backup)).toMatchObject({
    code: 1,
    err: expect.stringContaining('is not empty'),
  });
  const home = join(root, 'fresh');
  expect(await run(restoreCommand, configOf(home, config.databaseUrl ?? ''), backup)).toMatchObject({
    code: 1,
    err: expect.stringContaining('The database is not empty'),
  });
  expect(await readdir(home)).toEqual([]);
});

test('a backup that was changed, cut or lost a file anywhere is refused, and nothing is written', async () => {
  const target = await emptyTarget();
  const copy = join(root, 'damaged');
  await cp(backup, copy, { recursive: true });
  const manifest = readManifest(await readFile(join(backup, 'manifest.json'), 'utf8'));
  const kinds = new Map((manifest?.files ?? []).map(({ path, bytes }) => [bytes > 0 ? path.split('/')[0] : '', path]));
  kinds.delete('');
  expect([...kinds.keys()].sort()).toEqual([manifest?.database, 'media', 'objects', 'secrets']);
  for (const path of [...kinds.values(), 'manifest.json']) {
    const good = await readFile(join(copy, path));
    const flipped = Buffer.from(good);
    const middle = Math.floor(good.length / 2);
    flipped[middle] = (flipped[middle] ?? 0) ^ 1;
    for (const bad of [flipped, good.subarray(0, -2), undefined]) {
      if (bad) await writeFile(join(copy, path), bad);
      else await rm(join(copy, path));
      const refused = await run(restoreCommand, target, copy);
      expect([path, refused.code]).toEqual([path, 1]);
      expect(refused.err).toContain(path);
      expect(refused.err).toContain('Nothing was written');
    }
    await writeFile(join(copy, path), good);
  }
  await expect(readdir(target.home)).rejects.toThrow(/ENOENT/);
  expect(await run(restoreCommand, target, copy)).toMatchObject({ code: 0 });
});

test('rows that were changed under hashes made to fit are found by the proof, and nothing is written', async () => {
  const copy = join(root, 'forged');
  await cp(backup, copy, { recursive: true });
  const manifest = readManifest(await readFile(join(copy, 'manifest.json'), 'utf8'));
  if (!manifest) throw new Error('No manifest');
  for (const [table, from, to] of [
    ['evidence.leaf', 'w1', 'w9'],
    ['settlement.posting', '1990', '1991'],
  ] as const) {
    const path = `${manifest.database}/${table}.ndjson`;
    const good = await readFile(join(copy, path), 'utf8');
    const forged = Buffer.from(good.replace(from, to));
    expect(forged.toString()).not.toBe(good);
    await writeFile(join(copy, path), forged);
    const files = manifest.files.map((file) => (file.path === path ? { ...file, sha256: sha256Hex(forged) } : file));
    await writeFile(join(copy, 'manifest.json'), manifestText({ ...manifest, files }));
    const target = await emptyTarget();
    expect(await run(restoreCommand, target, copy)).toMatchObject({
      code: 1,
      err: expect.stringContaining('another log or other balances'),
    });
    expect(await readdir(target.home)).toEqual([]);
    const { rows } = await (opened.at(-1) as TestDatabase).pool.query('select from pg_namespace where nspname = $1', [
      'evidence',
    ]); // just opened
    expect(rows).toEqual([]);
    await writeFile(join(copy, path), good);
  }
});

test('a second backup into the same folder renews it and copies no object again', async () => {
  const [object = ''] = (await readdir(join(backup, 'objects'), { recursive: true })).filter(
    (name) => name.length > 60,
  );
  const before = await stat(join(backup, 'objects', object));
  await sleep(1000);
  expect((await takeBackup()).code).toBe(0);
  expect((await stat(join(backup, 'objects', object))).ino).toBe(before.ino);
  expect((await readdir(backup)).filter((name) => name.startsWith('database-'))).toHaveLength(1);
  expect((await run(restoreCommand, await emptyTarget(), backup)).code).toBe(0);
});

test('one file holds it too, readable by its owner alone; cut off, it is refused', async () => {
  const file = join(root, 'all.tar');
  const { config } = house.server.house;
  expect((await run(backupCommand, config, file)).code).toBe(0);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  const good = await readFile(file);
  const target = await emptyTarget();
  for (const bad of [good.subarray(0, Math.floor(good.length / 2)), Buffer.alloc(0), Buffer.from('no tar')]) {
    await writeFile(file, bad);
    expect(await run(restoreCommand, target, file)).toMatchObject({
      code: 1,
      err: expect.stringContaining('Nothing was written'),
    });
  }
  await expect(readdir(target.home)).rejects.toThrow(/ENOENT/);
  await writeFile(file, good);
  expect((await run(restoreCommand, target, file)).code).toBe(0);
  expect((await stat(join(target.home, 'secrets/operator-token'))).mode & 0o777).toBe(0o600);
  expect((await readdir(root)).filter((name) => name.startsWith('all.tar'))).toEqual(['all.tar']);
});

test('wrong usage is 2', async () => {
  const { config } = house.server.house;
  expect((await run(backupCommand, config)).code).toBe(2);
  expect((await run(restoreCommand, config, 'one', 'two')).code).toBe(2);
  const nobody = configOf(join(root, 'nobody'), config.databaseUrl ?? '');
  expect(await run(backupCommand, nobody, join(root, 'none'))).toMatchObject({
    code: 2,
    err: expect.stringContaining('holds no installation'),
  });
});
