/** Who watches together: households, their profiles and members. */
export {
  type Household,
  type HouseholdStore,
  type Member,
  type Profile,
  profileFor,
  pseudonymOf,
} from './household.ts';
