import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkReport, readAvails } from '@duoping/avails';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CLEARANCES, CONTRACTS, OPERATOR } from './agreements.ts';
import { type AvailRow, alidOf, type Delivery, writeDeliveries } from './deliveries.ts';
import { filmOf } from './films/make-film.ts';
import { OFFERS, TRAPS, type Trap } from './offers.ts';
import { LISTINGS } from './works.ts';

const NOW = Date.UTC(2026, 10, 22, 19, 30, 15, 250);
const MADE = 'crossing-the-winter-river';

let folder: string;
let deliveries: readonly Delivery[];
let workbook: readonly AvailRow[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deliveries-'));
  const film = filmOf({ slug: MADE }, folder);
  const files = [film.video, film.poster, film.wide, ...Object.values(film.audio), ...Object.values(film.text)];
  await mkdir(film.folder);
  await Promise.all(files.map((file) => writeFile(file, `the bytes of ${file}`)));
  deliveries = await writeDeliveries(join(folder, 'out'), {
    now: NOW,
    films: [film],
    writeAvailsXlsx: (rows) => {
      workbook = rows;
      return new Uint8Array([1]);
    },
  });
});
afterAll(() => rm(folder, { recursive: true }));

const table = async (file: string): Promise<readonly Record<string, string>[]> =>
  Papa.parse<Record<string, string>>(await readFile(file, 'utf8'), { header: true, skipEmptyLines: true }).data;

const of = (partner: string): Delivery => {
  const found = deliveries.find((delivery) => delivery.partner === partner);
  if (!found) throw new Error(`nothing from ${partner}`);
  return found;
};
const availsOf = async (partner: string): Promise<readonly AvailRow[]> => {
  if (partner === 'youku-tudou') return workbook;
  const [file = ''] = of(partner).avails;
  if (partner === 'iqiyi') return await table(file);
  const { clauses } = readAvails({ name: file, bytes: await readFile(file) });
  return clauses.map(({ alid }) => ({ ALID: alid }));
};

describe('a delivery', () => {
  test('names in media.csv and metadata.csv only what its avails offer', async () => {
    for (const { partner, media, metadata } of deliveries) {
      const offered = new Set((await availsOf(partner)).map((row) => row.ALID));
      const named = [...(await table(media)), ...(await table(metadata))].map((row) => row.alid);
      expect(named.filter((alid) => !offered.has(alid))).toEqual([]);
    }
  });

  test('carries the very bytes that media.csv tells the hash of', async () => {
    const { folder: home, media } = of('youku-tudou');
    const rows = await table(media);
    expect(rows.map((row) => row.track)).toEqual(['video', 'audio', 'audio', 'text', 'text', 'poster', 'wide']);
    for (const row of rows) {
      const bytes = await readFile(join(home, row.file ?? ''));
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(row.sha256);
    }
  });

  test('describes every title in Chinese and in English', async () => {
    for (const { partner, metadata } of deliveries) {
      const rows = await table(metadata);
      for (const alid of new Set((await availsOf(partner)).map((row) => row.ALID))) {
        const mine = rows.filter((row) => row.alid === alid);
        expect(mine.map((row) => row.language)).toEqual(['zh-CN', 'en']);
        expect(mine.every((row) => (row.title ?? '') !== '' && (row.synopsis ?? '').length > 10)).toBe(true);
      }
    }
  });

  test('says of every invented title that it is illustrative, and credits the one that is not', async () => {
    const rows = (await Promise.all(deliveries.map(({ metadata }) => table(metadata)))).flat();
    const real = rows.filter((row) => row.illustrative !== 'true');
    expect(new Set(real.map((row) => row.alid))).toEqual(new Set([alidOf('open-cinema', 'big-buck-bunny')]));
    expect(real.every((row) => row.credits?.includes('CC BY 3.0'))).toBe(true);
  });

  test('offers under a contract of its own partner', () => {
    for (const offer of OFFERS) {
      const contract = CONTRACTS.find(({ terms }) => terms.id === offer.contract)?.terms;
      expect(contract?.partner).toBe(offer.partner);
      expect(contract?.licenseTypes ?? [offer.licenseType]).toContain(offer.licenseType);
    }
  });

  test('offers every title that the catalog files describe', () => {
    expect(new Set(OFFERS.map(({ work }) => work))).toEqual(new Set(LISTINGS.map(({ slug }) => slug)));
  });
});

