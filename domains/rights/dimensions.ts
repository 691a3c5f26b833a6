/** The dimensions in which one grant can fail one question, as bits, in the order they are told. */
import type { Instant, Window } from '@duoping/kit';
import type { DenyReason, RightsRequest } from './decision.ts';
import type { Grant, ScreenTerms } from './grant.ts';
import { permitsLanguage } from './languages.ts';
import { grantedQuality } from './quality.ts';

export type Dimension = Extract<
  DenyReason,
  'verb' | 'license-type' | 'territory' | 'screen' | 'not-yet' | 'ended' | 'format' | 'language'
>;

export const DIMENSIONS: readonly Dimension[] = [
  'verb',
  'license-type',
  'territory',
  'screen',
  'not-yet',
  'ended',
  'format',
  'language',
];

export const VERB = 1;
export const LICENSE_TYPE = 2;
export const TERRITORY = 4;
export const SCREEN = 8;
export const NOT_YET = 16;
export const ENDED = 32;
export const FORMAT = 64;
export const LANGUAGE = 128;

/** The part of a grant that doesn't depend on place or time; many grants share one. */
export type GrantTerms = Pick<
  Grant,
  'verbs' | 'licenseType' | 'screens' | 'formatProfile' | 'impliesLower' | 'allowedLanguages' | 'heldBackLanguages'
>;

/** The question without its work, its territory and its instant. */
export type TermsQuestion = Omit<RightsRequest, 'work' | 'territory'>;

/** Which of verb, license type, screen, format and language these terms fail. */
export function failedTerms(terms: GrantTerms, question: TermsQuestion): number {
  let failed = 0;
  if (!terms.verbs.includes(question.verb)) failed |= VERB;
  if (question.licenseType !== undefined && question.licenseType !== terms.licenseType) failed |= LICENSE_TYPE;
  if (!allowsScreen(terms.screens[question.screen], question)) failed |= SCREEN;
  if (question.formatProfile !== undefined) {
    const { formatProfiles } = grantedQuality(terms, question.screen);
    if (!formatProfiles.includes(question.formatProfile)) failed |= FORMAT;
  }
  if (question.language !== undefined && !permitsLanguage(terms, question.language, question.trackKind))
    failed |= LANGUAGE;
  return failed;
}

/** The window that a verb is judged by; null when it isn't judged by the grant's window at all. */
export function windowFor(grant: Grant, verb: RightsRequest['verb']): Window | null {
  if (verb === 'play-owned') return null;
  return verb === 'list' && grant.listedFrom !== undefined
    ? { start: grant.listedFrom, end: grant.window.end }
    : grant.window;
}

export function failedTime(window: Window | null, at: Instant): number {
  if (window === null) return 0;
  if (window.end !== null && at >= window.end) return ENDED;
  return at < window.start ? NOT_YET : 0;
}

/** The names of the bits, in order. */
export const dimensionsOf = (failed: number): readonly Dimension[] => NAMED[failed & 255] ?? [];

const NAMED: readonly (readonly Dimension[])[] = Array.from({ length: 256 }, (_, failed) =>
  DIMENSIONS.filter((_, position) => (failed & (1 << position)) !== 0),
);

/** A screen that isn't named is not granted; nor is one whose models don't include the asking one. */
function allowsScreen(terms: ScreenTerms | undefined, question: TermsQuestion): boolean {
  if (!terms) return false;
  if (terms.models && (question.model === undefined || !terms.models.includes(question.model))) return false;
  if (question.verb === 'download') return terms.download === true;
  return question.verb !== 'cast' || terms.cast === true;
}
