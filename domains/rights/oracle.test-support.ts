/**
 * The rule of decision once more, as plain filters over lists, written from its text and sharing no code with it but
 * the types. Slow on purpose: what the index answers is compared with this.
 */
import type { FormatProfile, LanguageTerm, TrackKind } from '@duoping/avails';
import type { Instant } from '@duoping/kit';
import type { DenyReason, RightsRequest } from './decision.ts';
import type { Denial, Grant, Screen } from './grant.ts';

export interface OracleAnswer {
  readonly allow: boolean;
  /** Ids in order of precedence; empty on deny. */
  readonly grants: readonly string[];
  readonly formatProfiles: readonly string[];
  readonly maxHeight: number;
  readonly concurrency: number | null;
  readonly reasons: readonly DenyReason[];
  readonly nearestMiss: string | null;
  readonly until: Instant | null;
}

export interface OracleWorld {
  readonly grants: readonly Grant[];
  readonly denials: readonly Denial[];
}

export function oracle(world: OracleWorld, request: RightsRequest, at: Instant): OracleAnswer {
  const ofWork = world.grants.filter((grant) => grant.work === request.work);
  const heardOf = ofWork.length > 0 || world.denials.some((denial) => denial.scope.work === request.work);
  const covering = world.denials.filter((denial) => coversQuestion(denial, request, ofWork));
  const active = covering.filter((denial) => inside(denial.window, at));
  const always = ofWork.filter((grant) => failures(grant, request, at).every((reason) => isTime(reason)));
  const allowing = always
    .filter((grant) => failures(grant, request, at).length === 0)
    .filter((grant) => !active.some((denial) => touches(denial, grant)))
    .toSorted(precedes);
  const edges = [
    ...(request.verb === 'play-owned' ? [] : always.flatMap((grant) => edgesOf(judgedWindow(grant, request)))),
    ...covering.flatMap((denial) => edgesOf(denial.window)),
  ].filter((edge) => edge > at);
  const until = edges.length === 0 ? null : Math.min(...edges);
  if (allowing.length > 0) {
    const formatProfiles = [...new Set(allowing.flatMap((grant) => [...profiles(grant, request.screen)]))].toSorted();
    const maxHeight = Math.max(...allowing.map((grant) => lines(grant, request.screen)));
    const grants = allowing.map((grant) => grant.id);
    const limits = allowing.map((grant) => grant.screens[request.screen]?.concurrency);
    const concurrency = limits.reduce<number | null>(
      (most, limit) => (most === null || limit === undefined ? null : Math.max(most, limit)),
      0,
    );
    const said = { formatProfiles, maxHeight, concurrency };
    return { allow: true, grants, ...said, reasons: [], nearestMiss: null, until };
  }
  const [nearest] = ofWork.toSorted((a, b) => {
    const fewer = failures(a, request, at).length - failures(b, request, at).length;
    return fewer || b.window.start - a.window.start || (a.id < b.id ? -1 : 1);
  });
  const kinds = ['takedown', 'embargo', 'suspension', 'clearance', 'rating', 'quarantine'] as const;
  const reasons: DenyReason[] = [
    ...(heardOf ? [] : ['unknown-work' as const]),
    ...kinds
      .filter((kind) => active.some((denial) => denial.kind === kind))
      .map((kind): DenyReason => `denied:${kind}`),
    ...(heardOf && ofWork.length === 0 ? ['no-grant' as const] : []),
    ...(nearest ? failures(nearest, request, at) : []),
  ];
  const none = { grants: [], formatProfiles: [], maxHeight: 0, concurrency: null };
  return { allow: false, ...none, reasons, nearestMiss: nearest?.id ?? null, until };
}

/** What one grant fails, in the order that it is told. */
export function failures(grant: Grant, request: RightsRequest, at: Instant): DenyReason[] {
  const terms = grant.screens[request.screen];
  const modelFits = !terms?.models || (request.model !== undefined && terms.models.includes(request.model));
  const useFits =
    (request.verb !== 'download' || terms?.download === true) && (request.verb !== 'cast' || terms?.cast === true);
  const window = judgedWindow(grant, request);
  const timeless = request.verb === 'play-owned';
  const ended = !timeless && window.end !== null && at >= window.end;
  const checks: [DenyReason, boolean][] = [
    ['verb', !grant.verbs.includes(request.verb)],
    ['license-type', request.licenseType !== undefined && request.licenseType !== grant.licenseType],
    ['territory', !covers(grant.territories, request.territory)],
    ['screen', terms === undefined || !modelFits || !useFits],
    ['not-yet', !timeless && !ended && at < window.start],
    ['ended', ended],
    ['format', request.formatProfile !== undefined && !profiles(grant, request.screen).has(request.formatProfile)],
    ['language', request.language !== undefined && !speaks(grant, request.language, request.trackKind)],
  ];
  return checks.filter(([, fails]) => fails).map(([reason]) => reason);
}

