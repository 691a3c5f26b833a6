/** The storefront's titles and cards for one viewer, with nothing on them that rights didn't allow. */
import { earlier, type Instant, type Territory } from '@duoping/kit';
import { type Decision, decide, type RightsIndex, type Screen } from '@duoping/rights';
import { describedIn, descriptionsOf, type Library, otherTitle } from './library.ts';
import { type CardSeries, seriesAmong } from './series-place.ts';
import type { Description, WorkEntry, WorkId } from './work.ts';

/** What the catalog must know of who is looking. */
export interface ViewerContext {
  readonly territory: Territory;
  readonly screen: Screen;
  readonly model: string;
  readonly language: string;
  /** License types that the household's entitlements open. Without any, nothing is listed. */
  readonly licenseTypes: readonly ('SVOD' | 'AVOD' | 'FVOD')[];
  /** Where works were left before their credits. */
  readonly progress: ReadonlyMap<string, Progress>;
  /** What was seen to its credits, and when. */
  readonly finished: ReadonlyMap<string, Instant>;
  /** Media that stands ready for one partner's offer. */
  readonly mediaOf: (
    partner: string,
    alid: string,
  ) => { readonly ready: boolean; readonly durationSeconds: number | null };
}

/** What of it a decision depends on. */
export type Asking = Pick<ViewerContext, 'territory' | 'screen' | 'model' | 'licenseTypes'>;

export interface Progress {
  readonly positionSeconds: number;
  readonly durationSeconds: number;
  readonly at: Instant;
}

export interface Card {
  readonly work: WorkId;
  readonly title: string;
  readonly otherTitle: string;
  readonly synopsis: string;
  readonly description: Description;
  readonly durationSeconds: number | null;
  readonly formatProfile: string;
  readonly partner: string;
  /** All partners that let it be listed here and now, the one above first. */
  readonly partners: readonly string[];
  readonly availableUntil: Instant | null;
  /** Between 0 and 1; null when it was never begun. */
  readonly progress: number | null;
  readonly ready: boolean;
  /** null of what is no episode. */
  readonly series: CardSeries | null;
}

/** Changes looked through for the end of a title; past that the last one found is told, which is early and never late. */
const MAX_FOLLOWING_RIGHTS = 32;

/** One title as it may be shown to this viewer; the decision says why not. */
export function title(
  shop: { library: Library; rights: RightsIndex },
  id: WorkId,
  ask: { viewer: ViewerContext; at: Instant },
): { decision: Decision; card: Card | undefined } {
  const decision = listed(shop.rights, id, ask.viewer, ask.at);
  const work = shop.library.works.get(id);
  if (!work || !decision.allow) return { decision, card: undefined };
  const until = availableUntil(shop.rights, id, ask.viewer, decision);
  return { decision, card: cardOf(work, decision, { viewer: ask.viewer, availableUntil: until }) };
}

/** May this be listed under any of the license types that the viewer is entitled to? The first that allows counts. */
export function listed(rights: RightsIndex, work: string, viewer: Asking, at: Instant): Decision {
  const { territory, screen, model } = viewer;
  const ask = (licenseType?: 'SVOD' | 'AVOD' | 'FVOD') =>
    decide(rights, { work, territory, screen, model, verb: 'list', ...(licenseType ? { licenseType } : {}) }, at);
  let until: Instant | null = null;
  const refused: Decision[] = [];
  for (const licenseType of viewer.licenseTypes) {
    const decision = ask(licenseType);
    // A type that came before and is refused may be allowed later, and then it counts.
    until = earlier(until, decision.until);
    if (decision.allow) return { ...decision, until };
    refused.push(decision);
  }
  const told = refused.find((decision) => !decision.allow && !decision.reasons.includes('license-type')) ?? refused[0];
  if (told) return { ...told, until };
  const { epoch, until: never } = ask();
  return { allow: false, epoch, reasons: ['license-type'], nearestMiss: null, until: never };
}

function cardOf(
  work: WorkEntry,
  decision: Decision & { allow: true },
  shop: { viewer: ViewerContext; availableUntil: Instant | null },
): Card | undefined {
  const { chosen } = decision;
  const { viewer } = shop;
  const partners = partnersOf(decision);
  const descriptions = descriptionsOf(work, partners);
  const description = describedIn(descriptions, viewer.language);
  if (!description) return undefined;
  const media = viewer.mediaOf(chosen.partner, chosen.alid);
  const seen = viewer.progress.get(work.id);
  return {
    work: work.id,
    title: description.title,
    otherTitle: otherTitle(descriptions, description),
    synopsis: description.synopsis,
    description,
    durationSeconds: media.durationSeconds,
    formatProfile: decision.quality.formatProfiles.at(-1) ?? chosen.formatProfile,
    partner: chosen.partner,
    partners,
    availableUntil: shop.availableUntil,
    progress: seen && seen.durationSeconds > 0 ? Math.min(1, seen.positionSeconds / seen.durationSeconds) : null,
    ready: media.ready,
    series: seriesAmong(descriptions, viewer.language) ?? null,
  };
}

/** Those who let it be listed, the chosen one first. */
export const partnersOf = ({ chosen, grants }: Decision & { allow: true }): readonly string[] => [
  ...new Set([chosen, ...grants].map(({ partner }) => partner)),
];

/** One right may follow another without a gap: the title leaves at the first instant at which none allows it. */
export function availableUntil(
  rights: RightsIndex,
  work: string,
  viewer: ViewerContext,
  first: Decision,
): Instant | null {
  let { until } = first;
  for (let steps = 0; until !== null && steps < MAX_FOLLOWING_RIGHTS; steps++) {
    const next: Decision = listed(rights, work, viewer, until);
    if (!next.allow) return until;
    until = next.until;
  }
  return until;
}
