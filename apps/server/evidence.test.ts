import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readVerifier, verifyCheckpoint, verifyConsistency, verifyInclusion } from '@duoping/evidence';
import { asId, sha256Hex } from '@duoping/kit';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { leafHash, type Receipt } from '#evidence';
import { someReceipt } from '../../domains/evidence/testing.ts';
import { type Caller, callerOf, pairDevice } from '../../journeys/device.ts';
import { HOUSEHOLD, openHouse, PARTNER, type TestHouse, writeAvails } from '../../journeys/house.ts';
import { evidenceCommand } from './commands/evidence.ts';

let house: TestHouse;
let delivery = '';
let folder = '';
let operator: Caller;
let anyone: Caller;

beforeAll(async () => {
  house = await openHouse();
  operator = callerOf(house, house.server.house.secrets.operatorToken);
  anyone = callerOf(house);
  const drop = join(house.home, 'drop');
  await writeAvails(drop, [{ alid: 'md:alid:org:cinema:lamp', title: 'The Lamp' }], house.server.house.clock.now());
  expect((await house.duoping('deliver', drop, '--partner', PARTNER)).code).toBe(0);
  delivery = sha256Hex(await readFile(join(drop, 'avails.xlsx')));
  for (let play = 0; play < 20; play++) await watch(`play-${play}`, 15);
  await house.server.house.evidence.sequenceAll();
  expect((await house.duoping('settle', '--books', 'UTC', 'CNY')).code).toBe(0);
  expect((await house.duoping('settle', '--period', '1970-01')).stderr).toContain('1970-01 is closed.');
  folder = join(house.home, 'evidence');
  const exported = await house.duoping('evidence', 'export', folder);
  expect(exported).toMatchObject({ code: 0, stdout: '' });
});
afterAll(() => house?.close());

/** A play of the household with this many receipts, as heartbeats leave it. */
async function watch(play: string, beats: number, change: Partial<Receipt> = {}): Promise<void> {
  const { db } = house.server.house;
  const profile = 'me';
  await db.run(
    `insert into playback.play (id, household, device, profile, work, lease_until, version, sequence, state)
     values ($1, $2, 'wang-tv', $3, 'w', now(), 1, 1, '{}')`,
    [play, HOUSEHOLD, profile],
  );
  for (let sequence = 1; sequence <= beats; sequence++) {
    const receipt = someReceipt({
      ...{
        play,
        sequence,
        partner: PARTNER,
        contract: 'cinema-1',
        delivery,
        device: 'wang-tv',
        entitlement: 'sub-of-wang',
      },
      ...change,
    });
    await db.run('insert into playback.receipt (id, play, at, receipt) values ($1, $2, $3, $4)', [
      ...[receipt.id, play, new Date(receipt.to)],
      JSON.stringify(receipt),
    ]);
  }
}

async function verify(...args: string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const io = { stdout: (line: string) => out.push(line), stderr: (line: string) => err.push(line), readFile };
  const code = await evidenceCommand(['verify', ...args], io, () => Promise.reject(new Error('no server is asked')));
  return { code, out, err: err.join('\n') };
}

const filesIn = async (root: string): Promise<string[]> => {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();
};

const copied = async (): Promise<string> => {
  const copy = await mkdtemp(join(house.home, 'copy-'));
  await cp(folder, copy, { recursive: true });
  return copy;
};

