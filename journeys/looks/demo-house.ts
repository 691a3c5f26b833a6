/** The demo operator's house at a fixed instant: its contracts and avails, a takedown, a delivery that waits, and people to sign in as. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { writeAvailsXlsx } from '@duoping/avails';
import { DAY_MS, formatInstant, HOUR_MS } from '@duoping/kit';
import { openDelivery, receiveFile, reviewDelivery } from '#deliveries';
import { openCase, withdraw } from '#licensing';
import { deliverAvails } from '../../apps/server/demo/partners-day.ts';
import { DEMO_HOUSEHOLD, readOperator, seedDeals, seedHousehold } from '../../apps/server/demo/seed.ts';
import { toldBy } from '../../apps/server/demo/told-by.ts';
import { demoVisitors } from '../../apps/server/demo/visitors.ts';
import { pairPage } from '../../apps/server/http/pair-page.ts';
import { PAIR_PATH } from '../../apps/server/http-server.ts';
import { ROOMS } from '../../apps/server/rooms.ts';
import { type RunningServer, startServer } from '../../apps/server/server.ts';
import { wallPage } from '../../apps/server/wall/wall-page.ts';
import { createTestDatabase } from '../../engines/postgres/testing.ts';
import { NOW } from './look.ts';

export interface DemoHouse {
  readonly address: string;
  readonly server: RunningServer;
  /** The delivery that waits for a decision, with findings of each severity. */
  readonly waiting: string;
  /** A notice under Decree 468 on a title that is up. */
  readonly takedown: string;
  close(): Promise<void>;
}

export const OPERATOR = { email: 'operator@house.example', password: 'looks-at-everything-1' };
export const PARTNER = { email: 'partner@iqiyi.example', password: 'looks-at-its-own-2' };

const EXAMPLES = join(import.meta.dirname, '../../examples');
const example = async (name: string): Promise<unknown> => JSON.parse(await readFile(join(EXAMPLES, name), 'utf8'));
/** Midnight of `NOW` in the operator's time zone: windows that are told in days begin with a day. */
const MIDNIGHT = Date.parse('2026-11-22T00:00:00+08:00');

