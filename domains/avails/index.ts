/** The partners' grammars: what a delivered file says, in one model, with findings that name their place. */
export type {
  Bound,
  Clause,
  EntryType,
  Finding,
  FormatProfile,
  LanguageTerm,
  LicenseType,
  Place,
  PriceTerm,
  Reading,
  Severity,
  TrackKind,
  WorkType,
} from './clause.ts';
