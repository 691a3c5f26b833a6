import { expect, test } from 'vitest';
import type { Clause } from './clause.ts';
import { readAvails } from './read.ts';
import { readAvailsStream } from './read-stream.ts';
import { good } from './testing.ts';
import { writeAvailsXlsx } from './write-avails.ts';
import { availXml, longList } from './xml/testing-avails-xml.ts';

const MIB = 1024 * 1024;

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

test('a hundred megabytes of Avails XML are read within the memory of a few', { timeout: 120_000 }, async () => {
  let most = 0;
  const before = process.memoryUsage().heapUsed;
  const reading = await readAvailsStream(
    { name: 'long.xml', chunks: longList(100 * MIB) },
    {
      take: () => {
        most = Math.max(most, process.memoryUsage().heapUsed);
      },
    },
  );
  expect([reading.findings, reading.clauses > 50_000]).toEqual([[], true]);
  expect((most - before) / MIB).toBeLessThan(150);
});

test.each([1, 7, 100_000])('a file in pieces of %i bytes says what it says in one', async (size) => {
  for (const bytes of [new TextEncoder().encode(availXml({})), writeAvailsXlsx([good(), good({ Territory: 'JJ' })])]) {
    const clauses: Clause[] = [];
    const streamed = await readAvailsStream(
      { name: 'file', chunks: inPieces(bytes, size) },
      { take: (more) => void clauses.push(...more) },
    );
    const whole = readAvails({ name: 'file', bytes });
    expect({ ...streamed, clauses }).toEqual(whole);
    expect(streamed.clauses).toBe(whole.clauses.length);
  }
});

test('a stream beyond its limit, and one that breaks late, count no clause', async () => {
  const long = await readAvailsStream(
    { name: 'long.xml', chunks: longList(2 * MIB) },
    { limits: { streamBytes: MIB } },
  );
  expect(long).toMatchObject({ clauses: 0, findings: [{ code: 'file-too-large' }] });
  const text = `${availXml({}).replace('</a:AvailList>', '')}<broken></a:AvailList>`;
  const cut = await readAvailsStream({ name: 'cut.xml', chunks: inPieces(new TextEncoder().encode(text), 50) });
  expect(cut).toMatchObject({ clauses: 0, findings: [{ code: 'malformed-xml' }] });
});

test('a file that is no stream of XML is collected, up to the limit of a file', async () => {
  const reading = await readAvailsStream(
    { name: 'zeros', chunks: inPieces(new Uint8Array(200_000), 1000) },
    { limits: { fileBytes: 100_000 } },
  );
  expect(reading).toMatchObject({ format: 'unknown', findings: [{ code: 'file-too-large' }] });
});
