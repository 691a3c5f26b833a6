/** This room's store in memory. */
import type { Household, HouseholdStore, Member, Profile } from './household.ts';

export function memoryHouseholds(
  seed: { households?: readonly Household[]; profiles?: readonly Profile[] } = {},
): HouseholdStore {
  const households = new Map<string, Household>(seed.households?.map((household) => [household.id, household]));
  const profiles = new Map<string, Profile>(seed.profiles?.map((profile) => [profile.id, profile]));
  const members = new Map<string, Member>();
  return {
    byId: async (id) => households.get(id),
    put: async (household) => void households.set(household.id, household),
    addProfile: async (profile, most) => {
      const own = [...profiles.values()].filter(({ household }) => household === profile.household);
      if (own.length < most) profiles.set(profile.id, profile);
      return own.length < most;
    },
    renameProfile: async (household, id, name) => {
      const known = profiles.get(id);
      if (known?.household !== household) return false;
      profiles.set(id, { ...known, name });
      return true;
    },
    removeProfile: async (household, id) => {
      if (profiles.get(id)?.household !== household) return 'unknown-profile';
      if ([...profiles.values()].filter((profile) => profile.household === household).length < 2) return 'last-profile';
      profiles.delete(id);
      return 'removed';
    },
    putProfile: async (profile) => void profiles.set(profile.id, profile),
    profilesOf: async (household) => [...profiles.values()].filter((profile) => profile.household === household),
    putMember: async (member) => void members.set(member.id, member),
    membersOf: async (household) => [...members.values()].filter((member) => member.household === household),
  };
}