describe('an exported folder', () => {
  test('has the files of the contract and nothing else', async () => {
    expect(await filesIn(folder)).toEqual([
      'checkpoint',
      'contracts/cinema-1@1.json',
      `deliveries/${delivery}`,
      'leaves.ndjson',
      'statements/1970-01-cinema-CNY.json',
    ]);
    expect((await readFile(join(folder, 'leaves.ndjson'), 'utf8')).split('\n')).toHaveLength(301);
  });

  test('is sound by the real command, with the key from elsewhere and without', async () => {
    const checked = await house.duoping('evidence', 'verify', folder, '--json');
    expect(checked).toMatchObject({ code: 0 });
    expect(JSON.parse(checked.stdout)).toMatchObject({
      valid: true,
      leaves: 300,
      contracts: 1,
      deliveries: 1,
      statements: 1,
    });
    const key = new TextDecoder().decode((await anyone.call('GET', '/evidence/key')).bytes).trim();
    expect(await verify(folder, '--key', key)).toMatchObject({ code: 0, err: expect.stringContaining('signed by') });
  });

  test('by another operator’s key it is not', async () => {
    const other = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
    expect(await verify(folder, '--key', other)).toMatchObject({
      code: 1,
      err: expect.stringContaining('checkpoint: is not signed'),
    });
  });

  test('any flipped bit of any file is found, and its file named', async () => {
    const files = await filesIn(folder);
    const copy = await copied();
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...files), fc.nat(), fc.nat(7), async (file, anywhere, bit) => {
        const path = join(copy, file);
        const good = await readFile(path);
        const bad = Buffer.from(good);
        const at = anywhere % bad.length;
        bad[at] = (bad[at] ?? 0) ^ (1 << bit);
        await writeFile(path, bad);
        const { code, err } = await verify(copy);
        await writeFile(path, good);
        expect(`${file} ${at} ${code}`).toBe(`${file} ${at} 1`);
        expect(err).toContain(file);
      }),
      { numRuns: 300 },
    );
    expect((await verify(copy)).code).toBe(0);
  }, 300_000);

  test('a byte cut off, put in or appended, a file removed, added or exchanged is found', async () => {
    for (const file of await filesIn(folder)) {
      const copy = await copied();
      const path = join(copy, file);
      const good = await readFile(path);
      for (const bad of [good.subarray(1), good.subarray(0, -1), Buffer.concat([good, Buffer.of(0x0a)]), Buffer.of()]) {
        await writeFile(path, bad);
        expect(await verify(copy)).toMatchObject({ code: 1, err: expect.stringContaining(file) });
      }
      await rm(path);
      expect(await verify(copy)).toMatchObject({ code: 1, err: expect.stringContaining(file) });
    }
    const copy = await copied();
    for (const added of ['note.txt', 'contracts/more.json', `deliveries/${'0'.repeat(64)}`, 'statements/late.json']) {
      await writeFile(join(copy, added), '{}');
      expect(await verify(copy)).toMatchObject({ code: 1, err: expect.stringContaining(added) });
      await rm(join(copy, added));
    }
    await cp(join(copy, 'statements/1970-01-cinema-CNY.json'), join(copy, 'statements/again.json'));
    expect(await verify(copy)).toMatchObject({
      code: 1,
      err: expect.stringContaining('again.json: is not vouched for'),
    });
    await rm(join(copy, 'statements/again.json'));
    expect((await verify(copy)).code).toBe(0);
  });

  test('a leaf taken out, doubled or moved is found', async () => {
    const copy = await copied();
    const lines = (await readFile(join(copy, 'leaves.ndjson'), 'utf8')).split('\n').slice(0, -1);
    const [first = '', second = '', ...rest] = lines;
    for (const bad of [
      [second, ...rest],
      [first, first, second, ...rest],
      [second, first, ...rest],
    ]) {
      await writeFile(join(copy, 'leaves.ndjson'), `${bad.join('\n')}\n`);
      expect(await verify(copy)).toMatchObject({ code: 1, err: expect.stringContaining('leaves.ndjson') });
    }
  });

  test('what is no evidence folder, or no folder, is unusable', async () => {
    expect((await verify(join(house.home, 'nowhere'))).code).toBe(2);
    expect((await verify(join(folder, 'checkpoint'))).code).toBe(2);
    expect((await verify(await mkdtemp(join(house.home, 'empty-')))).code).toBe(2);
    expect((await verify(folder, '--key', 'nonsense')).code).toBe(2);
    expect((await verify()).code).toBe(2);
    expect((await house.duoping('evidence', 'export', folder)).code).toBe(2);
    expect((await house.duoping('evidence', 'prove', folder)).code).toBe(2);
  });

  test('a period ends where its last receipt began', async () => {
    const late = Date.UTC(2026, 11, 24);
    await watch('december', 1, { from: late, to: late + 60_000 });
    await house.server.house.evidence.sequenceAll();
    const november = join(house.home, 'november');
    expect((await house.duoping('evidence', 'export', november, '--period', '2026-11')).code).toBe(0);
    expect(await verify(november, '--json')).toMatchObject({ code: 0 });
    expect((await readFile(join(november, 'leaves.ndjson'), 'utf8')).split('\n')).toHaveLength(301);
    expect((await house.duoping('evidence', 'export', join(house.home, 'x'), '--period', '2026-13')).code).toBe(2);
  });
});

