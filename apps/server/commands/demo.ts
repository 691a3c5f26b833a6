/** `duoping demo`: the server with the demo operator: its contracts, its partners' deliveries, films made on the first start. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chargeSubscriptions } from '#commerce';
import { findFfmpeg } from '../../../domains/media/adapters/ffmpeg-binaries.ts';
import type { Config } from '../config.ts';
import { deliverCatalog, deliverFilms, type PartnersDay, workOfSlug } from '../demo/partners-day.ts';
import { DEMO_HOUSEHOLD, readOperator, seedClearances, seedDeals, seedHousehold } from '../demo/seed.ts';
import { toldBy } from '../demo/told-by.ts';
import { demoVisitors } from '../demo/visitors.ts';
import { pairPage } from '../http/pair-page.ts';
import { isLocal } from '../http/place.ts';
import { PAIR_PATH } from '../http-server.ts';
import { approvers } from '../lan/approvers.ts';
import { nodeRandom } from '../node-clock.ts';
import { startServer } from '../server.ts';
import { stopSignal } from '../stop-signal.ts';
import { wallPage } from '../wall/wall-page.ts';
import type { CommandIo, ExitCode } from './io.ts';

const EXAMPLES = fileURLToPath(new URL('../../../examples', import.meta.url));
const example = async (name: string): Promise<unknown> => JSON.parse(await readFile(join(EXAMPLES, name), 'utf8'));

export async function demoCommand(base: Config, io: CommandIo): Promise<ExitCode> {
  const operator = readOperator(await example('operator.json'));
  let place = operator.territory;
  const config: Config = {
    ...base,
    territory: {
      ...base.territory,
      // Read at each request: the living room can send the household elsewhere.
      get loopback() {
        return place;
      },
      get house() {
        return base.lan ? place : undefined;
      },
    },
  };
  const log = (line: string) => io.stderr(line);
  const ffmpeg = findFfmpeg({
    ...(config.ffmpegPath === undefined ? {} : { ffmpegPath: config.ffmpegPath }),
    searchPath: process.env.PATH ?? '',
  });
  if (!ffmpeg.ok) {
    io.stderr(ffmpeg.reason.message);
    return 2;
  }
  const stopping = new AbortController();
  const stopped = stopSignal(log).then(() => stopping.abort());
  const server = await startServer({
    config,
    log,
    brand: operator.brand.name.en,
    smallestAudience: 1, // the demo has one household, and it is nobody
    pages: operator.models.map(({ id, screen }) => ({ path: `/${screen}`, model: id, screen })),
    extend: async (app, opened) => {
      const { pairing, clock, withdrawal, signIn, newPassword } = opened;
      const random = { bytes: nodeRandom };
      const show = (code: string) => log(`  To approve screens from another device, its approval code is ${code}`);
      const others = base.lan ? { approvers: approvers({ clock, random, show }) } : {};
      pairPage(app, { pairing, household: DEMO_HOUSEHOLD, isLocal, path: PAIR_PATH, ...others });
      demoVisitors(app, { signIn, newPassword }, operator);
      const move = (territory: string) => {
        place = territory;
      };
      await wallPage(app, { ...toldBy(opened), withdrawal, isLocal, place: () => place, move });
    },
  });
  const { house } = server;
  const day: PartnersDay = {
    ...{ house, log, ffmpeg: ffmpeg.value.ffmpeg, start: house.clock.now() },
    ...{ folder: join(config.home, 'demo'), signal: stopping.signal },
  };
  await seedHousehold(house, operator);
  await chargeSubscriptions(house.charging);
  const names = (await readdir(join(EXAMPLES, 'contracts'))).filter((name) => name.endsWith('.json')).sort();
  const contracts = await Promise.all(names.map((name) => example(`contracts/${name}`)));
  await seedDeals(house, { operator, contracts: contracts as object[], plan: await example('plan.json') }); // read and checked there
  io.stderr(welcome(server.address.replace('127.0.0.1', 'localhost'), config.home));
  if (server.inHouse !== undefined) io.stderr(server.inHouse);
  const working = work(day).catch((error: Error) => {
    if (!stopping.signal.aborted) io.stderr(`The demo's partners stopped delivering: ${error.message}`);
  });
  await stopped;
  await working;
  await server.stop();
  return 0;
}

async function work(day: PartnersDay): Promise<void> {
  await deliverCatalog(day);
  await seedClearances(day.house, await example('clearances.json'), (slug) => workOfSlug(day.house, slug));
  await deliverFilms(day);
}

const welcome = (address: string, home: string): string => `
  Duoping is at ${address}

    living room  ${address}
    television   ${address}/tv
    set-top box  ${address}/stb
    tablet       ${address}/tablet
    phone        ${address}/phone
    API          ${address}/openapi.json

  The demo operator is illustrative. Its films are made now, the first within a minute or two.
  Data lie in ${home}. Ctrl-C stops everything.
`;
