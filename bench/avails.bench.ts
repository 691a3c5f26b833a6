/**
 * A workbook of 50,000 avails read, checked and made into clauses, beside read-excel-file merely handing out its cells.
 * Interleaved rounds in one process, medians of processor time, which other work on the machine disturbs least; memory is
 * the most that a fresh process for each held. exceljs took twice as long as read-excel-file and is left out.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AvailRow, readAvails, writeAvailsXlsx } from '@duoping/avails';
import { readSheet } from 'read-excel-file/node';
import type { BenchTable } from './table.ts';

const ROWS = 50_000;
const ROUNDS = 5;

const TERRITORIES = ['US', 'CA', 'DE', 'FR', 'GB', 'JP', 'CN', 'BR', 'MX', 'IT'];
const LICENSES = ['EST', 'VOD', 'SVOD'];
const FORMATS = ['SD', 'HD', 'UHD'];

const rowOf = (at: number): AvailRow => ({
  ALID: `md:alid:example.com:${at}`,
  EntryType: 'Full Extract',
  DisplayName: 'Example Films',
  ContentID: `md:cid:example.com:${Math.floor(at / 10)}`,
  AvailID: `a-${at}`,
  WorkType: 'Movie',
  TitleInternalAlias: `Lantern ${Math.floor(at / 10)}, The`,
  TitleDisplayUnlimited: `The Lantern ${Math.floor(at / 10)}`,
  Territory: TERRITORIES[at % 10],
  LicenseType: LICENSES[at % 3],
  FormatProfile: FORMATS[at % 3],
  AllowedLanguages: 'en, fr:sub',
  AssetLanguage: 'en',
  Start: `2026-0${1 + (at % 9)}-01`,
  End: `2027-0${1 + (at % 9)}-28`,
  PriceType: 'WSP',
  PriceValue: 4.99 + (at % 5),
  PriceCurrency: 'USD',
  ReleaseYear: 2000 + (at % 26),
  TotalRunTime: '1:56:20',
  CaptionIncluded: 'Yes',
  ContractID: 'C-1',
});

export default async function avails(): Promise<BenchTable> {
  const folder = mkdtempSync(join(tmpdir(), 'duoping-avails-'));
  const file = join(folder, 'avails.xlsx');
  try {
    writeFileSync(file, writeAvailsXlsx(Array.from({ length: ROWS }, (_, at) => rowOf(at))));
    const times: Readonly<Record<'ours' | 'theirs', number[]>> = { ours: [], theirs: [] };
    for (let round = 0; round <= ROUNDS; round++) {
      const theirs = await processorMs(async () => (await readSheet(file)).length);
      const ours = await processorMs(async () => readAvails({ name: file, bytes: readFileSync(file) }).clauses.length);
      if (ours.result !== ROWS || theirs.result < ROWS)
        throw new Error(`${ours.result} and ${theirs.result} of ${ROWS} rows`);
      if (round === 0) continue; // both are compiled by then
      times.ours.push(ours.ms);
      times.theirs.push(theirs.ms);
    }
    const [ours, theirs] = [median(times.ours), median(times.theirs)];
    const memory = { ours: memoryOf(OURS, file), theirs: memoryOf(THEIRS, file) };
    return {
      title: 'Avails',
      rows: [
        {
          what: `XLSX, ${ROWS.toLocaleString('en')} rows, to checked clauses; processor time`,
          peer: `read-excel-file merely reading: ${Math.round(theirs)} ms`,
          ours: `${Math.round(ours)} ms (${Math.round(Math.min(...times.ours))}–${Math.round(Math.max(...times.ours))})`,
          ratio: `${(theirs / ours).toFixed(1)} ×`,
          goal: '≥ 2 ×',
        },
        {
          what: 'the same, most memory of a fresh process',
          peer: `${memory.theirs} MB`,
          ours: `${memory.ours} MB`,
          ratio: `${(memory.theirs / memory.ours).toFixed(1)} ×`,
          goal: '≤ 200 MB',
        },
      ],
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const OURS = `import { readFileSync } from 'node:fs'; import { readAvails } from '@duoping/avails'; readAvails({ name: '', bytes: readFileSync(process.argv[1]) });`;
const THEIRS = `import { readSheet } from 'read-excel-file/node'; await readSheet(process.argv[1]);`;

const memoryOf = (script: string, file: string): number =>
  Number(
    execFileSync(
      process.execPath,
      ['--input-type=module', '-e', `${script} console.log(Math.round(process.resourceUsage().maxRSS / 1024));`, file],
      { encoding: 'utf8', cwd: join(import.meta.dirname, '..') },
    ),
  );

async function processorMs<T>(run: () => Promise<T>): Promise<{ result: T; ms: number }> {
  const before = process.cpuUsage();
  const result = await run();
  const { user, system } = process.cpuUsage(before);
  return { result, ms: (user + system) / 1000 };
}

const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
