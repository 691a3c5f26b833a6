/** Who watches together: households, their profiles and members; and who signs in to work here. */
export {
  type Account,
  type NewAccount,
  type SessionAct,
  SHORTEST_PASSWORD,
  type SignIn,
  type Standing,
} from './account.ts';
export {
  type Household,
  type HouseholdStore,
  type Member,
  type Profile,
  profileFor,
  pseudonymOf,
} from './household.ts';
export {
  addProfile,
  MOST_PROFILES,
  PROFILE_REFUSALS,
  type ProfileRefusal,
  removeProfile,
  renameProfile,
} from './profiles.ts';
export { PER_ACCOUNT, PER_CALLER, type TryLimit, type WrongTries, wrongTries } from './wrong-tries.ts';
