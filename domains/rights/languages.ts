/** Which tracks a grant lets be used, and what several grants let be used together. */
import type { LanguageTerm, TrackKind } from '@duoping/avails';
import { type LanguageTag, languageInRange } from '@duoping/kit';
import type { Languages } from './decision.ts';

export const TRACK_KINDS: readonly TrackKind[] = ['audio', 'subtitle'];

/** What a grant says of languages. An empty `allowedLanguages` allows every one that is not held back. */
export interface LanguageLimits {
  readonly allowedLanguages: readonly LanguageTerm[];
  readonly heldBackLanguages: readonly LanguageTerm[];
}

/** May a track in this language be used? Without a kind it is enough that it may be heard or read. */
export const permitsLanguage = (limits: LanguageLimits, language: LanguageTag, kind?: TrackKind): boolean =>
  (kind === undefined ? TRACK_KINDS : [kind]).some(
    (each) =>
      !anyCovers(limits.heldBackLanguages, language, each) &&
      (limits.allowedLanguages.length === 0 || anyCovers(limits.allowedLanguages, language, each)),
  );

/** The same question to a decision's answer. */
export const permitsTrack = (languages: Languages, language: LanguageTag, kind: TrackKind): boolean =>
  !anyCovers(languages.heldBack, language, kind) &&
  (languages.allowed === null || anyCovers(languages.allowed, language, kind));

/**
 * What any of them lets be used. Never more than that: where one grant allows a variety (`fr-CA`) of what another
 * holds back (`fr`), the two lists can't say it and the variety is left out; a question that names it is still allowed.
 * Exact in every other case.
 */
export function uniteLanguages(limits: readonly LanguageLimits[]): Languages {
  const each = limits.map(split);
  const heldBack = each.flatMap((own) => own.heldBack.filter((piece) => each.every((other) => refuses(other, piece))));
  const open = each.some((own) => own.allowed === null);
  return {
    allowed: open ? null : join(each.flatMap((own) => own.allowed ?? [])),
    heldBack: join(heldBack),
  };
}

/** A term of one kind. Ranges are prefixes, so of two either one holds the other or they have nothing in common. */
interface Piece {
  readonly range: LanguageTag;
  readonly kind: TrackKind;
}

interface Split {
  readonly allowed: readonly Piece[] | null;
  readonly heldBack: readonly Piece[];
}

function split(limits: LanguageLimits): Split {
  const heldBack = limits.heldBackLanguages.flatMap(pieces);
  if (limits.allowedLanguages.length === 0) return { allowed: null, heldBack };
  const allowed = limits.allowedLanguages
    .flatMap(pieces)
    .filter((piece) => !heldBack.some((held) => holds(held, piece)));
  return {
    allowed,
    heldBack: heldBack.filter((held) => allowed.some((piece) => holds(piece, held))),
  };
}

/** Does it let no part of `piece` be used? Of a piece that is let in part, the refused part is judged by itself. */
const refuses = ({ allowed, heldBack }: Split, piece: Piece): boolean =>
  (allowed !== null && !allowed.some((term) => holds(term, piece))) || heldBack.some((held) => holds(held, piece));

const pieces = (term: LanguageTerm): Piece[] => term.kinds.map((kind) => ({ range: term.range, kind }));

const holds = (outer: Piece, inner: Piece): boolean =>
  outer.kind === inner.kind && languageInRange(outer.range, inner.range);

const anyCovers = (terms: readonly LanguageTerm[], language: LanguageTag, kind: TrackKind): boolean =>
  terms.some((term) => term.kinds.includes(kind) && languageInRange(term.range, language));

/** Back to terms: one per range, sorted, without what another piece already says. */
function join(all: readonly Piece[]): LanguageTerm[] {
  const kept = all.filter((piece) => !all.some((other) => holds(other, piece) && !(other.range === piece.range)));
  const ranges = [...new Set(kept.map((piece) => piece.range))].sort();
  return ranges.map((range) => ({
    range,
    kinds: TRACK_KINDS.filter((kind) => kept.some((piece) => piece.range === range && piece.kind === kind)),
  }));
}
