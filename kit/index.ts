/** Small things without a business word that every room may use. */
export { canonicalJson, contentHash, type Json, sha256Hex, textHash } from './canonical.ts';
export { asId, type Id, type Ids, isUuid, uuid7 } from './id.ts';
export {
  type Clock,
  DAY_MS,
  formatInstant,
  HOUR_MS,
  type Instant,
  MINUTE_MS,
  parseInstant,
  SECOND_MS,
  utcInstant,
} from './instant.ts';
export { type LanguageTag, languageInRange, normaliseLanguage } from './language.ts';
export { add, type Money, minorDigits, parseMinor } from './money.ts';
export { ok, type Result, refuse, unreachable } from './result.ts';
export { atOnce, inSlices, type Pause, type Slices } from './slices.ts';
export {
  countryOf,
  coversTerritory,
  expandTerritory,
  isCountry,
  isSubdivision,
  isTerritory,
  type Territory,
  type TerritorySet,
  WORLD,
} from './territory.ts';
export { contains, earlier, overlaps, type Window } from './window.ts';
