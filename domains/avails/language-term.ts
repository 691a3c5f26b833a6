/** Reads lists of languages with the kinds of track they speak of: `es:subdub, fr-CA:sub|dub`. */
import { normaliseLanguage } from '@duoping/kit';
import type { LanguageTerm, TrackKind } from './clause.ts';
import { isRegisteredLanguage } from './rules/codes.ts';

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

/** Commas; in sheets of version 1.6 also upright strokes, which later stand between the kinds of track of one language. */
const SEPARATORS = /[,;\n]|(?<!:[^,;\n]*)\|/;

export interface LanguageList {
  readonly terms: readonly LanguageTerm[];
  /** Parts that are no language at all. */
  readonly bad: readonly string[];
  /** Well-formed, but with a part that is not registered: a slip, most likely. */
  readonly unknown: readonly string[];
}

/** The terms, and the parts of the list that are none. Terms are in the order of the list, each language once. */
export function readLanguages(list: string): LanguageList {
  const kinds = new Map<string, Set<TrackKind>>();
  const bad: string[] = [];
  const unknown: string[] = [];
  for (const part of list.split(SEPARATORS)) {
    const term = part.trim();
    if (term === '') continue;
    const [tag = '', suffix, ...more] = term.split(':');
    const given = tag.trim().replaceAll('_', '-');
    const range = normaliseLanguage(given);
    const said = suffix === undefined ? BOTH : suffixKinds(suffix);
    if (range === undefined || said === undefined || more.length > 0 || kinds.size >= MOST) bad.push(term);
    else {
      if (!isRegisteredLanguage(given)) unknown.push(given);
      kinds.set(range, new Set([...(kinds.get(range) ?? []), ...said]));
    }
  }
  const terms = [...kinds].map(([range, set]) => ({ range, kinds: BOTH.filter((kind) => set.has(kind)) }));
  return { terms, bad, unknown };
}

function suffixKinds(suffix: string): readonly TrackKind[] | undefined {
  const kinds = suffix.split('|').map((part) => SUFFIXES.get(part.trim().toLowerCase()));
  return kinds.some((each) => each === undefined) ? undefined : kinds.flatMap((each) => each ?? []);
}
