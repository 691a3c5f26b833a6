/** The forms of the published lists: allowed words, ratings, codes of languages and countries. */

/** By the version of Avails XML, then by the list's name in its source: `AvailType`, `Language@asset`. */
export type VocabularyTable = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** By the name of the rating system. */
export type RatingTable = Readonly<
  Record<
    string,
    {
      /** ISO 3166-1 or -2. */
      readonly regions: readonly string[];
      readonly ratings: readonly string[];
      /** Once given, no longer. */
      readonly old: readonly string[];
      /** Empty when the system has none of its own. */
      readonly reasons: readonly string[];
    }
  >
>;

/** Codes with blanks between them. */
export interface CodeTable {
  /** ISO 3166-1 as avails have it: with `ZZ` for everywhere and `EU`. */
  readonly countries: string;
  /** Subtags of the IANA registry, lower case, as are those below. */
  readonly languages: string;
  readonly extensions: string;
  readonly scripts: string;
  readonly regions: string;
  readonly variants: string;
}
