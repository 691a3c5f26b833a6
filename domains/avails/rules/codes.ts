/** Countries, languages and currencies that exist, by the registries that the standard refers to. */
import type { CodeTable } from './list-tables.ts';
import codes from './tables/codes.json' with { type: 'json' };

const TABLE: CodeTable = codes;
const setOf = (list: string): ReadonlySet<string> => new Set(list.split(' '));

const COUNTRIES = setOf(TABLE.countries);
const CURRENCIES: ReadonlySet<string> = new Set([
  ...Intl.supportedValuesOf('currency'),
  ...['UYW', 'XBA', 'XBB', 'XBC', 'XBD', 'XPD', 'XPT', 'XSU', 'XTS', 'XUA', 'XXX'], // funds, metals and tests, which have no price
]);

/** ISO 3166-1, or `ZZ` or `EU`. */
export const isListedCountry = (code: string): boolean => COUNTRIES.has(code);

/** ISO 4217, those no longer in use included. */
export const isCurrency = (code: string): boolean => CURRENCIES.has(code);

let subtags: Readonly<Record<keyof CodeTable, ReadonlySet<string>>> | undefined;
const KNOWN = new Map<string, boolean>();

/** Is every part of a language tag of BCP 47 registered? What it would be read as otherwise does not count: `eng` is not `en`. */
export function isRegisteredLanguage(tag: string): boolean {
  const known = KNOWN.get(tag);
  if (known !== undefined) return known;
  const registered = lookUp(tag.toLowerCase().split('-'));
  if (KNOWN.size < 1000) KNOWN.set(tag, registered);
  return registered;
}

function lookUp([language = '', ...rest]: readonly string[]): boolean {
  subtags ??= {
    countries: COUNTRIES,
    languages: setOf(TABLE.languages),
    extensions: setOf(TABLE.extensions),
    scripts: setOf(TABLE.scripts),
    regions: setOf(TABLE.regions),
    variants: setOf(TABLE.variants),
  };
  const { languages, extensions, scripts, regions, variants } = subtags;
  if (language === 'x') return rest.length > 0;
  if (!languages.has(language) && !/^q[a-t][a-z]$/.test(language)) return false;
  const left = [...rest];
  const skip = (set: ReadonlySet<string>): boolean => set.has(left[0] ?? '') && left.shift() !== undefined;
  skip(extensions);
  if (!skip(scripts) && /^qa[a-b][a-x]$/.test(left[0] ?? '')) left.shift();
  // Regions for private use mean nothing to a partner, but for Kosovo's.
  if (!skip(regions) && left[0] === 'xk') left.shift();
  while (skip(variants));
  // What follows a single letter is an extension or for private use, and is not registered by its parts.
  return left.length === 0 || (left.length > 1 && left[0]?.length === 1);
}
