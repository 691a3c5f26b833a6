/** What a partner's rules make of its clauses before they become grants: languages made wider. */
import type { Clause, LanguageTerm } from '@duoping/avails';
import type { PartnerRules } from './grant.ts';

/** Allowed languages as the rules have them: `es-419` becomes `es`, which covers all of Spanish. Holdbacks stay as they are. */
export function allowedLanguages(clause: Clause, rules: PartnerRules): readonly LanguageTerm[] {
  if (rules.widensLanguages !== true) return clause.allowedLanguages;
  const wider = new Map<string, Set<LanguageTerm['kinds'][number]>>();
  for (const { range, kinds } of clause.allowedLanguages) {
    const [language = range] = range.split('-');
    wider.set(language, new Set([...(wider.get(language) ?? []), ...kinds]));
  }
  return [...wider].map(([range, kinds]) => ({
    range,
    kinds: (['audio', 'subtitle'] as const).filter((kind) => kinds.has(kind)),
  }));
}

/** Ranges that the rule made wider. */
export const widenedRanges = (clause: Clause, rules: PartnerRules): readonly string[] =>
  rules.widensLanguages === true
    ? [...new Set(clause.allowedLanguages.map(({ range }) => range).filter((range) => range.includes('-')))]
    : [];
