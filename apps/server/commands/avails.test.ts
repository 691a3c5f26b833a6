import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { readAvails, writeAvailsXlsx } from '@duoping/avails';
import { expect, test } from 'vitest';
import { PROGRAM } from '../testing-process.ts';
import { availsCommand } from './avails.ts';

const ROW = {
  ALID: 'md:alid:example.com:lantern',
  EntryType: 'Full Extract',
  DisplayName: 'Example Films',
  ContentID: 'md:cid:example.com:lantern',
  WorkType: 'Movie',
  TitleInternalAlias: 'The Lantern',
  Territory: 'US',
  LicenseType: 'SVOD',
  FormatProfile: 'HD',
  Start: '2026-01-01',
  End: 'Open',
};
const FILES: Record<string, Uint8Array> = {
  'good.xlsx': writeAvailsXlsx([ROW]),
  '--odd.xlsx': writeAvailsXlsx([ROW]),
  'bad.xlsx': writeAvailsXlsx([ROW, { ...ROW, Territory: 'JJ' }]),
  'photo.jpg': new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70, 73, 70]),
};

/** Files that the system won't open, by the code of its refusal. */
const REFUSED: Record<string, string> = {
  folder: 'EISDIR',
  secret: 'EACCES',
  gone: 'ENOENT',
  loop: 'ELOOP',
  odd: 'EIO',
};

const written = new Map<string, Uint8Array>();

async function run(...args: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  written.clear();
  const status = await availsCommand(args, {
    stdout: (line) => out.push(line),
    stderr: (line) => err.push(line),
    writeFile: async (path, bytes) => {
      if (path.startsWith('no/')) throw new Error('no such folder');
      written.set(path, bytes);
    },
    readFile: async (path) => FILES[path] ?? new Uint8Array(),
    async *readChunks(path) {
      const bytes = FILES[path];
      if (path in REFUSED)
        throw Object.assign(new Error(`${REFUSED[path]}: in the words of the system`), { code: REFUSED[path] });
      if (!bytes) throw new Error('no such file');
      yield bytes;
    },
  });
  return { status, reports: out.map((line) => JSON.parse(line)), err: err.join('\n'), written: new Map(written) };
}

test('a sound file exits 0 with one JSON line', async () => {
  const { status, reports } = await run('check', 'good.xlsx', '--json');
  expect(status).toBe(0);
  expect(reports).toEqual([
    {
      file: 'good.xlsx',
      format: 'avails-xlsx',
      version: '1.9',
      findings: [],
      counts: { errors: 0, warnings: 0, notices: 0 },
      clauses: 1,
    },
  ]);
});

test('a file with errors exits 1, names the cell and still counts its good rows', async () => {
  const { status, reports, err } = await run('check', 'good.xlsx', 'bad.xlsx');
  expect(status).toBe(1);
  expect(reports).toHaveLength(2);
  expect(reports[1]).toMatchObject({
    counts: { errors: 1 },
    clauses: 1,
    findings: [{ code: 'unknown-territory', where: { sheet: 'Avails', row: 5 }, value: 'JJ' }],
  });
  expect(err).toMatch(/Avails row 5 [A-Z]+ Territory: JJ is no territory/);
});

test('a file that is no delivery, or is not there, exits 2 and still has its line', async () => {
  const { status, reports } = await run('check', 'photo.jpg', 'gone.xlsx', 'good.xlsx');
  expect(status).toBe(2);
  expect(reports.map(({ format, counts }) => [format, counts.errors])).toEqual([
    ['unknown', 1],
    ['unknown', 1],
    ['avails-xlsx', 0],
  ]);
});

test('a file that cannot be opened is told in words, with what to do', async () => {
  const { status, reports } = await run('check', ...Object.keys(REFUSED));
  expect(status).toBe(2);
  expect(reports.map(({ findings: [{ message }] }) => message)).toEqual([
    'this is a folder; name the files in it',
    'this user may not read it; give it the right to, or copy the file',
    'there is no such file; look at its name and its folder',
    'this is a link that leads back to itself; name the file',
    'EIO: in the words of the system',
  ]);
  const converted = await run('convert', 'folder', '--to', 'json', '--out', 'x.json', '--json');
  expect([converted.status, converted.reports[0]?.findings[0]?.message]).toEqual([
    2,
    expect.stringContaining('folder'),
  ]);
});

