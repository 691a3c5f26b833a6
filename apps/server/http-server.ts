/** Puts the routes together over the furnished house. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { asId } from '@duoping/kit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { titleLists } from '#catalog';
import { profileFor } from '#households';
import { SMALLEST_AUDIENCE } from '#insight';
import { isAudio, isText } from '#media';
import type { Play } from '#playback';
import { troublesOf } from './health.ts';
import { hotFiles } from './hot-files.ts';
import type { Furnishing, House } from './house.ts';
import { guardAccess } from './http/access.ts';
import { httpApp } from './http/app.ts';
import { booksRoutes } from './http/books-routes.ts';
import { caseRoutes } from './http/case-routes.ts';
import { clearanceRoutes } from './http/clearance-routes.ts';
import { consolePages } from './http/console-pages.ts';
import { consoleRoutes } from './http/console-routes.ts';
import { dealRoutes } from './http/deal-routes.ts';
import { deliveredRoutes } from './http/delivered-routes.ts';
import { deliveryRoutes } from './http/delivery-routes.ts';
import { endingRoutes } from './http/ending-routes.ts';
import { eventRoutes } from './http/event-routes.ts';
import { evidenceRoutes } from './http/evidence-routes.ts';
import { guardHosts } from './http/hosts.ts';
import { householdRoutes } from './http/household-routes.ts';
import { insightRoutes } from './http/insight-routes.ts';
import { operatorRoutes } from './http/operator-routes.ts';
import { pageRoutes, type ScreenPage } from './http/page-routes.ts';
import { pairingRoutes } from './http/pairing-routes.ts';
import { territoryOf } from './http/place.ts';
import { platformRoutes } from './http/platform-routes.ts';
import { playRoutes } from './http/play-routes.ts';
import { portalBusinessRoutes } from './http/portal-business-routes.ts';
import { portalRoutes } from './http/portal-routes.ts';
import { profileRoutes } from './http/profile-routes.ts';
import { reviewRoutes } from './http/review-routes.ts';
import { rightsRoutes } from './http/rights-routes.ts';
import type { DeclaredRoute } from './http/route.ts';
import { searchRoutes } from './http/search-routes.ts';
import { segmentRoutes } from './http/segment-routes.ts';
import { sessionRoutes } from './http/session-routes.ts';
import { settlementRoutes } from './http/settlement-routes.ts';
import { uploadRoutes } from './http/upload-routes.ts';
import { viewerRoutes } from './http/viewer-routes.ts';
import { guardVouchedRights } from './http/vouched-rights.ts';
import type { Lan } from './lan/lan.ts';
import { nodeIds } from './node-clock.ts';
import { factsOf, manifestOf } from './play-media.ts';

const SCREENS_FOLDER = fileURLToPath(new URL('../screens/dist', import.meta.url));
const CONSOLE_FOLDER = fileURLToPath(new URL('../console/dist', import.meta.url));
export const PAIR_PATH = '/pair';
/** Without an operator's own pages each kind of screen pairs as the model of its name. */
export const DEFAULT_PAGES: readonly ScreenPage[] = (['tv', 'stb', 'tablet', 'phone'] as const).map((screen) => ({
  path: `/${screen}`,
  model: screen,
  screen,
}));
const DEFAULT_LANGUAGE = 'en';

export interface HttpServerOptions {
  /** The pages that screens open, and the model that each pairs as. */
  readonly pages?: readonly ScreenPage[];
  /** More routes, such as the demo's. */
  readonly extend?: (app: FastifyInstance, house: House) => Promise<void>;
  /** The house's own HTTPS, where it is wanted. */
  readonly inHouse?: Lan;
  /** Partners are told no figure of fewer households. */
  readonly smallestAudience?: number;
}

