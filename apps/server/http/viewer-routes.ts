/** What a paired device may look at: who it is, its home page, a title, and the artwork that those listed. */
import { asId, type Clock, formatInstant, type Instant, isUuid, type Territory } from '@duoping/kit';
import { decide, SCREENS } from '@duoping/rights';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  type Arrangement,
  type ArtworkKind,
  artworkOf,
  type Card,
  home,
  type Library,
  nextAfter,
  type Offer,
  seasonsOf,
  title,
  type ViewerContext,
  type WorkId,
} from '#catalog';
import type { Profile } from '#households';
import type { LivingRights } from '#licensing';
import type { Viewer, ViewerAsked } from '../viewing.ts';
import { callingDevice } from './access.ts';
import { refuseWith } from './app.ts';
import { artworkUrl, opensArtwork } from './artwork-link.ts';
import { railTitle } from './rail-titles.ts';
import { type card, errorBody, home as homeBody, instant, titleDetail } from './shapes.ts';
import { titleLanguages } from './title-languages.ts';

/** What it takes to write a card. */
export interface CardPorts {
  readonly clock: Clock;
  readonly library: () => Library;
  readonly artworkKey: Uint8Array;
  readonly partnerName: (partner: string, language: string) => string;
  /** The packaged film of an offer that has a frame to show; it stands in where nobody delivered a picture. */
  readonly frameOf: (partner: string, alid: string) => string | undefined;
}

export interface ViewerPorts extends CardPorts {
  readonly rights: LivingRights;
  readonly brand: string;
  readonly territoryOf: (request: FastifyRequest) => Territory | undefined;
  readonly viewerOf: (who: ViewerAsked) => Promise<Viewer>;
  /** What stands on which rail, by what is known now. */
  readonly arranged: (ask: { readonly viewer: ViewerContext; readonly at: Instant }) => Promise<Arrangement>;
  /** In the order they were made. */
  readonly profilesOf: (household: string) => Promise<readonly Profile[]>;
  /** Languages of the tracks that one partner's media for a title has. */
  readonly tracksOf: (
    partner: string,
    alid: string,
  ) => { readonly audio: readonly string[]; readonly text: readonly string[] };
  readonly artwork: (sha256: string) => Promise<Uint8Array>;
  /** The frame that a packaged film shows itself by. */
  readonly frame: (asset: string) => Promise<Uint8Array>;
}

const ask = z.object({ language: z.string().max(35).optional() });
const errors = { 400: errorBody, 401: errorBody, 403: errorBody, 404: errorBody, 503: errorBody };
const security = [{ device: [] }];