test('a reader of the report that stops early breaks nothing', async () => {
  const files = Array.from({ length: 20 }, (_, at) => join(import.meta.dirname, `no-such-${at}.xlsx`));
  const child = spawn(process.execPath, [PROGRAM, 'avails', 'check', ...files], { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.destroy();
  let said = '';
  for await (const piece of child.stderr) said += String(piece);
  if (child.exitCode === null) await once(child, 'exit');
  expect([child.exitCode, said.includes('EPIPE'), said.split('\n').length]).toEqual([2, false, files.length + 1]);
});

test('behind -- a file may be called like an option', async () => {
  const { status, reports } = await run('check', '--json', '--', '--odd.xlsx', '--json');
  expect([status, reports.map(({ file, clauses }) => [file, clauses])]).toEqual([
    2,
    [
      ['--odd.xlsx', 1],
      ['--json', 0],
    ],
  ]);
});

test('wrong usage exits 2 and prints nothing to stdout', async () => {
  for (const args of [
    [],
    ['check'],
    ['check', 'good.xlsx', '--annotate'],
    ['mend', 'good.xlsx'],
    ['check', '--loud', 'good.xlsx'],
  ]) {
    expect(await run(...args)).toMatchObject({ status: 2, reports: [], err: expect.stringContaining('usage') });
  }
});

test('a workbook comes back with its findings, and nothing else is written', async () => {
  const { status, err } = await run('check', 'bad.xlsx', '--annotate', 'out.xlsx');
  expect([status, [...written.keys()]]).toEqual([1, ['out.xlsx']]);
  expect(err).toContain('out.xlsx: the workbook with 1 findings as notes');
  const reading = readAvails({ name: 'out.xlsx', bytes: written.get('out.xlsx') ?? new Uint8Array() });
  expect(reading.clauses).toHaveLength(1);
  expect((await run('check', 'photo.jpg', '--annotate', 'out.xlsx')).status).toBe(2);
  expect((await run('check', 'good.xlsx', 'bad.xlsx', '--annotate', 'out.xlsx')).err).toContain('usage');
  expect(await run('check', 'good.xlsx', '--annotate', 'no/out.xlsx')).toMatchObject({
    status: 2,
    err: expect.stringContaining('no such folder'),
  });
});

test('convert writes the clauses in another form, and says what that form leaves out', async () => {
  const {
    status,
    reports,
    written: files,
  } = await run('convert', 'good.xlsx', '--to', 'xml', '--version', '2.5', '--out', 'good.xml');
  expect(status).toBe(0);
  expect(reports).toEqual([
    expect.objectContaining({ file: 'good.xlsx', out: 'good.xml', to: 'xml', clauses: 1, findings: [] }),
  ]);
  const xml = new TextDecoder().decode(files.get('good.xml'));
  expect(xml).toContain('http://www.movielabs.com/schema/avails/v2.5/avails');
  expect(readAvails({ name: 'good.xml', bytes: files.get('good.xml') ?? new Uint8Array() }).clauses[0]?.id).toBe(
    readAvails({ name: 'good.xlsx', bytes: FILES['good.xlsx'] ?? new Uint8Array() }).clauses[0]?.id,
  );
});

test('convert leaves out rows with errors and exits 1; what can’t be read is not written', async () => {
  const bad = await run('convert', 'bad.xlsx', '--to', 'json', '--out', 'bad.json');
  expect([bad.status, bad.reports[0]?.clauses, [...bad.written.keys()]]).toEqual([1, 1, ['bad.json']]);
  expect(bad.reports[0]?.findings).toMatchObject([{ code: 'unknown-territory' }]);
  const photo = await run('convert', 'photo.jpg', '--to', 'json', '--out', 'x.json');
  expect([photo.status, photo.written.size]).toEqual([2, 0]);
  expect((await run('convert', 'gone.xlsx', '--to', 'json', '--out', 'x.json')).status).toBe(2);
});

test('convert says what it wants', async () => {
  const wrong = [
    ['good.xlsx'],
    ['good.xlsx', '--to', 'pdf', '--out', 'x'],
    ['good.xlsx', '--to', 'xml'],
    ['good.xlsx', '--to', 'xml', '--version', '9.9', '--out', 'x'],
    ['good.xlsx', 'bad.xlsx', '--to', 'xml', '--out', 'x'],
    ['good.xlsx', '--to', 'xml', '--out', 'x', '--loud'],
  ];
  for (const args of wrong) {
    const { status, reports, written: files } = await run('convert', ...args);
    expect([status, reports, files.size]).toEqual([2, [], 0]);
  }
});