/** May a track be used under the grant? Not held back, and allowed where only some are. */
export function speaks(
  grant: Pick<Grant, 'allowedLanguages' | 'heldBackLanguages'>,
  tag: string,
  kind?: TrackKind,
): boolean {
  const kinds: TrackKind[] = kind ? [kind] : ['audio', 'subtitle'];
  const named = (terms: readonly LanguageTerm[], each: TrackKind): boolean =>
    terms.some((term) => term.kinds.includes(each) && (term.range === '*' || `${tag}-`.startsWith(`${term.range}-`)));
  return kinds.some(
    (each) =>
      !named(grant.heldBackLanguages, each) &&
      (grant.allowedLanguages.length === 0 || named(grant.allowedLanguages, each)),
  );
}

const isTime = (reason: DenyReason): boolean => reason === 'not-yet' || reason === 'ended';

const judgedWindow = (grant: Grant, request: RightsRequest): Grant['window'] => ({
  start: request.verb === 'list' ? (grant.listedFrom ?? grant.window.start) : grant.window.start,
  end: grant.window.end,
});

const inside = (window: Grant['window'], at: Instant): boolean =>
  at >= window.start && (window.end === null || at < window.end);

const edgesOf = (window: Grant['window']): Instant[] => {
  if (window.end === null) return [window.start];
  return window.end > window.start ? [window.start, window.end] : [];
};

const touches = ({ scope }: Denial, grant: Grant): boolean =>
  (scope.work ?? grant.work) === grant.work &&
  (scope.partner ?? grant.partner) === grant.partner &&
  (scope.contract ?? grant.contract) === grant.contract;

function coversQuestion({ scope }: Denial, request: RightsRequest, ofWork: readonly Grant[]): boolean {
  if (scope.work !== undefined && scope.work !== request.work) return false;
  if (scope.territories && !mayBeIn(scope.territories, request.territory)) return false;
  if (scope.screens && !scope.screens.includes(request.screen)) return false;
  if (scope.verbs && !scope.verbs.includes(request.verb)) return false;
  if (scope.partner === undefined && scope.contract === undefined) return true;
  return ofWork.some(
    (grant) =>
      (scope.partner ?? grant.partner) === grant.partner && (scope.contract ?? grant.contract) === grant.contract,
  );
}

/** Only the codes that the tests' worlds use: four countries, subdivisions of them, `EU` and `ZZ`. */
const COUNTRIES = ['US', 'CA', 'DE', 'FR'];
const UNION = ['DE', 'FR'];

function covers(set: Grant['territories'], place: string): boolean {
  const country = place.slice(0, 2);
  if (!COUNTRIES.includes(country) || (place.length !== 2 && place[2] !== '-')) return false;
  const names = ['ZZ', country, place, ...(UNION.includes(country) ? ['EU'] : [])];
  return set.include.some((code) => names.includes(code)) && !set.exclude.some((code) => names.includes(code));
}

/** Whoever is only known to be in a country may be in any part of it that the set names. */
const mayBeIn = (set: Grant['territories'], place: string): boolean =>
  covers(set, place) || set.include.some((code) => code.startsWith(`${place}-`) && covers(set, code));

const HEIGHT: Record<FormatProfile, number> = {
  SD: 576,
  HD: 1080,
  UHD: 2160,
  '3D': 1080,
  '3DSD': 576,
  '3DHD': 1080,
  '3DUHD': 2160,
};

const lines = (grant: Grant, screen: Screen): number =>
  Math.min(HEIGHT[grant.formatProfile], grant.screens[screen]?.maxHeight ?? 9999);

/** The profile itself, or the class of picture that the cap leaves; below it the lower ones when they are implied. */
function profiles(grant: Grant, screen: Screen): Set<string> {
  const height = lines(grant, screen);
  const depth = grant.formatProfile.startsWith('3D') ? '3D' : '';
  const capped = height < HEIGHT[grant.formatProfile];
  const size = height <= 576 ? 'SD' : height <= 1080 ? 'HD' : 'UHD';
  const granted = new Set([capped ? `${depth}${size}` : grant.formatProfile]);
  if (grant.impliesLower && height > 576) granted.add(`${depth}SD`);
  if (grant.impliesLower && height > 1080) granted.add(`${depth}HD`);
  return granted;
}

/** Price reductions first, then fewer places, then the shorter window, then the later delivery, then the id. */
function precedes(a: Grant, b: Grant): number {
  const reduced = (grant: Grant): number => (grant.price?.type.startsWith('TPR-') ? 0 : 1);
  const long = (grant: Grant): number => (grant.window.end ?? 1e300) - grant.window.start;
  return (
    reduced(a) - reduced(b) ||
    breadth(a.territories) - breadth(b.territories) ||
    long(a) - long(b) ||
    b.knownFrom - a.knownFrom ||
    (a.id < b.id ? -1 : 1)
  );
}

/** Countries first, then subdivisions; the world counts its 249 countries, the Union its 27. */
function breadth(set: Grant['territories']): number {
  const whole = (code: string): number => ({ ZZ: 249, EU: 27 })[code] ?? 1;
  const country = (codes: readonly string[]): string[] => codes.filter((code) => code.length === 2);
  const parts = (codes: readonly string[]): string[] => codes.filter((code) => code.length > 2);
  const included = country(set.include);
  const excluded = country(set.exclude).filter((code) => included.length > 0 && !included.includes(code));
  const sum = (codes: readonly string[]): number => codes.reduce((total, code) => total + whole(code), 0);
  return (sum(included) - sum(excluded)) * 1000 + parts(set.include).length - parts(set.exclude).length;
}
