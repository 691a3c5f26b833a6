import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { partialFiles } from './index.ts';

let root = '';
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'duoping-partial-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

const LIMITS = { maxBytes: 100 };
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
async function* pieces(...texts: string[]): AsyncIterable<Uint8Array> {
  for (const text of texts) {
    if (text === 'CUT') throw new Error('connection lost');
    yield bytesOf(text);
  }
}
async function textOf(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of bytes) parts.push(part);
  return Buffer.concat(parts).toString();
}

test('a file grows piece by piece, also after a cut and after a restart', async () => {
  const files = await partialFiles(root);
  const id = await files.create('a note');
  expect(await files.append(id, 0, pieces('one ', 'two '), LIMITS)).toEqual({ ok: true, value: 8 });
  await expect(files.append(id, 8, pieces('three ', 'CUT', 'lost'), LIMITS)).rejects.toThrow('connection lost');
  const again = await partialFiles(root);
  expect(await again.find(id)).toEqual({ note: 'a note', sizeBytes: 14, busy: false });
  expect(await again.append(id, 14, pieces('four'), LIMITS)).toEqual({ ok: true, value: 18 });
  expect(await textOf(again.bytes(id))).toBe('one two three four');
});

test('bytes go to the end and nowhere else, no more than allowed, one writer at a time', async () => {
  const files = await partialFiles(root);
  const id = await files.create('');
  await files.append(id, 0, pieces('12345'), LIMITS);
  for (const offset of [0, 4, 6]) {
    expect(await files.append(id, offset, pieces('x'), LIMITS)).toEqual({ ok: false, reason: 'offset-differs' });
  }
  expect(await files.append(id, 5, pieces('x'.repeat(96)), LIMITS)).toEqual({ ok: false, reason: 'too-large' });
  let release = (): void => {};
  const slow = (async function* () {
    await new Promise<void>((resolve) => {
      release = resolve;
    });
    yield bytesOf('6');
  })();
  const first = files.append(id, 5, slow, LIMITS);
  expect([(await files.find(id))?.busy, await files.append(id, 5, pieces('6'), LIMITS)]).toEqual([
    true,
    { ok: false, reason: 'busy' },
  ]);
  await new Promise((resolve) => setTimeout(resolve, 20));
  release();
  expect(await first).toEqual({ ok: true, value: 6 });
});

test('a finished file keeps its last note, a removed one nothing, and a name is never a path', async () => {
  const files = await partialFiles(root);
  const [done, gone] = [await files.create('begun'), await files.create('begun')];
  await files.append(done, 0, pieces('all of it'), LIMITS);
  await files.finish(done, 'done');
  await files.remove(gone);
  expect([await files.find(done), await files.find(gone)]).toEqual([
    { note: 'done', sizeBytes: 0, busy: false },
    undefined,
  ]);
  await expect(files.find('../../etc/passwd')).rejects.toThrow('UUID');
});

test('what a crash left half is swept as well, and what is not of here stays', async () => {
  const files = await partialFiles(root);
  const halves = ['bytes', 'next'].map((kind) => join(root, `${randomUUID()}.${kind}`));
  const stranger = join(root, 'notes.txt');
  for (const path of [...halves, stranger]) await writeFile(path, 'x');
  await files.sweep(Date.now() - 60_000);
  expect([...halves, stranger].map(existsSync)).toEqual([true, true, true]);
  await files.sweep(Date.now() + 60_000);
  expect([...halves, stranger].map(existsSync)).toEqual([false, false, true]);
});

test('what nobody has touched for long is swept', async () => {
  const files = await partialFiles(root);
  const id = await files.create('old');
  await files.sweep(Date.now() - 60_000);
  expect(await files.find(id)).toBeDefined();
  await files.sweep(Date.now() + 60_000);
  expect(await files.find(id)).toBeUndefined();
});
