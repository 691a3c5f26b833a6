/** What each license type lets one do. The one table of it. */
import type { Clause, LicenseType } from '@duoping/avails';
import type { Screen, ScreenTerms, Verb } from './grant.ts';

/**
 * `play-owned` is judged by the entitlement's own clock: grants of a sale or a rental carry it for their territories
 * and screens, whatever their window. Pre-Release and Library name a stage and a list, no business model: nothing.
 */
const LICENSE_VERBS: Readonly<Record<LicenseType, readonly Verb[]>> = {
  SVOD: ['list', 'stream'],
  AVOD: ['list', 'stream'],
  FVOD: ['list', 'stream'],
  VOD: ['list', 'rent', 'play-owned'],
  EST: ['list', 'buy', 'play-owned'],
  POEST: ['list', 'preorder'],
  'Pre-Release': [],
  Library: [],
};

/** Every license type, as words. */
export const LICENSE_TYPES: readonly string[] = Object.keys(LICENSE_VERBS);

/** Download and cast come with streaming, where some screen's terms and the avail itself allow them. */
export function verbsOf(clause: Clause, screens: Readonly<Partial<Record<Screen, ScreenTerms>>>): readonly Verb[] {
  const verbs = LICENSE_VERBS[clause.licenseType];
  if (!verbs.includes('stream')) return verbs;
  const terms = Object.values(screens);
  const download = terms.some((each) => each.download === true) && allowsDownload(clause);
  const cast = terms.some((each) => each.cast === true);
  return [...verbs, ...(download ? (['download'] as const) : []), ...(cast ? (['cast'] as const) : [])];
}

/** The avail's own word on download: absent leaves it to the contract, anything but a plain yes forbids it. */
export const allowsDownload = (clause: Clause): boolean =>
  clause.download === undefined || /^\s*(yes|y|true|t|1|allowed)\s*$/i.test(clause.download);
