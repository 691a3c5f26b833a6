/** Furnishes the house: every room over its adapters, the ports that they hand each other, and what swaps in the newest state. */
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { asId, type Clock } from '@duoping/kit';
import { decide } from '@duoping/rights';
import {
  type Arrangements,
  arrangements,
  describedIn,
  type Library,
  libraryOf,
  livingSearch,
  offerKey,
  offersOf,
} from '#catalog';
import { type ChargePorts, sandboxProvider } from '#commerce';
import type { Partner } from '#deals';
import { authenticateDevice, type PairingPorts } from '#devices';
import { fileObjects, partialFiles } from '#engines/objects';
import { verifiedTokens } from '#keys';
import { type CasePorts, DEFAULT_CLOCKS, livingRights } from '#licensing';
import type { Asset } from '#media';
import { endPlaysNotPermitted, type PlaybackPorts } from '#playback';
import { followLog, type SettlePorts } from '#settlement';
import { postgresCatalog } from '../../domains/catalog/adapters/postgres.ts';
import { threadedSearch } from '../../domains/catalog/adapters/search-planner.ts';
import {
  postgresPayments,
  postgresPrices,
  postgresRunningSubscriptions,
} from '../../domains/commerce/adapters/payments.ts';
import { postgresSubscriptions } from '../../domains/commerce/adapters/postgres.ts';
import { postgresDeals } from '../../domains/deals/adapters/postgres.ts';
import { fetchAllowed } from '../../domains/deliveries/adapters/fetch-allowed.ts';
import { postgresDevices, postgresPairings } from '../../domains/devices/adapters/postgres.ts';
import { postgresHouseholds } from '../../domains/households/adapters/postgres.ts';
import { betterAuthSignIn } from '../../domains/households/adapters/sign-in.ts';
import { postgresKeys } from '../../domains/keys/adapters/postgres.ts';
import { postgresCases } from '../../domains/licensing/adapters/cases.ts';
import { postgresEvents } from '../../domains/licensing/adapters/events.ts';
import { postgresNodes } from '../../domains/licensing/adapters/nodes.ts';
import { postgresLicensing } from '../../domains/licensing/adapters/postgres.ts';
import { postgresAssets } from '../../domains/media/adapters/asset-records.ts';
import { ffmpegTools } from '../../domains/media/adapters/ffmpeg.ts';
import { findFfmpeg } from '../../domains/media/adapters/ffmpeg-binaries.ts';
import { folderStore } from '../../domains/media/adapters/files.ts';
import { detectSandbox, type Sandbox } from '../../domains/media/adapters/sandbox.ts';
import { localWork } from '../../domains/media/adapters/source-files.ts';
import { postgresAudience } from '../../domains/playback/adapters/audience.ts';
import { newestActs } from '../../domains/playback/adapters/newest-acts.ts';
import { playsAt } from '../../domains/playback/adapters/plays-at.ts';
import { postgresPlays } from '../../domains/playback/adapters/postgres.ts';
import { postgresReceipts } from '../../domains/playback/adapters/receipts.ts';
import { postgresRemote } from '../../domains/playback/adapters/remote.ts';
import { postgresViewers } from '../../domains/playback/adapters/viewers.ts';
import { postgresLedger } from '../../domains/settlement/adapters/postgres.ts';
import { postgresTallies } from '../../domains/settlement/adapters/tallies.ts';
import { type Config, secretsFolder } from './config.ts';
import type { Records } from './database.ts';
import { deliveryDesk } from './delivery-desk.ts';
import { deliveryPorts } from './delivery-ports.ts';
import { freeBytes, ROOM_WANTED_BYTES } from './disk.ts';
import { evidenceLog } from './evidence.ts';
import { packageNext, sweepWork } from './media-worker.ts';
import { type NodeClock, nodeClock, nodeIds, nodeRandom } from './node-clock.ts';
import { keysOfAsset, mediaTokens, TOKEN_ISSUER } from './play-media.ts';
import { rememberedKeys } from './remembered-keys.ts';
import { reviewDesk } from './review-desk.ts';
import { rightsDesk } from './rights-desk.ts';
import { readSecrets } from './secrets.ts';
import { playable, shelfOf } from './shelf.ts';
import type { ProofPorts } from './takedown-proof.ts';
import { viewerOf } from './viewing.ts';