export async function openDemoHouse(): Promise<DemoHouse> {
  const home = await mkdtemp(join(tmpdir(), 'duoping-looks-'));
  const database = await createTestDatabase(ROOMS);
  const operator = readOperator(await example('operator.json'));
  const server = await startServer({
    config: {
      ...{ port: 0, host: '127.0.0.1', home, databaseUrl: database.url, ffmpegPath: undefined, publicUrl: undefined },
      territory: { header: undefined, trustedProxies: [], loopback: operator.territory },
    },
    brand: operator.brand.name.en,
    log: () => {},
    clock: { now: () => NOW, read: () => ({ trusted: true, at: NOW, errorMs: 0 }), observe: async () => {} },
    pages: operator.models.map(({ id, screen }) => ({ path: `/${screen}`, model: id, screen })),
    extend: async (app, house) => {
      const isLocal = () => true;
      pairPage(app, { pairing: house.pairing, household: DEMO_HOUSEHOLD, isLocal, path: PAIR_PATH });
      demoVisitors(app, house, operator);
      const { withdrawal } = house;
      await wallPage(app, { ...toldBy(house), withdrawal, isLocal, place: () => operator.territory, move: () => {} });
    },
  });
  await seedHousehold(server.house, operator);
  const names = (await readdir(join(EXAMPLES, 'contracts'))).sort();
  const contracts = await Promise.all(names.map((name) => example(`contracts/${name}`)));
  await seedDeals(server.house, { operator, contracts: contracts as object[], plan: await example('plan.json') }); // read and checked there
  const day = { house: server.house, ffmpeg: '', start: MIDNIGHT, log: () => {}, signal: new AbortController().signal };
  await deliverAvails({ ...day, folder: join(home, 'demo') });
  const waiting = await leaveDelivery(server);
  await server.house.signIn.add({ role: 'operator', email: OPERATOR.email, name: 'Wei Lin' }, OPERATOR.password);
  await server.house.signIn.add(
    { role: 'partner', partner: 'iqiyi', email: PARTNER.email, name: 'Na Zhao' },
    PARTNER.password,
  );
  await takeDown(server);
  const takedown = await leaveNotice(server);
  return {
    address: server.address.replace('127.0.0.1', 'localhost'),
    ...{ server, waiting, takedown },
    async close() {
      await server.stop();
      await database.drop();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** A workbook with a row that is fine, one whose end is before its start, and one of a place that isn't. */
async function leaveDelivery({ house }: RunningServer): Promise<string> {
  const opened = await openDelivery(house.deliveries, {
    partner: 'youku-tudou',
    name: 'youku-2026-12.xlsx',
    by: 'staff',
  });
  if (!opened.ok) throw new Error(opened.reason);
  const row = (alid: string, title: string, said: Record<string, string> = {}) => ({
    ...{ ALID: `md:alid:org:youku-tudou.example:${alid}`, ContentID: `md:cid:org:youku-tudou.example:${alid}` },
    ...{ DisplayName: 'Youku Tudou', EntryType: 'Full Extract', WorkType: 'Movie', TitleInternalAlias: title },
    ...{ TitleDisplayUnlimited: title, Territory: 'CN', LicenseType: 'SVOD', FormatProfile: 'HD', PriceType: 'NA' },
    ...{ Start: formatInstant(MIDNIGHT), End: formatInstant(MIDNIGHT + 180 * DAY_MS), ...said },
  });
  const sheet = writeAvailsXlsx([
    row('lanterns', 'Lanterns of the Long Night'),
    row('harbour', 'Harbour Lights', { End: formatInstant(MIDNIGHT - DAY_MS) }),
    row('snowline', 'Snowline', { Territory: 'JJ' }),
    row('letters', 'Letters from the Deep', { Territory: 'CN, HK' }),
  ]);
  const bytes = Readable.from([Buffer.from(sheet)]);
  await receiveFile(house.deliveries, opened.value.id, { name: 'avails.xlsx', bytes });
  await reviewDelivery(house.deliveries, opened.value.id);
  return opened.value.id;
}

async function takeDown({ house }: RunningServer): Promise<void> {
  const [work] = [...house.library().works.values()].filter(({ descriptions }) =>
    descriptions.some(({ title }) => title === 'Wasteland Radio'),
  );
  if (!work) throw new Error('The demo has no title to take down');
  const authority = 'Beijing Internet Court';
  await withdraw(house.withdrawal, { kind: 'takedown', work: work.id, authority, case: '2026-1147' }, 'Wei Lin');
}

/** What a company's lawyer sends: everything that the decree asks for, on a title that is up. */
async function leaveNotice({ house }: RunningServer): Promise<string> {
  const [work] = [...house.library().works.values()].filter(({ descriptions }) =>
    descriptions.some(({ title }) => title === 'Glass Harbour'),
  );
  if (!work) throw new Error('The demo has no title to give notice of');
  const party = { name: 'Lantern Pictures', contact: 'legal@lantern.example', address: 'Hangzhou' };
  const opened = await openCase(
    house.takedowns.cases,
    {
      ...{ regime: 'cn-468', receivedAt: NOW - 2 * HOUR_MS, channel: 'e-mail', scope: { works: [work.id] } },
      party: { ...party, authority: 'owner of the film' },
      ...{ subject: 'Glass Harbour', locations: ['/tv'], evidence: ['Certificate 2024-0417'] },
      attestations: { signature: 'Chen Yu', accuracy: 'Everything here is true.' },
    },
    'Wei Lin',
  );
  if (!opened.ok) throw new Error(opened.reason);
  return opened.value.id;
}