describe('the auditor’s guide, without our software', () => {
  const guide = readFileSync(new URL('../../docs/guides/auditor.md', import.meta.url), 'utf8');
  const run = (program: string, ...args: string[]) =>
    spawnSync(program, args, { cwd: house.home, encoding: 'utf8', timeout: 60_000 });
  const has = (program: string) => {
    const found = spawnSync(program, ['version']).error === undefined;
    if (!found) console.log(`skipped: there is no ${program} here`);
    return found;
  };

  test.skipIf(!has('python3'))('its Python finds the root that the checkpoint names', async () => {
    const [, script = ''] = /```python\n([\s\S]+?)```/.exec(guide) ?? [];
    const { stdout, stderr } = run('python3', '-c', script);
    const [, , root] = (await readFile(join(house.home, 'november/checkpoint'), 'utf8')).split('\n');
    expect([stdout.trim(), stderr]).toEqual([root, '']);
  });

  test.skipIf(!has('openssl') || !has('xxd'))(
    'its OpenSSL verifies the signature, and refuses another size',
    async () => {
      const [, script = ''] = /```sh\n(key=[\s\S]+?)```/.exec(guide) ?? [];
      const key = new TextDecoder().decode((await anyone.call('GET', '/evidence/key')).bytes).trim();
      const own = script.replace(/^key=.*$/m, `key='${key}'`);
      expect(run('bash', '-c', own).stdout).toContain('Signature Verified Successfully');
      const path = join(house.home, 'november/checkpoint');
      const good = await readFile(path, 'utf8');
      await writeFile(path, good.replace('\n300\n', '\n299\n'));
      expect(run('bash', '-c', own).stdout).not.toContain('Successfully');
      await writeFile(path, good);
    },
  );
});

