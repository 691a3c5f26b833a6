/** What was known when: the facts as they stood at an earlier moment of transaction time. */
import type { Instant } from '@duoping/kit';
import type { Grant } from './grant.ts';

/** The grants in force as known at `known`: received by then, and not yet superseded. */
export const grantsKnownAt = <Known extends Pick<Grant, 'knownFrom' | 'knownTo'>>(
  grants: readonly Known[],
  known: Instant,
): Known[] => grants.filter((grant) => isKnownAt(grant, known));

export const isKnownAt = (grant: Pick<Grant, 'knownFrom' | 'knownTo'>, known: Instant): boolean =>
  grant.knownFrom <= known && (grant.knownTo === null || known < grant.knownTo);
