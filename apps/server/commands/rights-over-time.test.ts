import type { Clause } from '@duoping/avails';
import { clause, instant } from '@duoping/rights/testing';
import { describe, expect, test } from 'vitest';
import { rightsCommand } from './rights.ts';

const ALID = 'md:alid:org:example:film';
const YEAR = ['--from', '2026-01-01T00:00:00Z', '--until', '2027-01-01T00:00:00Z'];
const end = (text: string) => ({ end: { kind: 'instant', at: instant(text) } }) as const;

/** Runs the command over files that exist only here: avails by name, everything else as text. */
async function run(args: readonly string[], files: Readonly<Record<string, readonly Clause[] | string>>) {
  const lines: string[] = [];
  const errors: string[] = [];
  const code = await rightsCommand(args, {
    stdout: (line) => lines.push(line),
    stderr: (line) => errors.push(line),
    readFile: async (path) => {
      const file = files[path];
      if (file === undefined) throw new Error(`ENOENT: no such file, open '${path}'`);
      return new TextEncoder().encode(typeof file === 'string' ? file : `bytes of ${path}`);
    },
    readAvails: async ({ name }) => {
      const clauses = files[name];
      return {
        ...{ file: name, format: 'avails-xlsx', version: '1.9', findings: [] },
        clauses: typeof clauses === 'object' ? clauses : [],
      };
    },
    now: () => instant('2026-06-01T00:00:00Z'),
  });
  return { code, told: lines.map((line) => JSON.parse(line)), errors: errors.join('\n') };
}

const PLACE = ['--territory', 'US', '--screen', 'tv', '--verb', 'stream'];

test('calendar tells every stretch with its row or its reasons', async () => {
  const args = ['calendar', '--avails', 'a.xlsx', '--alid', ALID, ...PLACE, ...YEAR];
  const { code, told } = await run(args, { 'a.xlsx': [clause(end('2026-03-01T00:00:00Z'))] });
  expect(code).toBe(0);
  expect(told).toMatchObject([
    { start: '2026-01-01T00:00:00Z', end: '2026-03-01T00:00:00Z', allow: true, chosen: { locator: { row: 4 } } },
    { start: '2026-03-01T00:00:00Z', end: '2027-01-01T00:00:00Z', allow: false, reasons: ['ended'] },
  ]);
});

test('a calendar of events dates what waits for it', async () => {
  const waiting = clause({ start: { kind: 'condition', condition: 'Theatrical', lag: 'P90D' } });
  const event = { alid: ALID, condition: 'Theatrical', territories: { include: ['US'] }, at: '2026-01-01T00:00:00Z' };
  const args = ['calendar', '--avails', 'a.xlsx', '--alid', ALID, ...PLACE, ...YEAR];
  const files = { 'a.xlsx': [waiting], 'events.json': JSON.stringify([event]) };
  expect((await run(args, files)).told).toMatchObject([{ allow: false }]);
  const dated = await run([...args, '--events', 'events.json'], files);
  expect(dated.told).toMatchObject([{ allow: false }, { start: '2026-04-01T00:00:00Z', allow: true }]);
});

describe('what-if tells month by month', () => {
  const scope = [...PLACE, '--from', '2026-01-01T00:00:00Z', '--until', '2026-03-01T00:00:00Z'];
  const spring = clause({ alid: 'spring', ...end('2026-02-01T00:00:00Z') });
  test('what another delivery opens', async () => {
    const files = { 'a.xlsx': [clause()], 'b.xlsx': [spring] };
    const { code, told } = await run(['what-if', '--avails', 'a.xlsx', '--with-avails', 'b.xlsx', ...scope], files);
    expect([code, told]).toEqual([
      0,
      [
        {
          ...{ month: '2026-01', territory: 'US', screen: 'tv', verb: 'stream' },
          ...{ opens: ['spring'], closes: [], longer: [], shorter: [] },
        },
      ],
    ]);
  });
  test('what closes without a file, or without a contract', async () => {
    const files = { 'a.xlsx': [clause()], 'b.xlsx': [spring] };
    const both = ['what-if', '--avails', 'a.xlsx', 'b.xlsx', ...scope];
    const withoutFile = await run([...both, '--without-file', 'b.xlsx'], files);
    expect(withoutFile.told).toMatchObject([{ month: '2026-01', closes: ['spring'] }]);
    const withoutContract = await run([...both, '--without-contract', 'all-screens'], files);
    expect(withoutContract.told.map(({ month, closes }) => [month, closes])).toEqual([
      ['2026-01', [ALID, 'spring']],
      ['2026-02', [ALID]],
    ]);
    expect((await run([...both, '--without-file', 'c.xlsx'], files)).code).toBe(2);
  });
});

