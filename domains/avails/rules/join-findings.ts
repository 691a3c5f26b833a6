/** Brings what the rules found and what the reader found together, each fault once. */
import type { Finding, Place } from '../clause.ts';

const RANK = { notice: 0, warning: 1, error: 2 } as const;

type Groups = ReadonlyMap<string, readonly Finding[]>;

/** Both lists in the order of the document. Where they say the same, the one that names the place more closely is kept. */
export function joinFindings(reader: readonly Finding[], rules: readonly Finding[]): readonly Finding[] {
  const ruled = grouped(rules);
  const kept = reader.filter((each) => !isNamedCloser(each, ruled) && !isFaultThere(each, rules));
  const read = grouped(kept);
  const joined = [...kept, ...rules.filter((each) => !isKnown(each, read))];
  return joined.sort((a, b) => lineOf(a.where) - lineOf(b.where));
}

/** The reader has lists in one piece and sees cells of a transaction; the rules know which element is meant. */
const isNamedCloser = (finding: Finding, ruled: Groups): boolean =>
  (ruled.get(sameFault(finding)) ?? []).some(({ value, where }) =>
    finding.value === undefined
      ? pathOf(where).startsWith(`${pathOf(finding.where)}/`)
      : value !== undefined && finding.value !== value && members(finding.value).includes(value),
  );

/** The same fault in the same place, or anything as grave about the same text. */
const isKnown = (finding: Finding, read: Groups): boolean =>
  (read.get(sameFault(finding)) ?? []).some(
    ({ value }) => value === undefined || finding.value === undefined || value === finding.value,
  ) ||
  (finding.value !== undefined &&
    (read.get(sameText(finding)) ?? []).some(({ severity }) => RANK[severity] >= RANK[finding.severity]));

/** The reader keeps what it doesn't know; where the schema leaves no room for it, that is the fault. */
const isFaultThere = ({ code, where }: Finding, rules: readonly Finding[]): boolean =>
  code === 'unknown-element' &&
  rules.some((rule) => rule.code === 'unexpected-element' && lineOf(rule.where) === lineOf(where));

const members = (list: string): readonly string[] => list.split(',').map((each) => each.trim());

const sameFault = ({ code, where }: Finding): string => `${code} ${scopeOf(where)}`;

const sameText = ({ where, value }: Finding): string => `${lineOf(where)} ${value}`;

function grouped(findings: readonly Finding[]): Groups {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings)
    for (const key of [sameFault(finding), sameText(finding)]) {
      const group = groups.get(key);
      if (group) group.push(finding);
      else groups.set(key, [finding]);
    }
  return groups;
}

const lineOf = (where: Place): number => ('line' in where ? (where.line ?? 0) : 0);

const pathOf = (where: Place): string => ('path' in where ? where.path : '');

/** The transaction that a place lies in, or else the avail, or else all of the document. */
const scopeOf = (where: Place): string => /^.*?\/Avail\[\d+\](?:\/Transaction\[\d+\])?/.exec(pathOf(where))?.[0] ?? '';
