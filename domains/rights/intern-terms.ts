/** Numbers for what many grants have in common, so that a question is put once to each kind of terms. */

import type { GrantTerms } from './dimensions.ts';
import { FORMAT_PROFILES } from './quality.ts';

export interface TermsNumbers {
  number(terms: GrantTerms): number;
  readonly all: readonly GrantTerms[];
}

/** Equal terms get the same number, whether or not they are the same objects. */
export function internTerms(): TermsNumbers {
  const all: GrantTerms[] = [];
  const licenses = new Map<string, number>();
  const verbs = internValues();
  const screens = internValues();
  const allowed = internValues();
  const heldBack = internValues();
  const formats = internPairs();
  const uses = internPairs();
  const languages = internPairs();
  const shown = internPairs();
  const whole = internPairs();
  return {
    all,
    number(terms) {
      const profile = FORMAT_PROFILES.indexOf(terms.formatProfile) * 2 + (terms.impliesLower === true ? 1 : 0);
      const format = formats(numberOf(licenses, terms.licenseType), profile);
      const use = uses(verbs(terms.verbs), screens(terms.screens));
      const language = languages(allowed(terms.allowedLanguages), heldBack(terms.heldBackLanguages));
      const number = whole(shown(format, use), language);
      if (number === all.length) all.push(terms);
      return number;
    },
  };
}

/** A number for each value: at once for an object seen before, else by its JSON. */
export function internValues(): (value: object) => number {
  const seen = new Map<object, number>();
  const byContent = new Map<string, number>();
  return (value) => {
    const known = seen.get(value);
    if (known !== undefined) return known;
    const number = numberOf(byContent, JSON.stringify(value));
    seen.set(value, number);
    return number;
  };
}

/** A number for each pair of numbers below 2 ** 26. */
export function internPairs(): (left: number, right: number) => number {
  const numbers = new Map<number, number>();
  return (left, right) => numberOf(numbers, left * 2 ** 26 + right);
}

function numberOf<Key>(numbers: Map<Key, number>, key: Key): number {
  const known = numbers.get(key);
  if (known !== undefined) return known;
  numbers.set(key, numbers.size);
  return numbers.size - 1;
}
