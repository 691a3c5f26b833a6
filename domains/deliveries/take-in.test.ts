import { writeAvailsXlsx } from '@duoping/avails';
import { sha256Hex } from '@duoping/kit';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { takeIn } from './index.ts';
import type { DeliveryDesk } from './testing.ts';
import { aDesk, avail, availsXml, type Drop, PARTNER, sheet, stateOf } from './testing-drops.ts';

const bytesOf = (content: string | Uint8Array): Uint8Array =>
  typeof content === 'string' ? new TextEncoder().encode(content) : content;

async function lay(desk: DeliveryDesk, drop: Drop, members: { unchanged?: boolean; partner?: string } = {}) {
  const taken = await takeIn(desk.ports, {
    ...{ partner: members.partner ?? PARTNER, name: 'drop', by: 'watched folder', endsUnproven: true },
    files: Object.entries(drop).map(([name, content]) => ({ name, bytes: () => bytesOf(content) })),
    unchanged: async () => members.unchanged ?? true,
  });
  return taken.ok ? taken.value.status : taken.reason;
}
const sums = (drop: Drop): Drop => ({
  ...drop,
  SHA256SUMS: Object.entries(drop)
    .map(([name, content]) => `${sha256Hex(bytesOf(content))}  ${name}\n`)
    .join(''),
});
const rows = [avail('film'), avail('film', { FormatProfile: 'UHD' }), avail('other')];
const NEXT = [
  avail('film', { End: '2026-08-31' }),
  avail('film', { FormatProfile: 'UHD', End: '2026-08-31' }),
  avail('new'),
];

async function aRunningDesk(): Promise<DeliveryDesk> {
  const desk = await aDesk();
  expect(await lay(desk, sums({ 'first.csv': sheet(rows) }))).toBe('applied');
  return desk;
}

describe('a drop that nobody watches over', () => {
  test('is applied when nothing in it needs a person, and its history names what took it in', async () => {
    const desk = await aRunningDesk();
    expect(await lay(desk, { 'next.xml': availsXml('film', '2026-03-01', '2026-08-31') })).toBe('applied');
    const [newest] = await desk.deliveries.deliveries();
    const acts = newest && (await desk.deliveries.acts(newest.id));
    expect(acts?.map(({ act, by }) => [act, by])).toEqual([
      ['opened', 'watched folder'],
      ['applied', 'watched folder'],
    ]);
  });

  test('is left alone while somebody still writes to it', async () => {
    const desk = await aRunningDesk();
    const before = await stateOf(desk);
    expect(await lay(desk, sums({ 'next.csv': sheet(NEXT) }), { unchanged: false })).toBe('still-written');
    expect(await stateOf(desk)).toEqual(before);
  });

  test('waits for a person when it is held, and is refused with its findings when it is wrong', async () => {
    const desk = await aRunningDesk();
    const before = await stateOf(desk);
    expect(await lay(desk, sums({ 'a.csv': sheet([avail('film', { ExceptionFlag: 'TRUE' })]) }))).toBe('held');
    expect(await lay(desk, sums({ 'a.csv': sheet([avail('film', { Territory: 'JJ' })]) }))).toBe('refused');
    expect(await lay(desk, sums({ 'a.csv': sheet(NEXT) }), { partner: 'stranger' })).toBe('unknown-partner');
    expect(await stateOf(desk)).toEqual(before);
  });
});

describe('checksums that come along', () => {
  const csv = sheet(NEXT);

  test('a sheet of bare lines without one waits: nothing says that it is whole', async () => {
    const desk = await aRunningDesk();
    expect(await lay(desk, { 'next.csv': csv })).toBe('held');
    const held = (await desk.deliveries.deliveries()).find(({ status }) => status === 'held');
    expect(held?.summary?.holds).toEqual(['end-unproven']);
  });

  test.each<[string, Drop, string]>([
    ['in a list', sums({ 'next.csv': csv }), 'applied'],
    ['beside the file', { 'next.csv': csv, 'next.csv.sha256': `${sha256Hex(bytesOf(csv))}\n` }, 'applied'],
    [
      'in capitals, with a star',
      { 'a.csv': csv, SHA256SUMS: `${sha256Hex(bytesOf(csv)).toUpperCase()} *a.csv` },
      'applied',
    ],
    ['of other bytes', { 'a.csv': csv, SHA256SUMS: `${'0'.repeat(64)}  a.csv` }, 'refused'],
    ['of a file that did not arrive', { ...sums({ 'a.csv': csv, 'film.mp4': 'x' }), 'film.mp4': '' }, 'refused'],
    ['that can’t be read', { 'a.csv': csv, SHA256SUMS: 'MD5 (a.csv) = 0' }, 'refused'],
  ])('%s', async (_, drop, wanted) => {
    expect(await lay(await aRunningDesk(), drop)).toBe(wanted);
  });
});

describe('a file that is cut off at any byte leaves the old state', () => {
  const workbook = writeAvailsXlsx(NEXT);
  const xml = bytesOf(availsXml('film', '2026-03-01', '2026-08-31'));
  const csv = bytesOf(sheet(NEXT));
  test.each<[string, string, Uint8Array, Drop]>([
    ['a workbook', 'next.xlsx', workbook, {}],
    ['XML', 'next.xml', xml, {}],
    ['a sheet of bare lines', 'next.csv', csv, {}],
    ['a sheet of bare lines with its checksum', 'next.csv', csv, { SHA256SUMS: `${sha256Hex(csv)}  next.csv\n` }],
  ])('%s', async (_, name, whole, beside) => {
    const desk = await aRunningDesk();
    const before = await stateOf(desk);
    const step = Math.max(1, Math.floor(whole.length / 400));
    for (let end = 0; end < whole.length; end += end > whole.length - 60 ? 1 : step) {
      const outcome = await lay(desk, { [name]: whole.subarray(0, end), ...beside });
      expect([end, ['held', 'refused', 'nothing-to-apply'].includes(outcome)]).toEqual([end, true]);
      expect(await stateOf(desk), `cut at ${end}`).toEqual(before);
    }
    expect(await lay(desk, { [name]: whole, ...beside })).toBe(
      name === 'next.csv' && !beside.SHA256SUMS ? 'held' : 'applied',
    );
  });

  test('and so does one with a flipped bit, where a checksum came along', async () => {
    const desk = await aRunningDesk();
    const before = await stateOf(desk);
    await fc.assert(
      fc.asyncProperty(fc.nat(csv.length - 1), fc.nat(7), async (at, bit) => {
        const flipped = Uint8Array.from(csv, (byte, place) => (place === at ? byte ^ (1 << bit) : byte));
        expect(await lay(desk, { 'next.csv': flipped, SHA256SUMS: `${sha256Hex(csv)}  next.csv\n` })).toBe('refused');
        expect(await stateOf(desk)).toEqual(before);
      }),
      { numRuns: 60 },
    );
  });
});