describe('what anyone may ask of the log', () => {
  const bytes = (text: unknown) => Buffer.from(String(text), 'base64');
  const hashes = (proof: unknown) => (Array.isArray(proof) ? proof : ['no proof']).map(bytes);

  test('a checkpoint and its key verify each other', async () => {
    const key = new TextDecoder().decode((await anyone.call('GET', '/evidence/key')).bytes);
    const verifier = readVerifier(key);
    const answer = await anyone.call('GET', '/evidence/checkpoint');
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(verifier && verifyCheckpoint(answer.bytes, { verifier, origin: verifier.name }).ok).toBe(true);
  });

  test('a receipt is proven to be in the log, by its id or its place, at any size since', async () => {
    const lines = (await readFile(join(folder, 'leaves.ndjson'), 'utf8')).split('\n');
    for (const query of ['index=7', 'index=7&size=100', 'receipt=play-0.8', 'receipt=play-0.8&size=8']) {
      const { json } = await anyone.call('GET', `/evidence/proofs/inclusion?${query}`);
      const proof = hashes(json?.proof);
      const asked = { index: Number(json?.index), size: Number(json?.size), proof, root: bytes(json?.root) };
      expect(asked.index).toBe(7);
      expect(verifyInclusion({ ...asked, leafHash: leafHash(Buffer.from(lines[7] ?? '')) })).toBe(true);
      expect(verifyInclusion({ ...asked, leafHash: leafHash(Buffer.from(lines[8] ?? '')) })).toBe(false);
    }
  });

  test('the log only grew between any two sizes', async () => {
    for (const [from, to] of [
      [0, 300],
      [1, 300],
      [128, 257],
      [300, 300],
    ]) {
      const { json } = await anyone.call('GET', `/evidence/proofs/consistency?from=${from}&to=${to}`);
      const proof = hashes(json?.proof);
      const [first, second] = [
        { size: Number(json?.from), root: bytes(json?.fromRoot) },
        { size: Number(json?.to), root: bytes(json?.toRoot) },
      ];
      expect(verifyConsistency({ first, second, proof })).toBe(true);
    }
  });

  test.each([
    ['inclusion?index=99999', 404],
    ['inclusion?receipt=nobody.1', 404],
    ['inclusion?index=5&size=99999', 404],
    ['inclusion', 400],
    ['inclusion?index=1&receipt=x', 400],
    ['inclusion?index=-1', 400],
    ['inclusion?index=1.5', 400],
    ['inclusion?index=9007199254740993', 400],
    ['consistency?from=9&to=3', 404],
    ['consistency?from=1&to=99999', 404],
    ['consistency?from=x', 400],
  ])('proofs/%s is answered %i', async (path, status) => {
    expect((await anyone.call('GET', `/evidence/proofs/${path}`)).status).toBe(status);
  });

  test('D02: nothing that anyone is told names a household, a device, a title or a partner', async () => {
    for (const path of [
      'checkpoint',
      'key',
      'proofs/inclusion?index=3',
      'proofs/inclusion?receipt=play-0.1',
      'proofs/consistency?from=3',
    ]) {
      const text = new TextDecoder().decode((await anyone.call('GET', `/evidence/${path}`)).bytes);
      expect(text).not.toMatch(/wang|family|lamp|cinema-1|play-0|md:alid/i);
    }
  });

  test('D02: leaves, contracts, deliveries and statements are told to no device and to no stranger', async () => {
    const device = callerOf(house, await pairDevice(house));
    const paths = [
      'export',
      'leaves?from=0&to=5',
      'contracts/cinema-1/1',
      `deliveries/${delivery}`,
      'statements/1970-01-cinema-CNY.json',
    ];
    for (const path of paths) {
      for (const caller of [anyone, device, callerOf(house, 'x'.repeat(43))]) {
        const answer = await caller.call('GET', `/api/evidence/${path}`);
        expect([path, answer.status, Object.keys(answer.json ?? {})]).toEqual([path, 401, ['error']]);
      }
      expect([200, 404]).toContain((await operator.call('GET', `/api/evidence/${path}`)).status);
    }
    for (const sha256 of ['../../secrets/kek', '..%2f..%2fsecrets%2fkek', 'A'.repeat(64)])
      expect([400, 404]).toContain((await operator.call('GET', `/api/evidence/deliveries/${sha256}`)).status);
  });
});

test('erasing a household leaves a log that verifies and names it nowhere', async () => {
  const { households, db, evidence } = house.server.house;
  const before = await evidence.log.leaves(0, 1000);
  const sizeBefore = before.length;
  const veiled = JSON.parse(before[0] ?? '{}') as Receipt;
  expect(veiled.device).toMatch(/^[0-9a-f]{64}$/);
  await watch('last', 1);
  await db.run('update households.household set pseudonym_key = $2 where id = $1', [HOUSEHOLD, 'destroyed']);
  await evidence.sequenceAll();
  const after = await evidence.log.leaves(0, 1000);
  expect(after.slice(0, sizeBefore)).toEqual(before);
  expect(after.join('\n')).not.toMatch(/wang|sub-of-wang|"family"/);
  const last = JSON.parse(after.at(-1) ?? '{}') as Receipt;
  expect([last.device, last.entitlement]).not.toContain(veiled.device);
  expect((await households.byId(asId(HOUSEHOLD)))?.pseudonymKey).toBe('destroyed');
  const target = join(house.home, 'after-erasure');
  expect((await house.duoping('evidence', 'export', target)).code).toBe(0);
  expect(await verify(target)).toMatchObject({ code: 0 });
  expect((await verify(folder)).code).toBe(0);
});
