/** From format profiles to what a screen may show. The heights are ours: the standard defines none. */
import type { FormatProfile } from '@duoping/avails';
import type { Quality } from './decision.ts';
import type { Grant, Screen } from './grant.ts';

export const FORMAT_PROFILES: readonly FormatProfile[] = ['SD', 'HD', 'UHD', '3D', '3DSD', '3DHD', '3DUHD'];

/** Lines of the tallest picture of a profile. `3D` says nothing of its height and is taken as HD. */
export const PROFILE_HEIGHT: Readonly<Record<FormatProfile, number>> = {
  SD: 576,
  HD: 1080,
  UHD: 2160,
  '3D': 1080,
  '3DSD': 576,
  '3DHD': 1080,
  '3DUHD': 2160,
};

const FLAT: readonly FormatProfile[] = ['SD', 'HD', 'UHD'];
const DEEP: readonly FormatProfile[] = ['3DSD', '3DHD', '3DUHD'];

/**
 * What a grant gives on one screen: its profile, lowered to the class that the contract's `maxHeight` falls in,
 * and the lower ones of its kind when the partner's rules imply them. Where the screen isn't granted: uncapped.
 */
export function grantedQuality(
  grant: Pick<Grant, 'formatProfile' | 'impliesLower' | 'screens'>,
  screen: Screen,
): Quality {
  const own = PROFILE_HEIGHT[grant.formatProfile];
  const maxHeight = Math.min(own, grant.screens[screen]?.maxHeight ?? own);
  const family = grant.formatProfile.startsWith('3D') ? DEEP : FLAT;
  const effective = maxHeight === own ? grant.formatProfile : classOf(family, maxHeight);
  const lower = grant.impliesLower
    ? family.filter((profile) => PROFILE_HEIGHT[profile] < PROFILE_HEIGHT[effective])
    : [];
  return { formatProfiles: inOrder([...lower, effective]), maxHeight };
}

/** Everything that any of them allows. */
export const uniteQuality = (qualities: readonly Quality[]): Quality => ({
  formatProfiles: inOrder(qualities.flatMap((quality) => quality.formatProfiles)),
  maxHeight: Math.max(0, ...qualities.map((quality) => quality.maxHeight)),
});

/** The lowest profile of the family whose pictures reach up to that many lines: 720 lines are HD, 480 are SD. */
function classOf(family: readonly FormatProfile[], lines: number): FormatProfile {
  const fitting = family.find((profile) => lines <= PROFILE_HEIGHT[profile]);
  if (fitting === undefined) throw new Error(`No format profile reaches ${lines} lines`);
  return fitting;
}

const inOrder = (profiles: readonly FormatProfile[]): FormatProfile[] =>
  FORMAT_PROFILES.filter((profile) => profiles.includes(profile));