describe('three grammars', () => {
  test('Open Cinema’s is CableLabs ADI 1.1: one package for each title, its window and contract in it', async () => {
    const { avails } = of('open-cinema');
    expect(avails.map((file) => file.slice(file.lastIndexOf('/') + 1))).toEqual(['big-buck-bunny.ADI.xml']);
    const [file = ''] = avails;
    const reading = readAvails({ name: file, bytes: await readFile(file) }, { territories: ['ZZ'] });
    expect([reading.format, reading.findings.map(({ code }) => code)]).toEqual(['adi', ['license-type-extension']]);
    expect(reading.clauses).toMatchObject([
      {
        alid: alidOf('open-cinema', 'big-buck-bunny'),
        title: '大雄兔',
        licenseType: 'FVOD',
        formatProfile: 'HD',
        territories: ['ZZ'],
        contractId: 'OC-2014-01',
        start: { kind: 'date', date: '2024-02-26' },
        end: { kind: 'date', date: '2036-11-19' },
        place: { path: '/ADI' },
      },
    ]);
  });

  test('iQiyi’s is CSV by EMA’s column names', async () => {
    const [file = ''] = of('iqiyi').avails;
    const reading = readAvails({ name: file, bytes: await readFile(file) });
    expect([reading.format, checkReport(reading).counts.errors]).toEqual(['avails-csv', 0]);
  });
});

describe('the traps', () => {
  const trapped = (trap: Trap) => OFFERS.filter((offer) => offer.trap === trap);
  const termsFor = (trap: Trap) => {
    const contract = CONTRACTS.find(({ terms }) => terms.id === trapped(trap)[0]?.contract);
    if (!contract) throw new Error(`no contract for ${trap}`);
    return contract.terms;
  };

  test('are all there', () => {
    for (const trap of TRAPS) expect(trapped(trap).length, trap).toBeGreaterThan(0);
  });

  test('one title may be shown on televisions only', () => {
    expect(Object.keys(termsFor('tv-only').screens)).toEqual(['tv']);
  });

  test('one window ends ten minutes after the delivery, to the second', async () => {
    const alid = alidOf('iqiyi', trapped('ends-soon')[0]?.work ?? '');
    const rows = (await availsOf('iqiyi')).filter((row) => row.ALID === alid);
    expect(rows.map((row) => row.End)).toEqual(['2026-11-22T19:40:15Z']);
  });

  test("one title holds everywhere but in the operator's own territory", async () => {
    const [offer] = trapped('excluded-territory');
    expect([offer?.territory, offer?.territoryExclusion]).toEqual(['ZZ', OPERATOR.territory]);
  });

  test('one work comes from two partners under two names', () => {
    const offers = trapped('two-partners');
    expect(new Set(offers.map(({ work }) => work)).size).toBe(1);
    expect(offers.map(({ partner, work }) => alidOf(partner, work))).toEqual([
      'md:alid:org:youku-tudou.example:low-orbit',
      'md:alid:org:iqiyi.example:low-orbit',
    ]);
  });

  test('one title lacks the clearance that televisions and set-top boxes need, and only that one', () => {
    const cleared = new Set(CLEARANCES.clearances.map(({ work }) => work));
    const missing = LISTINGS.map(({ slug }) => slug).filter((slug) => !cleared.has(slug));
    expect(missing).toEqual(trapped('no-clearance').map(({ work }) => work));
    expect(CLEARANCES.rule.screens).toEqual(['tv', 'stb']);
  });

  test('one title is no better than SD on phones', () => {
    const { screens } = termsFor('sd-on-phones');
    expect(screens.phone?.maxHeight).toBeLessThanOrEqual(576);
    expect(screens.tv?.maxHeight).toBeGreaterThan(576);
  });
});
