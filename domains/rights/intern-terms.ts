/** Numbers for what many grants have in common, so that a question is put once to each kind of terms. */
import type { GrantTerms } from './dimensions.ts';

export interface TermsNumbers {
  number(terms: GrantTerms): number;
  readonly all: readonly GrantTerms[];
}

/** Equal terms get the same number, whether or not they are the same objects. */
export function internTerms(): TermsNumbers {
  const all: GrantTerms[] = [];
  const numbers = new Map<string, number>();
  const verbs = internValues();
  const screens = internValues();
  const allowed = internValues();
  const heldBack = internValues();
  return {
    all,
    number(terms) {
      const key = `${terms.licenseType} ${terms.formatProfile} ${terms.impliesLower === true} ${verbs(terms.verbs)} ${screens(terms.screens)} ${allowed(terms.allowedLanguages)} ${heldBack(terms.heldBackLanguages)}`;
      const known = numbers.get(key);
      if (known !== undefined) return known;
      numbers.set(key, all.length);
      all.push(terms);
      return all.length - 1;
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
    const content = JSON.stringify(value);
    const number = byContent.get(content) ?? byContent.size;
    byContent.set(content, number);
    seen.set(value, number);
    return number;
  };
}
