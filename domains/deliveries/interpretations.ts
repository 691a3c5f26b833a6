/** What the partner's rules decided for each row, as findings that its people can read. */
import type { Interpretation, PartnerRules } from '@duoping/rights';
import type { FileFinding } from './delivery.ts';

/** How the code of every such finding begins. */
export const RULE_PREFIX = 'rule-';

export const RULE_CODES = {
  endDateInclusive: 'rule-end-date',
  zone: 'rule-zone',
  impliesLower: 'rule-lower-pictures',
  widensLanguages: 'rule-languages',
  includesMembers: 'rule-members',
  replaces: 'rule-scope',
  wholeCatalog: 'rule-catalog',
} as const satisfies Record<keyof PartnerRules, string>;

/** So many rows of a file are told of each rule; those beyond are counted. */
const MOST_ROWS = 20;

export function interpretationFindings(
  file: string,
  interpretations: readonly Interpretation[],
): readonly FileFinding[] {
  return [...Map.groupBy(interpretations, ({ rule }) => rule)].flatMap(([rule, rows]) => {
    const code = RULE_CODES[rule];
    const told = rows.map(({ message, where }): FileFinding => ({ file, severity: 'notice', code, message, where }));
    const more = rows.length - MOST_ROWS;
    if (more <= 0) return told;
    const message = `and the same rule in ${more} more rows`;
    return [...told.slice(0, MOST_ROWS), { file, severity: 'notice' as const, code, message, where: { path: '' } }];
  });
}
