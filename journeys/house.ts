/** A whole server with its own database and folder, and the typed acts that journeys are told in. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AvailRow, writeAvailsXlsx } from '@duoping/avails';
import { asId, DAY_MS, type Instant } from '@duoping/kit';
import type { ContractTerms } from '@duoping/rights';
import { readContract } from '#deals';
import { pairPage } from '../apps/server/http/pair-page.ts';
import { ROOMS } from '../apps/server/rooms.ts';
import { type RunningServer, type ServerOptions, startServer } from '../apps/server/server.ts';
import { createTestDatabase } from '../engines/postgres/testing.ts';

export interface TestHouse {
  readonly server: RunningServer;
  readonly address: string;
  readonly home: string;
  /** Everything that the server logged: what went wrong on our side. */
  readonly log: readonly string[];
  /** Runs the real command as a person would, against this server. */
  duoping(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }>;
  close(): Promise<void>;
}

export const HOUSEHOLD = asId<'household'>('family');
export const PARTNER = 'cinema';
/** Where everybody is, unless a journey says otherwise. */
export const TERRITORY = 'CN';

/** The four screens of a household, each of one model. */
const KINDS = ['tv', 'stb', 'tablet', 'phone'] as const;

export interface HouseOptions {
  readonly streamLimit?: number;
  readonly screens?: ContractTerms['screens'];
  /** More addresses than the four screens and the page behind the QR code. */
  readonly extend?: ServerOptions['extend'];
}

export async function openHouse(options: HouseOptions = {}): Promise<TestHouse> {
  const home = await mkdtemp(join(tmpdir(), 'duoping-journey-'));
  const database = await createTestDatabase(ROOMS);
  const log: string[] = [];
  const config = {
    ...{ port: 0, host: '127.0.0.1', home, databaseUrl: database.url, ffmpegPath: undefined, publicUrl: undefined },
    territory: { header: undefined, trustedProxies: [], loopback: TERRITORY },
  };
  const server = await startServer({
    config,
    brand: 'Duoping',
    log: (line) => log.push(line),
    pages: KINDS.map((screen) => ({ path: `/${screen}`, model: `demo-${screen}`, screen })),
    extend: async (app, opened) => {
      pairPage(app, { pairing: opened.pairing, household: HOUSEHOLD, isLocal: () => true, path: '/pair' });
      await options.extend?.(app, opened);
    },
  });
  await settleIn(server, options);
  return {
    server,
    address: server.address.replace('127.0.0.1', 'localhost'), // a secure context, where browsers decrypt
    home,
    log,
    duoping: (...args) => run(['apps/server/duoping.mjs', ...args], { home, port: new URL(server.address).port }),
    async close() {
      await server.stop();
      await database.drop();
      await rm(home, { recursive: true, force: true });
    },
  };
}

async function settleIn(
  { house }: RunningServer,
  { streamLimit = 2, screens = { tv: {}, stb: {}, phone: {} } }: HouseOptions,
) {
  for (const screen of KINDS) {
    await house.devices.putModel({ id: `demo-${screen}`, name: `A ${screen}`, screen });
  }
  await house.households.put({
    id: HOUSEHOLD,
    name: 'Family',
    streamLimit,
    pseudonymKey: randomBytes(32).toString('hex'),
  });
  await house.households.putProfile({ id: asId('me'), household: HOUSEHOLD, name: 'Me', language: 'en' });
  const since = house.clock.now() - DAY_MS;
  await house.subscriptions.put({
    id: asId('sub'),
    household: HOUSEHOLD,
    plan: 'all',
    window: { start: since, end: null },
  });
  await house.deals.savePartner({ id: PARTNER, name: 'Cinema', names: {}, illustrative: false });
  const contract = readContract({
    ...{ id: 'cinema-1', version: 1, partner: PARTNER, screens },
    window: { start: '2020-01-01T00:00:00Z', end: null },
  });
  if (!contract.ok) throw new Error(contract.reason);
  await house.deals.addContract(contract.value, since);
}

export interface FilmRow {
  readonly alid: string;
  readonly title: string;
  readonly start?: Instant;
  readonly end?: Instant;
  readonly territory?: string;
  readonly formatProfiles?: readonly ('SD' | 'HD')[];
}

/** Writes an EMA workbook with these films, ready to be delivered. */
export async function writeAvails(folder: string, films: readonly FilmRow[], now: Instant): Promise<void> {
  await mkdir(folder, { recursive: true });
  const rows = films.flatMap(
    ({ alid, title, start = now - DAY_MS, end = now + 30 * DAY_MS, territory = TERRITORY, formatProfiles = ['SD'] }) =>
      formatProfiles.map(
        (FormatProfile): AvailRow => ({
          ...{ ALID: alid, ContentID: `md:cid:org:${PARTNER}:${alid.split(':').at(-1)}`, DisplayName: 'Cinema' },
          ...{ EntryType: 'Full Extract', WorkType: 'Movie', TitleInternalAlias: title, TitleDisplayUnlimited: title },
          ...{ Territory: territory, LicenseType: 'SVOD', FormatProfile, PriceType: 'NA' },
          Start: new Date(start).toISOString(),
          End: new Date(end).toISOString(),
        }),
      ),
  );
  await writeFile(join(folder, 'avails.xlsx'), writeAvailsXlsx(rows));
}

/** A film of `seconds`: a running counter, one language of sound. Takes ffmpeg about as many tenths of a second. */
export async function shootFilm(path: string, seconds: number): Promise<void> {
  const video = `testsrc2=size=640x360:rate=25:duration=${seconds}`;
  const audio = `sine=frequency=330:duration=${seconds}`;
  const made = await runProgram('ffmpeg', [
    ...['-v', 'error', '-y', '-f', 'lavfi', '-i', video, '-f', 'lavfi', '-i', audio],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-c:a', 'aac'],
    ...['-metadata:s:a:0', 'language=eng', path],
  ]);
  if (made.code !== 0) throw new Error(`The film could not be shot: ${made.stderr}`);
}

/** Waits until the offer's media is packaged. */
export async function waitForMedia({ server, log }: TestHouse, alid: string, partner = PARTNER): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    await server.house.shelf.refresh();
    if (server.house.shelf.assetOf(partner, alid)) return;
    const failed = server.house.shelf.records().find(({ status }) => status.kind === 'failed');
    if (failed) throw new Error(`Packaging failed: ${JSON.stringify(failed.status)}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`The media of ${alid} did not get ready: ${log.join('\n')}`);
}

const run = (args: readonly string[], at: { home: string; port: string }) =>
  runProgram(process.execPath, args, { ...process.env, DUOPING_HOME: at.home, PORT: at.port });

function runProgram(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? -1, stdout, stderr }));
  });
}
