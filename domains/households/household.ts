/** A household, who belongs to it and the profiles they watch with. */

import type { Id, LanguageTag } from '@duoping/kit';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

export interface Household {
  readonly id: Id<'household'>;
  readonly name: string;
  /** How many streams may run at one instant, over all its screens. A whole number from 1. */
  readonly streamLimit: number;
  /** 32 random bytes as hex. Destroying it makes the household's receipts nobody's. */
  readonly pseudonymKey: string;
}

export interface Profile {
  readonly id: Id<'profile'>;
  readonly household: Id<'household'>;
  readonly name: string;
  readonly language: LanguageTag;
}

/** A person who may act for the household: pair a screen, remove one. */
export interface Member {
  readonly id: Id<'member'>;
  readonly household: Id<'household'>;
  readonly name: string;
}

export interface HouseholdStore {
  byId(household: Id<'household'>): Promise<Household | undefined>;
  put(household: Household): Promise<void>;
  putProfile(profile: Profile): Promise<void>;
  /** False, and nothing is added, when the household has so many already. */
  addProfile(profile: Profile, most: number): Promise<boolean>;
  /** False when the household has no such profile. */
  renameProfile(household: Id<'household'>, profile: Id<'profile'>, name: string): Promise<boolean>;
  /** However many ask at the same time, one profile stays. */
  removeProfile(
    household: Id<'household'>,
    profile: Id<'profile'>,
  ): Promise<'removed' | 'unknown-profile' | 'last-profile'>;
  /** In the order they were made; the first is the one a screen begins with. */
  profilesOf(household: Id<'household'>): Promise<readonly Profile[]>;
  putMember(member: Member): Promise<void>;
  membersOf(household: Id<'household'>): Promise<readonly Member[]>;
}

/** The name receipts carry: HMAC-SHA256 under the household's own key, hex. Stable while the key lives. */
export const pseudonymOf = (household: Pick<Household, 'id' | 'pseudonymKey'>): string =>
  bytesToHex(
    hmac(
      sha256,
      new TextEncoder().encode(household.pseudonymKey),
      new TextEncoder().encode(`household:${household.id}`),
    ),
  );

/** The wanted profile of this household, or its first one when none is wanted; never another household's. */
export async function profileFor(
  households: HouseholdStore,
  household: Id<'household'>,
  wanted?: Id<'profile'>,
): Promise<Profile | undefined> {
  const profiles = await households.profilesOf(household);
  return wanted === undefined ? profiles[0] : profiles.find((profile) => profile.id === wanted);
}
