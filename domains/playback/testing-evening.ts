/** One household with a TV and a phone, one film under one licence, and a clock to turn: what use cases are tested in. */
import { asId, type Instant, MINUTE_MS, type Window } from '@duoping/kit';
import type { DeviceModel } from '#devices';
import type { Decision, DenyReason, Grant, RightsRequest } from '#rights';
import type { ClockReading } from './clock-trust.ts';
import type { PlaybackPorts } from './ports.ts';
import { type MemoryPlays, memoryPlays } from './testing.ts';
import type { PlayableAsset } from './tracks.ts';

export const EVENING = Date.UTC(2026, 10, 22, 18);
export const TV = asId<'device'>('tv');
export const KITCHEN = asId<'device'>('kitchen');
export const PHONE = asId<'device'>('phone');
export const TABLET = asId<'device'>('tablet');
export const FILM = 'film';

export const filmAsset: PlayableAsset = {
  id: 'asset',
  partner: 'partner',
  alid: 'md:alid:film',
  durationMs: 90 * MINUTE_MS,
  tracks: [
    { id: 'v480', kind: 'video', height: 480, kid: 'sd' },
    { id: 'v1080', kind: 'video', height: 1080, kid: 'hd' },
    { id: 'zh', kind: 'audio', language: 'zh-CN', kid: 'audio' },
    { id: 'es', kind: 'audio', language: 'es-419', kid: 'audio' },
    { id: 'zh-text', kind: 'subtitle', language: 'zh-CN', kid: null },
  ],
};

const MODELS: Record<string, DeviceModel> = {
  tv: { id: 'tv-55', name: 'TV', screen: 'tv' },
  kitchen: { id: 'tv-32', name: 'TV', screen: 'tv' },
  phone: { id: 'phone-6', name: 'Phone', screen: 'phone' },
  tablet: { id: 'tablet-11', name: 'Tablet', screen: 'tablet' },
};

/** Everything that a test may change. Plain members, read at each call. */
export interface Evening {
  at: Instant;
  errorMs: number;
  clockTrusted: boolean;
  rightsConfirmedAt: Instant | null;
  epoch: number;
  window: Window;
  /** Why not, for the requests it names; undefined is a yes. */
  denies: (request: RightsRequest) => DenyReason | undefined;
  maxHeight: number;
  asset: PlayableAsset | undefined;
  /** Media of other offers of the film. */
  moreAssets: readonly PlayableAsset[];
  /** Grants of several partners, first by precedence; undefined: the film's one grant. */
  grants: readonly [Grant, ...Grant[]] | undefined;
  entitledUntil: Instant | null;
  entitled: boolean;
  /** Of the film's one grant. */
  licenseType: 'SVOD' | 'FVOD';
  streamLimit: number;
  /** The profile that was watching is gone. */
  profileGone: boolean;
  readonly removed: Set<string>;
  readonly ports: PlaybackPorts;
  readonly plays: MemoryPlays;
  readonly grant: Grant;
}

export function anEvening(): Evening {
  const plays = memoryPlays();
  let made = 0;
  const grant: Grant = {
    id: 'grant-1',
    partner: 'partner',
    contract: 'contract',
    contractVersion: 2,
    delivery: 'sha',
    place: { sheet: 'Movies', row: 3 },
    clause: 'clause',
    work: FILM,
    alid: 'md:alid:film',
    licenseType: 'SVOD',
    verbs: ['list', 'stream'],
    territories: { include: ['CN'], exclude: [] },
    screens: { tv: {}, phone: {}, tablet: {} },
    window: { start: 0, end: null },
    formatProfile: 'HD',
    allowedLanguages: [],
    heldBackLanguages: [],
    knownFrom: 0,
    knownTo: null,
  };
  const decide = (request: RightsRequest, at: Instant): Decision => {
    const { epoch, window } = evening;
    const no = (reason: DenyReason, until: Instant | null): Decision => ({
      allow: false,
      epoch,
      reasons: [reason],
      nearestMiss: grant,
      until,
    });
    const denied = evening.denies(request);
    if (denied) return no(denied, null);
    if (request.licenseType !== evening.licenseType) return no('license-type', null);
    if (at < window.start) return no('not-yet', window.start);
    if (window.end !== null && at >= window.end) return no('ended', null);
    const quality = { formatProfiles: ['HD'] as const, maxHeight: evening.maxHeight };
    const languages = { allowed: null, heldBack: [] };
    const grants = evening.grants ?? ([{ ...grant, licenseType: evening.licenseType }] as const);
    return { allow: true, epoch, grants, chosen: grants[0], quality, languages, until: window.end };
  };
  const viewing: PlaybackPorts['viewers']['viewing'] = async (device, at) => {
    if (!Number.isFinite(at)) throw new Error('Asked who watches at no instant');
    const model = MODELS[device];
    if (!model || evening.removed.has(device)) return undefined;
    if (evening.profileGone) return 'unknown-profile';
    const household = { id: asId<'household'>('wang'), pseudonym: 'nobody', streamLimit: evening.streamLimit };
    const entitlement = {
      kind: 'subscription',
      id: asId<'subscription'>('sub'),
      plan: 'family',
      verb: 'stream',
      licenseType: 'SVOD',
      until: evening.entitledUntil,
    } as const;
    return {
      device,
      model,
      household,
      profile: asId('mother'),
      entitlement: evening.entitled ? entitlement : undefined,
    };
  };
  const evening: Evening = {
    at: EVENING,
    errorMs: 0,
    clockTrusted: true,
    rightsConfirmedAt: null,
    epoch: 1,
    window: { start: 0, end: null },
    denies: () => undefined,
    maxHeight: 1080,
    asset: filmAsset,
    moreAssets: [],
    grants: undefined,
    entitledUntil: null,
    entitled: true,
    licenseType: 'SVOD',
    streamLimit: 2,
    profileGone: false,
    removed: new Set(),
    plays,
    grant,
    ports: {
      plays,
      viewers: { viewing },
      rights: { current: () => ({ confirmedAt: evening.rightsConfirmedAt ?? evening.at, decide }) },
      assets: { ready: async (work) => (work === FILM && evening.asset ? [evening.asset, ...evening.moreAssets] : []) },
      tokens: { sign: (claims) => JSON.stringify(claims) },
      clock: {
        read: (): ClockReading =>
          evening.clockTrusted ? { trusted: true, at: evening.at, errorMs: evening.errorMs } : { trusted: false },
      },
      ids: { next: <Of extends string>() => asId<Of>(`id-${++made}`) },
    },
  };
  return evening;
}
