/** Reads lists of languages with the kinds of track they speak of: `es:subdub, fr-CA:sub|dub`. */
import { isCountry, normaliseLanguage } from '@duoping/kit';
import type { LanguageTerm, TrackKind } from './clause.ts';

/** More languages than anyone dubs a film into; what compares lists with each other counts on it. */
const MOST = 300;

const BOTH: readonly TrackKind[] = ['audio', 'subtitle'];
const SUFFIXES: ReadonlyMap<string, readonly TrackKind[]> = new Map([
  ['sub', ['subtitle']],
  ['subtitle', ['subtitle']],
  ['dub', ['audio']],
  ['audio', ['audio']],
  ['subdub', BOTH],
  ['any', BOTH],
]);

export interface LanguageList {
  readonly terms: readonly LanguageTerm[];
  /** Parts that are no language at all. */
  readonly bad: readonly string[];
  /** Well-formed, but of a language or country that nobody knows: a slip, most likely. */
  readonly unknown: readonly string[];
}

/** The terms, and the parts of the list that are none. Terms are in the order of the list, each language once. */
export function readLanguages(list: string): LanguageList {
  const kinds = new Map<string, Set<TrackKind>>();
  const bad: string[] = [];
  for (const part of list.split(/[,;\n]/)) {
    const term = part.trim();
    if (term === '') continue;
    const [tag = '', suffix] = term.split(':', 2);
    const range = normaliseLanguage(tag.trim().replaceAll('_', '-'));
    const said = suffix === undefined ? BOTH : suffixKinds(suffix);
    if (range === undefined || said === undefined || kinds.size >= MOST) bad.push(term);
    else kinds.set(range, new Set([...(kinds.get(range) ?? []), ...said]));
  }
  const terms = [...kinds].map(([range, set]) => ({ range, kinds: BOTH.filter((kind) => set.has(kind)) }));
  return { terms, bad, unknown: [...kinds.keys()].filter((range) => !isKnown(range)) };
}

const LANGUAGE_NAMES = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });

/** Has the language a name, and is its region a country or a number? `qaa` to `qtz` are for private use. */
function isKnown(range: string): boolean {
  const [language = '', ...rest] = range.split('-');
  const region = rest.find((part) => /^[A-Z]{2}$/.test(part));
  const named = /^q[a-t][a-z]$/.test(language) || LANGUAGE_NAMES.of(language) !== undefined;
  return named && (region === undefined || isCountry(region));
}

function suffixKinds(suffix: string): readonly TrackKind[] | undefined {
  const kinds = suffix.split('|').map((part) => SUFFIXES.get(part.trim().toLowerCase()));
  return kinds.some((each) => each === undefined) ? undefined : kinds.flatMap((each) => each ?? []);
}