/** So often at least a node says that it is there. */
const NODE_TOLD_MS = 5_000;

/** What the house is furnished from. */
export interface Furnishing {
  readonly config: Config;
  readonly brand: string;
  readonly log: (line: string) => void;
  /** Another clock than the database's, for whoever needs the same evening twice. */
  readonly clock?: NodeClock;
}

/** Everything that stands after the start: what routes, commands and the demo work with. */
export type House = Awaited<ReturnType<typeof furnish>>;

export async function furnish(
  { config, brand, log, clock: ownClock }: Furnishing,
  { db, pool, signInPool, url }: Omit<Records, 'close'>,
) {
  const secrets = await readSecrets(secretsFolder(config));
  const clock = ownClock ?? nodeClock(db);
  const objects = await fileObjects(join(config.home, 'objects'));
  const uploads = await partialFiles(join(config.home, 'uploads'));
  const mediaFolder = join(config.home, 'media');
  const deals = postgresDeals(db);
  const licensing = postgresLicensing(db);
  const catalog = postgresCatalog(db);
  const records = postgresAssets<Asset>(db);
  const shelf = shelfOf(records);
  const work = localWork(join(config.home, 'work'));
  const devices = postgresDevices(pool);
  const households = postgresHouseholds(pool);
  const subscriptions = postgresSubscriptions(pool);
  const plays = postgresPlays(pool);
  const remote = postgresRemote(pool);
  const rights = livingRights(licensing, () => confirmedNow(clock), breathe);
  let sandbox: Sandbox | undefined;
  const fences = (): Sandbox => (sandbox ??= detectSandbox());
  const pages = arrangements(breathe);
  let library: Library = libraryOf([]);
  const search = livingSearch(threadedSearch);
  let partners: ReadonlyMap<string, Partner> = new Map();
  /** The epoch of the rights up to which titles and media were read and running plays judged. */
  let followed: number | undefined;
  /** The revision of the catalog that `library` and `search` tell. */
  let listed: number | undefined;

  const keys = {
    store: postgresKeys(db),
    ring: { current: 1, keks: new Map([[1, secrets.kek]]) },
    random: nodeRandom,
  };
  const keysForPlays = { ...keys, store: rememberedKeys(keys.store) };
  const macKeys = { current: '1', keys: new Map([['1', secrets.mediaTokenKey]]) };

  const playback: PlaybackPorts = {
    plays,
    viewers: postgresViewers(pool),
    rights: {
      current: () => ({
        confirmedAt: rights.checkedAt(),
        decide: (request, at) => decide(rights.current(), request, at),
      }),
    },
    assets: {
      ready: async (work) =>
        (library.works.get(asId(work))?.offers ?? []).flatMap(({ partner, alid }) => {
          const asset = shelf.assetOf(partner, alid);
          return asset ? [playable(asset, { partner, alid })] : [];
        }),
    },
    tokens: mediaTokens(macKeys, () => clock.now()),
    clock,
    ids: nodeIds,
  };

  const nodes = postgresNodes(db);
  const node = { id: nodeIds.next<'Node'>(), name: hostname() };
  /** Since when this node decides by which epoch, and when it last told the others. */
  let inForce: { epoch: number; since: number } | undefined;
  let toldAt = Number.NEGATIVE_INFINITY;

  async function refreshRights(): Promise<void> {
    await rights.refresh();
    const epoch = rights.epoch();
    if (epoch === undefined || epoch === inForce?.epoch) return;
    inForce = { epoch, since: clock.now() };
    toldAt = Number.NEGATIVE_INFINITY;
  }

  /** What a takedown's proof names. Said after each change, and now and then to say that the node is there. */
  async function confirmRights(): Promise<void> {
    const now = clock.now();
    if (!inForce || now - toldAt < NODE_TOLD_MS) return;
    await nodes.confirm(node, inForce, now);
    toldAt = now;
  }

  /** After a change by this node: everything is read anew. */
  async function announce(): Promise<void> {
    await refreshRights();
    await follow();
    await followSearch();
  }

  /** When another node changed the rights, it may have applied a delivery, with titles and media. Never in the way of the rights. */
  async function catchUp(): Promise<void> {
    if (rights.epoch() !== followed || (await catalog.revision()) !== listed) await follow();
  }

  /** Titles and media first, so that no play is judged without its own; then plays that are not permitted any more end. */
  async function follow(): Promise<void> {
    const epoch = rights.epoch();
    const revision = await catalog.revision(); // read first: what changes meanwhile is read once more
    if (revision !== listed) {
      library = libraryOf(await catalog.works());
      listed = revision;
    }
    partners = new Map((await deals.partners()).map((partner) => [partner.id, partner]));
    await shelf.refresh();
    await endPlaysNotPermitted(playback);
    followed = epoch; // only now: what failed on the way is done again
  }

  /** Takes its time when many titles are new, and nothing waits for it but who announces them. */
  const followSearch = (): Promise<void> => search.follow(library);

  /** A withdrawal changes no title: nothing stands between it and the end of the plays. */
  async function announceWithdrawal(): Promise<void> {
    await refreshRights();
    await endPlaysNotPermitted(playback);
  }

  const deliveries = deliveryPorts({ config, clock, db, objects, announce });
  const desk = deliveryDesk(deliveries, { databaseUrl: url, config });
  const rightsQuestions = rightsDesk({ clock }, { databaseUrl: url, config });
  const reviewQuestions = reviewDesk(
    { ...deliveries, elapsedMs: () => performance.now() },
    { databaseUrl: url, config },
  );
  const pairing: PairingPorts = {
    pairings: postgresPairings(pool),
    devices,
    clock,
    random: { bytes: nodeRandom },
    ids: nodeIds,
  };
  const charging: ChargePorts = {
    subscriptions: postgresRunningSubscriptions(pool),
    prices: postgresPrices(pool),
    payments: postgresPayments(pool),
    provider: sandboxProvider,
    clock,
  };
  const ledger = postgresLedger(db);
  const receipts = postgresReceipts(pool);
  const evidence = evidenceLog({ config, seed: secrets.evidenceKey }, { db, pool, ledger });
  const settlement: SettlePorts = {
    clock,
    ledger,
    receipts,
    payments: charging.payments,
    deals,
    log: { ...evidence.log, through: evidence.logThrough },
    tallies: postgresTallies(pool),
    titleOf: (row) => titlesOf(library, row),
  };
  const ffmpeg = findFfmpeg({
    ...(config.ffmpegPath === undefined ? {} : { ffmpegPath: config.ffmpegPath }),
    searchPath: process.env.PATH ?? '',
  });
  let roomy = true;
  /** Told once each time it changes: this is asked every second. */
  const hasRoom = async (): Promise<boolean> => {
    const enough = (await freeBytes(config.home)) >= ROOM_WANTED_BYTES;
    if (enough !== roomy) {
      const wanted = `${ROOM_WANTED_BYTES / 1024 ** 2} MB`;
      log(enough ? 'Packaging goes on.' : `Packaging waits: less than ${wanted} are free where ${config.home} lies.`);
    }
    roomy = enough;
    return enough;
  };
  if (!ffmpeg.ok) log(`No film can be packaged: ${ffmpeg.reason.message}`);

  return {
    brand,
    config,
    secrets,
    clock,
    db,
    objects,
    uploads,
    fetchFile: fetchAllowed({ allowed: config.pullFrom ?? [] }),
    mediaFolder,
    deals,
    licensing,
    events: postgresEvents(db),
    devices,
    households,
    subscriptions,
    plays,
    playback,
    remote,
    rights,
    shelf,
    deliveries,
    desk,
    rightsQuestions,
    reviewQuestions,
    pairing,
    keys,
    evidence,
    charging,
    receipts,
    settlement,
    audience: postgresAudience(pool),
    announce,
    refreshRights,
    denyMeanwhile: rights.denyMeanwhile,
    confirmRights,
    catchUp,
    followSearch,
    library: () => library,
    arranged: (ask: Parameters<Arrangements['of']>[2]) =>
      pages.of({ library, rights: rights.current() }, shelf.ready(), ask),
    search: search.current,
    /** The names that the partner itself gave its title, by language. */
    titlesOf(partner: string, alid: string): Readonly<Record<string, string>> {
      const work = offersOf(library).get(offerKey(partner, alid));
      return work ? titlesOf(library, { work: work.id, partner, alid }) : {};
    },
    partnerName(id: string, language: string): string {
      const partner = partners.get(id);
      return partner?.names[language] ?? partner?.name ?? id;
    },
    newestActs: newestActs(pool),
    /** A title by its own name, whoever offers it. */
    titleOf(work: string, language: string): string {
      const entry = library.works.get(asId(work));
      return (entry && describedIn(entry.descriptions, language)?.title) ?? work;
    },
    takedowns: {
      cases: {
        ...{ clock, ids: nodeIds, clocks: DEFAULT_CLOCKS, announce: announceWithdrawal },
        atomically: (work) =>
          db.transaction((within) => work({ cases: postgresCases(within), denials: postgresLicensing(within) })),
      } satisfies CasePorts,
      proof: {
        ...{ nodes, clocks: DEFAULT_CLOCKS, now: () => clock.now() },
        playsAt: (of, at) => playsAt(pool, of, at),
        signer: evidence.signer,
        checkpoint: async () => (await evidence.log.checkpoint()) ?? null,
      } satisfies ProofPorts,
    },
    withdrawal: { clock, ids: nodeIds, denials: licensing, announce: announceWithdrawal },
    verifyToken: verifiedTokens({ issuer: TOKEN_ISSUER, keys: macKeys, capacity: 10_000 }),
    keysOf: (asset: string) => keysOfAsset(keysForPlays, shelf, asset),
    viewerOf: (who: Parameters<typeof viewerOf>[1]) =>
      viewerOf({ clock, devices, households, subscriptions, plays, shelf }, who),
    signIn: betterAuthSignIn({ pool: signInPool, secret: secrets.signInKey, log }),
    newKey: () => Buffer.from(nodeRandom(32)).toString('base64url'),
    newPassword: () => Buffer.from(nodeRandom(15)).toString('base64url'),
    deviceOf: (token: string) => authenticateDevice(devices, token),
    sweepWork: () => sweepWork({ records, work }),
    /** Tallies what the log holds in whole blocks; a month's close does the same before it adds up. */
    async tallyAll(signal: AbortSignal): Promise<void> {
      const books = await ledger.books();
      while (books && !signal.aborted && (await followLog(settlement, books.zone)) === 'tallied');
    },
    async packageAll(signal: AbortSignal): Promise<void> {
      if (!ffmpeg.ok) return;
      const media = {
        tools: ffmpegTools(ffmpeg.value, fences()),
        keys,
        store: (asset: string) => folderStore(join(mediaFolder, asset)),
      };
      const worker = {
        clock,
        records,
        media,
        work,
        pathOf: objects.pathOf,
        log,
        onReady: () => shelf.refresh(),
        hasRoom,
      };
      while (!signal.aborted && (await packageNext(worker, signal)));
    },
  };
}

/** The instant that a look at the rights can vouch for; before all time while the clock can't be trusted. */
function confirmedNow(clock: Clock & { read(): { trusted: boolean } }): number {
  return clock.read().trusted ? clock.now() : Number.NEGATIVE_INFINITY;
}

/** The names that the partner itself gave its title, by language. */
function titlesOf(library: Library, row: { work: string; partner: string; alid: string }): Record<string, string> {
  const descriptions = library.works.get(asId(row.work))?.descriptions ?? [];
  const own = descriptions.filter(({ partner, alid }) => partner === row.partner && alid === row.alid);
  return Object.fromEntries(own.map(({ language, title }) => [language, title]));
}