export async function httpServer(
  house: House,
  {
    config,
    log,
    extend,
    inHouse,
    pages = DEFAULT_PAGES,
    smallestAudience = SMALLEST_AUDIENCE,
  }: Furnishing & HttpServerOptions,
): Promise<{ app: FastifyInstance; routes: readonly DeclaredRoute[] }> {
  const { app, routes } = await httpApp({
    trustedProxies: config.territory.trustedProxies,
    onFailure: (error, { method, url }) => log(`${method} ${url} failed: ${error.stack ?? error.message}`),
  });
  guardHosts(app, {
    names: [...(config.publicUrl ? [new URL(config.publicUrl).hostname] : []), ...(inHouse?.names ?? [])],
    trustedProxies: config.territory.trustedProxies,
  });
  guardAccess(app, {
    operatorToken: house.secrets.operatorToken,
    deviceOf: house.deviceOf,
    hasProfile: async (household, profile) =>
      (await profileFor(house.households, asId(household), asId(profile))) !== undefined,
    accountOf: house.signIn.accountOf,
  });
  guardVouchedRights(app, { clock: house.clock, checkedAt: house.rights.checkedAt });
  const placeOf = (request: FastifyRequest) => territoryOf(request, config.territory);
  const householdOf = async (device: string): Promise<string> => {
    const known = await house.devices.byId(asId(device));
    if (!known) throw new Error(`Device ${device} was let in and is not known`);
    return known.household;
  };

  const frameOf = (partner: string, alid: string) => {
    const asset = house.shelf.assetOf(partner, alid);
    return asset?.poster ? asset.id : undefined;
  };

  platformRoutes(app, { troubles: () => troublesOf({ ...house, home: config.home }) });
  pairingRoutes(app, {
    pairing: house.pairing,
    householdOf,
    verificationUri: ({ host, protocol }) =>
      `${config.publicUrl ?? inHouse?.origin() ?? `${protocol}://${host}`}${PAIR_PATH}`,
  });
  viewerRoutes(app, {
    clock: house.clock,
    rights: house.rights,
    library: house.library,
    brand: house.brand,
    artworkKey: house.secrets.artworkKey,
    partnerName: house.partnerName,
    territoryOf: placeOf,
    viewerOf: house.viewerOf,
    arranged: house.arranged,
    profilesOf: (household) => house.households.profilesOf(asId(household)),
    artwork: (sha256) => house.objects.read(sha256),
    frameOf,
    frame: (asset) => readFile(join(house.mediaFolder, asset, house.shelf.byId(asset)?.poster?.file ?? '')),
    tracksOf(partner, alid) {
      const tracks = house.shelf.assetOf(partner, alid)?.tracks ?? [];
      return {
        audio: tracks.filter(isAudio).map((track) => track.language),
        text: tracks.filter(isText).map((track) => track.language),
      };
    },
  });
  profileRoutes(app, {
    households: house.households,
    ids: nodeIds,
    forgetMarks: (profile) => house.plays.forgetMarks(profile),
  });
  searchRoutes(app, {
    clock: house.clock,
    rights: house.rights,
    library: house.library,
    search: house.search,
    artworkKey: house.secrets.artworkKey,
    partnerName: house.partnerName,
    frameOf,
    territoryOf: placeOf,
    viewerOf: house.viewerOf,
  });
  const deviceName = async (device: string) => (await house.devices.byId(asId(device)))?.name ?? '';
  const factsOfPlay = async (play: Play, language: string | undefined) => {
    const own = async () =>
      (await house.households.profilesOf(play.household)).find(({ id }) => id === play.profile)?.language;
    const spoken = language ?? (await own()) ?? DEFAULT_LANGUAGE;
    return factsOf({ library: house.library(), shelf: house.shelf }, play, spoken);
  };
  await app.register(async (scope) =>
    playRoutes(scope, {
      playback: house.playback,
      territoryOf: placeOf,
      householdOf,
      deviceName,
      factsOf: factsOfPlay,
      manifest: async (play, file) => manifestOf(house.shelf, play, file),
      keysOf: house.keysOf,
    }),
  );
  householdRoutes(app, {
    clock: house.clock,
    playback: house.playback,
    remote: house.remote,
    territoryOf: placeOf,
    deviceName,
    factsOf: factsOfPlay,
    rightsEpoch: () => house.rights.current().epoch,
    async screensOf(household) {
      const models = new Map((await house.devices.models()).map((model) => [model.id, model.screen]));
      return (await house.devices.ofHousehold(asId(household))).flatMap(({ id, name, model }) => {
        const screen = models.get(model);
        return screen === undefined ? [] : [{ id, name, screen }];
      });
    },
  });
  segmentRoutes(app, {
    folder: house.mediaFolder,
    files: hotFiles({ now: () => performance.now() }),
    refusalOf(token, path) {
      const verified = house.verifyToken(token, { path, now: house.clock.now() });
      return verified.ok ? null : verified.reason;
    },
  });
  await app.register(async (scope) =>
    deliveryRoutes(scope, { ...house.deliveries, fetchFile: house.fetchFile, desk: house.desk }),
  );
  await app.register(async (scope) => uploadRoutes(scope, { ...house.deliveries, uploads: house.uploads }));
  reviewRoutes(app, { desk: house.reviewQuestions });
  await app.register(async (scope) =>
    operatorRoutes(scope, {
      clock: house.clock,
      withdrawal: house.withdrawal,
      rights: house.rights,
      desk: house.rightsQuestions,
      record: house.licensing,
      library: house.library,
      deals: house.deals,
      worksOf: (alid, partner) =>
        [...house.library().works.values()]
          .filter(({ offers }) =>
            offers.some((offer) => offer.alid === alid && (!partner || offer.partner === partner)),
          )
          .map(({ id }) => id),
    }),
  );
  const named = { record: house.licensing, library: house.library, deals: house.deals };
  caseRoutes(app, { ...house.takedowns, ...named });
  const lists = titleLists(() => setImmediate());
  clearanceRoutes(app, {
    ...{ ...named, lists, clearances: house.licensing, newKey: house.newKey, clock: house.clock },
    announce: house.takedowns.cases.announce,
  });
  await app.register(async (scope) =>
    sessionRoutes(scope, { clock: house.clock, signIn: house.signIn, newPassword: house.newPassword }),
  );
  consoleRoutes(app, {
    deliveries: house.deliveries,
    deals: house.deals,
    denials: house.licensing,
    rights: house.rights,
    library: house.library,
    lists,
    media: () => house.shelf.records(),
  });
  rightsRoutes(app, { desk: house.rightsQuestions });
  portalRoutes(app, { deliveries: house.deliveries });
  endingRoutes(app, { clock: house.clock, rights: house.rights, library: house.library });
  deliveredRoutes(app, { deliveries: house.deliveries });
  evidenceRoutes(app, {
    evidence: house.evidence,
    delivery: async (sha256) => (existsSync(house.objects.pathOf(sha256)) ? house.objects.stream(sha256) : undefined),
  });
  eventRoutes(app, {
    ...{ deliveries: house.deliveries, events: house.events, grants: house.licensing },
    ...{ record: house.licensing, library: house.library, deals: house.deals },
  });
  dealRoutes(app, { deals: house.deals, deliveries: house.deliveries, clock: house.clock });
  await consolePages(app, { folder: CONSOLE_FOLDER, pages: ['/console', '/portal'] });
  settlementRoutes(app, house.settlement);
  booksRoutes(app, house.settlement);
  insightRoutes(app, { settlement: house.settlement, deals: house.deals });
  portalBusinessRoutes(app, {
    settlement: house.settlement,
    audience: house.audience,
    smallestAudience,
    titleOf: house.titlesOf,
  });
  await pageRoutes(app, { folder: SCREENS_FOLDER, pages });
  inHouse?.addPages(app);
  await extend?.(app, house);
  return { app, routes };
}
