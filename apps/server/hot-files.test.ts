import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hotFiles } from './hot-files.ts';

let folder: string;
let time = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'duoping-hot-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const file = async (name: string, content: string): Promise<string> => {
  await writeFile(join(folder, name), content);
  return join(folder, name);
};

const textOf = (read: unknown): string => (Buffer.isBuffer(read) ? read.toString() : 'no bytes');

test('a file is read from the disk once, however many ask for it', async () => {
  const files = hotFiles({ now: () => time });
  const path = await file('once', 'segment');
  const answers = await Promise.all(Array.from({ length: 10 }, () => files.read(path)));
  expect(new Set(answers).size).toBe(1);
  expect(textOf(answers[0])).toBe('segment');
  expect(await files.read(path)).toBe(answers[0]);
});

test('a file that was put anew is noticed within two seconds, and one that is gone as well', async () => {
  const files = hotFiles({ now: () => time });
  const path = await file('anew', 'old');
  expect(textOf(await files.read(path))).toBe('old');
  await writeFile(path, 'newer');
  time += 2_000;
  expect(textOf(await files.read(path))).toBe('newer');
  await rm(path);
  time += 2_000;
  expect(await files.read(path)).toBeUndefined();
  expect(await files.read(folder)).toBeUndefined();
});

test('past the size, what was asked for longest ago is let go', async () => {
  const files = hotFiles({ maxBytes: 10, now: () => time });
  const [a, b, c] = [await file('a', 'aaaa'), await file('b', 'bbbb'), await file('c', 'cccc')];
  const first = await files.read(a);
  const second = await files.read(b);
  await files.read(a);
  await files.read(c);
  expect(await files.read(a)).toBe(first);
  expect(await files.read(b)).not.toBe(second);
});

test('a file too large to keep is handed out as a stream, each time its own', async () => {
  const files = hotFiles({ now: () => time });
  const path = await file('large', 'x'.repeat(8 * 2 ** 20 + 1));
  for (let time = 0; time < 2; time++) {
    const read = await files.read(path);
    if (!read || Buffer.isBuffer(read)) throw new Error('It was kept');
    expect((await text(read.stream)).length).toBe(read.size);
  }
});
