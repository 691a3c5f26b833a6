/** May this screen play this work now? Entitlement, rights and media together, and how long the answer may be lent. */
import {
  earlier,
  type Id,
  type Instant,
  MINUTE_MS,
  ok,
  type Result,
  refuse,
  SECOND_MS,
  type Territory,
} from '@duoping/kit';
import { type Entitlement, FREE } from '#commerce';
import type { DeviceModel } from '#devices';
import {
  type Decision,
  type Grant,
  grantedQuality,
  type RightsRequest,
  type Screen,
  uniteLanguages,
  uniteQuality,
} from '#rights';
import type { ClockReading } from './clock-trust.ts';
import type { Lease, Permission } from './play.ts';
import { because, type Refusal } from './reason.ts';
import { allowedTracks, type PlayableAsset, type Track } from './tracks.ts';

/** Longer than two heartbeats, so that one may be lost; with a token that ends with it, under a minute. */
export const LEASE_MS = 45 * SECOND_MS;
/** Nothing is lent beyond this after the rights were last known to be current: what bounds a cut-off node. */
export const RIGHTS_FRESH_MS = MINUTE_MS;

/** The rights as one node knows them. */
export interface RightsView {
  /** When this was last confirmed to be the current state, by the database's time. */
  readonly confirmedAt: Instant;
  decide(request: RightsRequest, at: Instant): Decision;
}

/** Who watches on a device. `entitlement` is what the household holds at the instant that was asked about, beside `FREE`. */
export interface Viewing {
  readonly device: Id<'device'>;
  readonly model: DeviceModel;
  readonly household: { readonly id: Id<'household'>; readonly pseudonym: string; readonly streamLimit: number };
  readonly profile: Id<'profile'>;
  readonly entitlement: Entitlement | undefined;
}

export interface PermissionRequest {
  readonly viewing: Viewing;
  /** Null when nobody could tell: then nothing is allowed. */
  readonly territory: Territory | null;
  readonly work: string;
  readonly assets: readonly PlayableAsset[];
  /** What a running play is on: it goes on with this asset or not at all, and is judged by no older rights than lent it. */
  readonly playing?: Pick<Permission, 'asset' | 'epoch'>;
  readonly rights: RightsView;
  readonly now: Extract<ClockReading, { trusted: true }>;
}

/** A lease under a permission, or the reason why not. What the household holds is asked first, then what is free. */
export function permit(request: PermissionRequest): Result<Lendable, Refusal> {
  const { viewing, territory } = request;
  if (territory === null) return refuse(because('unknown-territory'));
  const held = viewing.entitlement && permitUnder(viewing.entitlement, territory, request);
  if (held?.ok) return held;
  const free = permitUnder(FREE, territory, request);
  if (free.ok) return free;
  // Not licensed as free: then what stands in the way of a subscriber is told, or that a subscription is missing.
  if (free.reason.reasons.includes('license-type')) return held ?? refuse(because('no-entitlement'));
  return held && held.reason.reason !== 'license-type' ? held : free;
}

interface Lendable {
  readonly permission: Permission;
  readonly lease: Lease;
}

function permitUnder(
  entitlement: Entitlement,
  territory: Territory,
  request: PermissionRequest,
): Result<Lendable, Refusal> {
  const { viewing, now, playing } = request;
  const { decision, from } = decideSurely(request, {
    work: request.work,
    territory,
    screen: viewing.model.screen,
    model: viewing.model.id,
    verb: entitlement.verb,
    licenseType: entitlement.licenseType,
  });
  if (playing && decision.epoch < playing.epoch) return refuse(because('rights-unconfirmed'));
  if (!decision.allow) {
    const [reason = 'no-grant'] = decision.reasons;
    return refuse({ reason, reasons: decision.reasons, until: decision.until });
  }
  const offers = offersWithMedia(decision, request);
  if (offers.length === 0) return refuse(because('not-ready'));
  const offer = offers.find(({ tracks }) => tracks.some((track) => track.kind === 'video'));
  if (!offer) return refuse(because('format', decision.until));
  const { chosen, asset, tracks, maxHeight } = offer;
  const concurrency = chosen.screens[viewing.model.screen]?.concurrency;
  const until = earlier(decision.until, entitlement.until);
  const lease = { from, until: leaseEnd(until, request.rights.confirmedAt, now) };
  if (lease.until <= from) return refuse(because(tooLate(until, now) ? 'no-entitlement' : 'rights-unconfirmed'));
  return ok({
    lease,
    permission: {
      grant: chosen.id,
      alid: chosen.alid,
      partner: chosen.partner,
      contract: chosen.contract,
      contractVersion: chosen.contractVersion,
      delivery: chosen.delivery,
      place: chosen.place,
      licenseType: chosen.licenseType,
      entitlement: entitlement.id,
      epoch: decision.epoch,
      until,
      maxHeight,
      ...(concurrency === undefined ? {} : { concurrency }),
      asset: asset.id,
      tracks: tracks.map((track) => track.id),
    },
  });
}

interface OfferWithMedia {
  readonly chosen: Grant;
  readonly asset: PlayableAsset;
  readonly tracks: readonly Track[];
  readonly maxHeight: number;
}

/** Grants whose own partner's media is there, in their order of precedence: nobody's files play under another's grant. */
function offersWithMedia(decision: Allowed, { assets, playing, viewing }: PermissionRequest): OfferWithMedia[] {
  return decision.grants.flatMap((chosen) => {
    const asset = assets.find((each) => isOf(chosen, each) && (playing === undefined || playing.asset === each.id));
    if (!asset) return [];
    const terms = termsFor(asset, decision, viewing.model.screen);
    return [{ chosen, asset, tracks: allowedTracks(asset.tracks, terms), maxHeight: terms.quality.maxHeight }];
  });
}

/** What the grants for these very files allow together. The decision also speaks of what other partners' files may. */
function termsFor(asset: PlayableAsset, decision: Allowed, screen: Screen): Pick<Allowed, 'quality' | 'languages'> {
  const own = decision.grants.filter((grant) => isOf(grant, asset));
  if (own.length === decision.grants.length) return decision;
  return {
    quality: uniteQuality(own.map((grant) => grantedQuality(grant, screen))),
    languages: uniteLanguages(own),
  };
}

const isOf = (grant: Grant, { partner, alid }: PlayableAsset): boolean =>
  grant.partner === partner && grant.alid === alid;

type Allowed = Extract<Decision, { allow: true }>;

/**
 * The clock may be wrong by `errorMs`: allowed is only what is allowed at the earliest and the latest it can be. Where
 * the two have different decisions, the later one's lease begins when it has surely begun.
 */
function decideSurely(
  { rights, now }: PermissionRequest,
  question: RightsRequest,
): { decision: Decision; from: Instant } {
  const latest = now.at + now.errorMs;
  const early = rights.decide(question, now.at - now.errorMs);
  const same = early.until === null || early.until > latest;
  if (!early.allow || same) return { decision: early, from: now.at };
  return { decision: rights.decide(question, latest), from: latest };
}

function leaseEnd(until: Instant | null, confirmedAt: Instant, now: PermissionRequest['now']): Instant {
  const bound = earlier(until, confirmedAt + RIGHTS_FRESH_MS) ?? now.at;
  return Math.min(now.at + LEASE_MS, bound - now.errorMs);
}

const tooLate = (until: Instant | null, now: PermissionRequest['now']): boolean =>
  until !== null && until - now.errorMs <= now.at;
