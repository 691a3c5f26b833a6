/** Starts the server: records, house, HTTP and the work that goes on beside it; and stops it in order. */
import type { AddressInfo } from 'node:net';
import { DAY_MS } from '@duoping/kit';
import { chargeSubscriptions } from '#commerce';
import { takeIn } from '#deliveries';
import { explainFileError } from '#engines/postgres';
import { expirePlays } from '#playback';
import { watchFolder } from '../../domains/deliveries/adapters/watch-folder.ts';
import { cannotListen, checkPort, explainOwned, forgetAddress, noteAddress } from './address.ts';
import { openRecords } from './database.ts';
import { type Furnishing, furnish, type House } from './house.ts';
import type { DeclaredRoute } from './http/route.ts';
import { DEFAULT_PAGES, type HttpServerOptions, httpServer } from './http-server.ts';
import { prepareLan } from './lan/lan.ts';
import { OBSERVE_EVERY_MS } from './node-clock.ts';
import { every, type Repeating } from './repeat.ts';

export type ServerOptions = Furnishing &
  HttpServerOptions & {
    /** This machine's addresses in the house, for `--lan`; looked up when absent. */
    readonly addresses?: readonly string[];
  };

export interface RunningServer {
  readonly address: string;
  readonly house: House;
  /** Every route with what it declared. */
  readonly routes: readonly DeclaredRoute[];
  /** With `--lan`, what the people of the house have to know. */
  readonly inHouse?: string;
  stop(): Promise<void>;
}

/** How long a withdrawal on another node can go unseen here, besides the time to read it. */
const RIGHTS_EVERY_MS = 500;
const SHELF_EVERY_MS = 1_000;
const SWEEP_EVERY_MS = 5_000;
const WORK_EVERY_MS = 1_000;
const CHARGE_EVERY_MS = 60_000;
const UPLOADS_EVERY_MS = 3_600_000;
/** So long an upload that nobody goes on with is kept. */
const UPLOAD_KEPT_MS = 7 * DAY_MS;
const WATCH_EVERY_MS = 1_000;
/** A file that nobody has touched for so long counts as written. */
const SETTLE_MS = 3_000;

export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { config, log } = options;
  await checkPort(config);
  const records = await openRecords(config, log).catch((error: unknown) => {
    throw explainOwned(config, error);
  });
  const loops: Repeating[] = [];
  try {
    const house = await furnish(options, records);
    await house.clock.observe();
    await house.announce();
    await house.sweepWork();
    const paths = (options.pages ?? DEFAULT_PAGES).map(({ path }) => path);
    const inHouse = config.lan
      ? prepareLan({
          ...{ config, log, clock: house.clock, pages: paths },
          ...(options.addresses ? { addresses: options.addresses } : {}),
        })
      : undefined;
    const { app, routes } = await httpServer(house, { ...options, ...(inHouse ? { inHouse } : {}) });
    await app.listen({ port: config.port, host: config.host }).catch((error: unknown) => {
      throw cannotListen(config, error);
    });
    const failed = (what: string) => (error: Error) => log(`${what}: ${error.message}`);
    loops.push(
      every(OBSERVE_EVERY_MS, () => house.clock.observe(), failed('The database clock could not be read')),
      every(RIGHTS_EVERY_MS, () => house.refreshRights(), failed('The rights could not be read anew')),
      every(RIGHTS_EVERY_MS, () => house.denyMeanwhile(), failed('What was denied could not be read')),
      every(
        RIGHTS_EVERY_MS,
        () => house.confirmRights(),
        failed('This node could not confirm the rights it decides by'),
      ),
      every(RIGHTS_EVERY_MS, () => house.catchUp(), failed('What other nodes changed could not be read')),
      every(RIGHTS_EVERY_MS, () => house.followSearch(), failed('Search could not be brought up to date')),
      every(SHELF_EVERY_MS, () => house.shelf.refresh(), failed('The media records could not be read')),
      every(
        UPLOADS_EVERY_MS,
        () => house.uploads.sweep(Date.now() - UPLOAD_KEPT_MS),
        failed('Uploads that nobody went on with could not be removed'),
      ),
      every(SWEEP_EVERY_MS, () => expirePlays(house.playback), failed('Lapsed plays could not be swept')),
      every(WORK_EVERY_MS, (signal) => house.evidence.sequenceAll(signal), failed('Receipts could not be logged')),
      every(WORK_EVERY_MS, (signal) => house.tallyAll(signal), failed('The log could not be tallied')),
      every(CHARGE_EVERY_MS, () => chargeSubscriptions(house.charging), failed('Subscriptions could not be charged')),
      every(WORK_EVERY_MS, (signal) => house.packageAll(signal), failed('Packaging failed')),
    );
    if (config.watch !== undefined) {
      const watched = await watchFolder({
        ...{ folder: config.watch, elapsed: () => performance.now(), settleMs: SETTLE_MS, log },
        takeIn: (drop) => takeIn(house.deliveries, drop, house.desk),
      });
      loops.push(
        every(WATCH_EVERY_MS, () => watched.look(), failed(`What lies in ${config.watch} could not be taken in`)),
      );
    }
    const { port } = app.server.address() as AddressInfo; // a TCP server that listens has one
    await inHouse?.open(app, port).catch(async (error: unknown) => {
      await app.close();
      throw error;
    });
    const address = `http://${config.host === '0.0.0.0' ? '127.0.0.1' : config.host}:${port}`;
    noteAddress(config, address);
    return {
      address,
      house,
      routes,
      ...(inHouse ? { inHouse: inHouse.summary() } : {}),
      async stop() {
        forgetAddress(config);
        await inHouse?.close();
        await app.close();
        const threads = [house.rightsQuestions, house.reviewQuestions];
        await Promise.all([...loops.map((loop) => loop.stop()), ...threads.map((thread) => thread.close())]);
        await records.close();
      },
    };
  } catch (error) {
    await Promise.all(loops.map((loop) => loop.stop()));
    await records.close();
    throw explainFileError(config.home, error);
  }
}
