/** Profiles as the household itself keeps them: added, renamed and removed from any of its screens. */
import { type Id, type LanguageTag, ok, type Result, refuse } from '@duoping/kit';
import type { HouseholdStore, Profile } from './household.ts';

/** More than live under one roof; each is a face that a remote control has to pass. */
export const MOST_PROFILES = 8;
/** In characters, as people count them. */
export const LONGEST_NAME = 24;

export type ProfileRefusal = 'unknown-profile' | 'last-profile' | 'too-many-profiles' | 'bad-name';
export const PROFILE_REFUSALS: readonly ProfileRefusal[] = [
  'unknown-profile',
  'last-profile',
  'too-many-profiles',
  'bad-name',
];

export interface NewProfile {
  readonly household: Id<'household'>;
  readonly name: string;
  readonly language: LanguageTag;
}

export async function addProfile(
  ports: { readonly households: HouseholdStore; readonly ids: { next<Kind extends string>(): Id<Kind> } },
  { household, name, language }: NewProfile,
): Promise<Result<Profile, ProfileRefusal>> {
  const called = nameIn(name);
  if (called === undefined) return refuse('bad-name');
  const profile: Profile = { id: ports.ids.next<'profile'>(), household, name: called, language };
  return (await ports.households.addProfile(profile, MOST_PROFILES)) ? ok(profile) : refuse('too-many-profiles');
}

export async function renameProfile(
  households: HouseholdStore,
  { household, id, name }: Pick<Profile, 'household' | 'id' | 'name'>,
): Promise<Result<Profile, ProfileRefusal>> {
  const called = nameIn(name);
  const known = (await households.profilesOf(household)).find((profile) => profile.id === id);
  if (!known) return refuse('unknown-profile');
  if (called === undefined) return refuse('bad-name');
  return (await households.renameProfile(household, id, called))
    ? ok({ ...known, name: called })
    : refuse('unknown-profile');
}

/** Somebody always watches: the last one stays. */
export async function removeProfile(
  households: HouseholdStore,
  { household, id }: Pick<Profile, 'household' | 'id'>,
): Promise<Result<null, ProfileRefusal>> {
  const outcome = await households.removeProfile(household, id);
  return outcome === 'removed' ? ok(null) : refuse(outcome);
}

/** Without blanks around it and marks that nobody sees; undefined of nothing and of what is too long. */
function nameIn(text: string): string | undefined {
  const name = text
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cf}]/gu, '')
    .replaceAll(/\s+/gu, ' ')
    .trim();
  const length = [...name].length;
  return length >= 1 && length <= LONGEST_NAME ? name : undefined;
}
