/** Reads lists of languages with the kinds of track they speak of: `es:subdub, fr-CA:sub|dub`. */
import { normaliseLanguage } from '@duoping/kit';
import type { LanguageTerm, TrackKind } from './clause.ts';

const BOTH: readonly TrackKind[] = ['audio', 'subtitle'];
const SUFFIXES: ReadonlyMap<string, readonly TrackKind[]> = new Map([
  ['sub', ['subtitle']],
  ['subtitle', ['subtitle']],
  ['dub', ['audio']],
  ['audio', ['audio']],
  ['subdub', BOTH],
  ['any', BOTH],
]);

/** The terms, and the parts of the list that are none. Terms are in the order of the list, each language once. */
export function readLanguages(list: string): { terms: readonly LanguageTerm[]; bad: readonly string[] } {
  const kinds = new Map<string, Set<TrackKind>>();
  const bad: string[] = [];
  for (const part of list.split(/[,;\n]/)) {
    const term = part.trim();
    if (term === '') continue;
    const [tag = '', suffix] = term.split(':', 2);
    const range = normaliseLanguage(tag.trim().replaceAll('_', '-'));
    const said = suffix === undefined ? BOTH : suffixKinds(suffix);
    if (range === undefined || said === undefined) bad.push(term);
    else kinds.set(range, new Set([...(kinds.get(range) ?? []), ...said]));
  }
  const terms = [...kinds].map(([range, set]) => ({ range, kinds: BOTH.filter((kind) => set.has(kind)) }));
  return { terms, bad };
}

function suffixKinds(suffix: string): readonly TrackKind[] | undefined {
  const kinds = suffix.split('|').map((part) => SUFFIXES.get(part.trim().toLowerCase()));
  return kinds.some((each) => each === undefined) ? undefined : kinds.flatMap((each) => each ?? []);
}