export function viewerRoutes(instance: FastifyInstance, ports: ViewerPorts): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();

  app.get(
    '/api/me',
    {
      config: { access: 'device', decides: 'public: tells the device about itself and no title' },
      schema: {
        operationId: 'me',
        summary: 'The calling device, its household, profile and place',
        tags: ['viewing'],
        security,
        response: {
          200: z.object({
            household: z.object({ id: z.string(), name: z.string() }),
            device: z.object({ id: z.string(), name: z.string(), model: z.string(), screen: z.enum(SCREENS) }),
            profile: z.object({ id: z.string(), name: z.string(), language: z.string() }),
            territory: z.string().nullable(),
            brand: z.object({ name: z.string() }),
            serverTime: instant,
          }),
          ...errors,
        },
      },
    },
    async (request) => {
      const territory = ports.territoryOf(request);
      const { household, device, profile } = await ports.viewerOf({
        ...who(request),
        territory: territory ?? '',
      });
      const serverTime = formatInstant(ports.clock.now());
      return { household, device, profile, territory: territory ?? null, brand: { name: ports.brand }, serverTime };
    },
  );

  app.get(
    '/api/profiles',
    {
      config: { access: 'device', decides: 'public: names who may watch here and no title' },
      schema: {
        operationId: 'profiles',
        summary: 'Who may watch on the calling device: say one of them in the header Duoping-Profile of other calls',
        tags: ['viewing'],
        security,
        response: {
          200: z.object({ profiles: z.array(z.object({ id: z.string(), name: z.string(), language: z.string() })) }),
          ...errors,
        },
      },
    },
    async (request) => {
      const profiles = await ports.profilesOf(callingDevice(request).household);
      return { profiles: profiles.map(({ id, name, language }) => ({ id, name, language })) };
    },
  );

  app.get(
    '/api/home',
    {
      config: { access: 'device', decides: 'rights' },
      schema: {
        operationId: 'home',
        summary: 'The home page: rails of titles that may be shown on this screen, here and now',
        tags: ['viewing'],
        security,
        querystring: ask,
        response: { 200: homeBody, ...errors },
      },
    },
    async (request, reply) => {
      const territory = ports.territoryOf(request);
      if (territory === undefined) return refuseWith(reply, 403, { reason: 'unknown-territory' });
      const viewer = await ports.viewerOf({ ...who(request), territory, ...request.query });
      const arranged = await ports.arranged({ viewer, at: ports.clock.now() });
      // Decided by what is known now: arranging may have taken its time.
      const shop = { library: ports.library(), rights: ports.rights.current() };
      const page = home(shop, viewer, ports.clock.now(), arranged);
      return {
        rails: page.rails.map(({ id, cards }) => ({
          id,
          title: railTitle(id, viewer.language, (partner) => ports.partnerName(partner, viewer.language)),
          cards: cards.map((entry) => cardBody(ports, viewer, entry)),
        })),
        until: page.until === null ? null : formatInstant(page.until),
      };
    },
  );

  app.get(
    '/api/titles/:work',
    {
      config: { access: 'device', decides: 'rights' },
      schema: {
        operationId: 'title',
        summary: 'One title, or why it may not be shown here',
        tags: ['viewing'],
        security,
        params: z.object({ work: z.string().max(60) }),
        querystring: ask,
        response: { 200: titleDetail, ...errors },
      },
    },
    async (request, reply) => {
      const territory = ports.territoryOf(request);
      if (territory === undefined) return refuseWith(reply, 403, { reason: 'unknown-territory' });
      if (!isUuid(request.params.work)) return refuseWith(reply, 404, { reason: 'unknown-work' });
      const viewer = await ports.viewerOf({ ...who(request), territory, ...request.query });
      const work: WorkId = asId(request.params.work);
      const shop = { library: ports.library(), rights: ports.rights.current() };
      const asked = { viewer, at: ports.clock.now() };
      const found = title(shop, work, asked);
      if (!found.decision.allow) {
        const [reason = 'no-grant'] = found.decision.reasons;
        return refuseWith(reply, reason === 'unknown-work' ? 404 : 403, { reason });
      }
      if (!found.card) return refuseWith(reply, 404, { reason: 'unknown-work' });
      const { chosen, grants } = found.decision;
      const languages = titleLanguages(found.decision, ports.tracksOf(chosen.partner, chosen.alid));
      const { series } = found.card;
      const cardOf = (episode: WorkId): Card | undefined => title(shop, episode, asked).card;
      const seasons = series ? seasonsOf(shop.library, series.id, cardOf) : [];
      const next = nextAfter(seasons, work);
      return {
        ...cardBody(ports, viewer, found.card),
        audioLanguages: [...languages.audio],
        subtitleLanguages: [...languages.text],
        positionSeconds: viewer.progress.get(work)?.positionSeconds ?? 0,
        credits: found.card.description.credits,
        licenseTypes: [...new Set(grants.map((grant) => grant.licenseType))],
        seasons: seasons.map(({ number, episodes }) => ({
          number,
          episodes: episodes.map((episode) => cardBody(ports, viewer, episode)),
        })),
        next: next ? cardBody(ports, viewer, next) : null,
      };
    },
  );

  app.get(
    '/artwork/:work/:file',
    {
      config: { access: 'anyone', decides: 'rights' },
      schema: {
        operationId: 'artwork',
        summary: 'A picture that a listing linked to; the link ends with the right to list the title',
        tags: ['viewing'],
        params: z.object({ work: z.string().max(60), file: z.enum(['poster.jpg', 'wide.jpg']) }),
        querystring: z.object({
          s: z.string().regex(/^([0-9a-f]{64}|[0-9a-f]{32})$/),
          c: z.string().max(12),
          d: z.enum(SCREENS),
          m: z.string().max(400),
          e: z.coerce.number(),
          t: z.string().max(64),
        }),
        response: { 200: z.unknown().meta({ description: 'The picture, image/jpeg' }), ...errors },
      },
    },
    async (request, reply) => {
      const kind: ArtworkKind = request.params.file === 'poster.jpg' ? 'poster' : 'wide';
      const { work } = request.params;
      const { s: sha256, c: territory, d: screen, m: model, e: end, t: mac } = request.query;
      const now = ports.clock.now();
      if (!opensArtwork(ports.artworkKey, { work, kind, sha256, territory, screen, model }, { end, mac }, now)) {
        return refuseWith(reply, 403, { reason: 'link-ended' });
      }
      const decision = decide(ports.rights.current(), { work, territory, screen, model, verb: 'list' }, now);
      if (!decision.allow) return refuseWith(reply, 403, { reason: decision.reasons[0] ?? 'no-grant' });
      // The partner whose picture it is may have gone, while another one still offers the title.
      const pictures = ports.library().works.get(asId(work))?.artwork ?? [];
      const owners = pictures.filter((picture) => picture.sha256 === sha256).map(({ partner }) => partner);
      const delivered = decision.grants.some(({ partner }) => owners.includes(partner));
      const filmed = !delivered && decision.grants.some(({ partner, alid }) => ports.frameOf(partner, alid) === sha256);
      if (!delivered && !filmed) return refuseWith(reply, 403, { reason: 'link-ended' });
      const seconds = Math.min(60, Math.floor((end - now) / 1000));
      return reply
        .header('content-type', 'image/jpeg')
        .header('cache-control', `private, max-age=${seconds}`)
        .send(await (filmed ? ports.frame(sha256) : ports.artwork(sha256)));
    },
  );
}