describe('exposure tells what a retroactive cut leaves behind', () => {
  const files = {
    'then.xlsx': [clause()],
    'now.xlsx': [clause(end('2026-03-01T00:00:00Z'))],
    'uses.jsonl': ['2026-02-28T23:59:59Z', '2026-03-01T00:00:00Z', '2026-05-02T00:00:00Z']
      .map((at, id) => JSON.stringify({ id, alid: ALID, territory: 'US', screen: 'tv', verb: 'stream', at }))
      .join('\n'),
  };
  const args = [
    'exposure',
    '--avails',
    'now.xlsx',
    '--before-avails',
    'then.xlsx',
    '--known-at',
    '2026-05-01T00:00:00Z',
  ];
  test('use by use', async () => {
    const { code, told } = await run([...args, '--uses', 'uses.jsonl'], files);
    expect(code).toBe(0);
    expect(told).toMatchObject([
      {
        ...{ id: '1', kind: 'cut', knownFrom: '2026-05-01T00:00:00Z', reasons: ['ended'] },
        grant: { locator: { file: 'then.xlsx', row: 4 } },
      },
      { id: '2', kind: 'never-allowed' },
    ]);
  });
  test('as stretches of time', async () => {
    const { told } = await run([...args, ...PLACE, ...YEAR], files);
    expect(told).toEqual([
      {
        ...{ alid: ALID, territory: 'US', screen: 'tv', verb: 'stream' },
        windows: [{ start: '2026-03-01T00:00:00Z', end: '2026-05-01T00:00:00Z' }],
      },
    ]);
  });
});

test('conflicts finds two exclusive claims on one EIDR under two names', async () => {
  const eidr = '7791-8534-2C23-9030-8610-5';
  const files = {
    'a.xlsx': [clause({ exclusive: true, alid: `md:alid:eidr-s:${eidr}` })],
    'c.xlsx': [clause({ exclusive: true, alid: `10.5240/${eidr}`, territories: ['US', 'CA'] })],
  };
  const { code, told } = await run(['conflicts', '--avails', 'a.xlsx', '--with-avails', 'c.xlsx'], files);
  expect(code).toBe(0);
  expect(told).toMatchObject([
    {
      ...{ kind: 'two-exclusive', title: `10.5240/${eidr}`, territories: { include: ['US'], exclude: [] } },
      screens: ['stb', 'tv', 'phone', 'tablet', 'web'],
      ...{ first: { partner: 'other partner' }, second: { partner: 'partner', locator: { file: 'a.xlsx' } } },
    },
  ]);
  expect((await run(['conflicts', '--avails', 'a.xlsx', '--with-avails', 'a.xlsx'], files)).told).toHaveLength(1);
});

describe('what can’t be used exits 2 and prints no data', () => {
  const what = ['what-if', '--avails', 'a.xlsx'];
  test.each([
    [['calendar', '--avails', 'a.xlsx', ...PLACE, ...YEAR]],
    [['calendar', '--avails', 'a.xlsx', '--alid', ALID, ...PLACE]],
    [[...what, ...YEAR]],
    [[...what, '--territory', 'XX', ...YEAR]],
    [[...what, '--territory', 'US', '--screen', 'wall', ...YEAR]],
    [[...what, '--territory', 'US', '--verb', 'watch', ...YEAR]],
    [[...what, '--territory', 'US', '--from', '2026-01-01', '--until', '2027-01-01']],
    [[...what, '--territory', 'US', '--json', 'yes', ...YEAR]],
    [[...what, '--territory', '--json', ...YEAR]],
    [[...what, '--territory', 'US', '--with-avails', 'none.xlsx', ...YEAR]],
    [['exposure', '--avails', 'a.xlsx', ...PLACE, ...YEAR]],
    [['exposure', '--avails', 'a.xlsx', '--before-avails', 'a.xlsx', '--known-at', 'May', ...PLACE, ...YEAR]],
    [['exposure', '--avails', 'a.xlsx', '--before-avails', 'a.xlsx', '--uses', 'bad.jsonl']],
    [['exposure', '--avails', 'a.xlsx', '--before-avails', 'a.xlsx', '--uses', 'none.jsonl']],
    [['conflicts', '--avails', 'a.xlsx']],
    [['constructor', '--avails', 'a.xlsx']],
    ...[
      '{}',
      '[{"alid":"x"}]',
      'nonsense',
      `[{"alid":"x","condition":"Theatrical","territories":{"include":["US"]},"at":"May"}]`,
    ].map((text, number) => [
      ['ask', '--avails', 'a.xlsx', '--queries', 'q.jsonl', '--events', `events ${number} ${text}`],
    ]),
  ])('%j', async (args) => {
    const events = args.find((arg) => arg.startsWith('events '));
    const { code, told, errors } = await run(args, {
      ...{ 'a.xlsx': [clause()], 'bad.jsonl': '{', 'q.jsonl': '' },
      ...(events ? { [events]: events.slice('events 0 '.length) } : {}),
    });
    expect([code, told]).toEqual([2, []]);
    expect(errors).not.toBe('');
  });
});