/** The device that calls, and who it says is watching. */
const who = (request: FastifyRequest) => {
  const { id, profile } = callingDevice(request);
  return { device: id, profile };
};

/** A card as every list of titles shows it. */
export function cardBody(
  ports: CardPorts,
  { territory, screen, model, language }: ViewerContext,
  entry: Card,
): z.infer<typeof card> {
  const now = ports.clock.now();
  const work = ports.library().works.get(entry.work);
  const linkTo = (kind: ArtworkKind, sha256: string | undefined): string | null => {
    if (sha256 === undefined) return null;
    const link = { work: entry.work, kind, sha256, territory, screen, model };
    return artworkUrl(ports.artworkKey, link, entry.availableUntil, now);
  };
  const picture = (kind: ArtworkKind) => linkTo(kind, work && artworkOf(work, entry.partners, kind)?.sha256);
  const { description } = entry;
  return {
    work: entry.work,
    title: entry.title,
    otherTitle: entry.otherTitle,
    synopsis: entry.synopsis,
    year: description.year,
    durationSeconds: entry.durationSeconds,
    formatProfile: entry.formatProfile,
    rating: description.rating,
    genres: [...description.genres],
    partner: ports.partnerName(entry.partner, language),
    availableUntil: entry.availableUntil === null ? null : formatInstant(entry.availableUntil),
    progress: entry.progress,
    illustrative: description.illustrative,
    ready: entry.ready,
    poster: picture('poster'),
    wide: picture('wide') ?? linkTo('wide', frameAmong(ports, work?.offers ?? [], entry.partners)),
    series: entry.series,
  };
}

/** A frame of the film itself, of the first of these partners that has one packaged. */
function frameAmong(ports: CardPorts, offers: readonly Offer[], partners: readonly string[]): string | undefined {
  for (const partner of partners) {
    for (const offer of offers) {
      const asset = offer.partner === partner ? ports.frameOf(partner, offer.alid) : undefined;
      if (asset !== undefined) return asset;
    }
  }
  return undefined;
}
