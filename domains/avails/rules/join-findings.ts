/** Brings what the rules found and what the reader found together, each fault once. */
import type { Finding, Place } from '../clause.ts';

const RANK = { notice: 0, warning: 1, error: 2 } as const;

/** What was said of one transaction or one text, so that each other finding is held against it by a look-up, never a scan. */
interface Said {
  readonly values: Set<string>;
  /** Said without a value, so of whatever stands there. */
  general: boolean;
  gravest: number;
  /** Every place that something of it lies in. */
  readonly around: Set<string>;
}

type Groups = ReadonlyMap<string, Said>;

/** Both lists in the order of the document. Where they say the same, the one that names the place more closely is kept. */
export function joinFindings(reader: readonly Finding[], rules: readonly Finding[]): readonly Finding[] {
  const ruled = grouped(rules);
  const unexpected = new Set(
    rules.filter(({ code }) => code === 'unexpected-element').map(({ where }) => lineOf(where)),
  );
  // The reader keeps an element that it doesn't know; where the schema leaves no room for it, that is the fault.
  const isFaultThere = ({ code, where }: Finding): boolean =>
    code === 'unknown-element' && unexpected.has(lineOf(where));
  const kept = reader.filter((each) => !isNamedCloser(each, ruled) && !isFaultThere(each));
  const read = grouped(kept);
  const joined = [...kept, ...rules.filter((each) => !isKnown(each, read))];
  return joined.sort((a, b) => lineOf(a.where) - lineOf(b.where));
}

/** The reader has lists in one piece and sees cells of a transaction; the rules know which element is meant. */
function isNamedCloser(finding: Finding, ruled: Groups): boolean {
  const said = ruled.get(sameFault(finding));
  if (!said) return false;
  const { value, where } = finding;
  return value === undefined
    ? said.around.has(pathOf(where))
    : members(value).some((member) => member !== value && said.values.has(member));
}

/** The same fault in the same place, or anything as grave about the same text. */
function isKnown(finding: Finding, read: Groups): boolean {
  const said = read.get(sameFault(finding));
  if (said && (said.general || finding.value === undefined || said.values.has(finding.value))) return true;
  return finding.value !== undefined && (read.get(sameText(finding))?.gravest ?? -1) >= RANK[finding.severity];
}

const members = (list: string): readonly string[] => list.split(',').map((each) => each.trim());

const sameFault = ({ code, where }: Finding): string => `${code} ${scopeOf(where)}`;

const sameText = ({ where, value }: Finding): string => `${lineOf(where)} ${value}`;

function grouped(findings: readonly Finding[]): Groups {
  const groups = new Map<string, Said>();
  for (const finding of findings)
    for (const key of [sameFault(finding), sameText(finding)]) {
      const said = groups.get(key) ?? { values: new Set(), general: false, gravest: -1, around: new Set() };
      groups.set(key, said);
      if (finding.value === undefined) said.general = true;
      else said.values.add(finding.value);
      said.gravest = Math.max(said.gravest, RANK[finding.severity]);
      for (const outer of placesAround(pathOf(finding.where))) said.around.add(outer);
    }
  return groups;
}

/** `/a`, `/a/b` for `/a/b/c`. */
function placesAround(path: string): readonly string[] {
  const around: string[] = [];
  for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) around.push(path.slice(0, at));
  return around;
}

const lineOf = (where: Place): number => ('line' in where ? (where.line ?? 0) : 0);

const pathOf = (where: Place): string => ('path' in where ? where.path : '');

/** The transaction that a place lies in, or else the avail, or else all of the document. */
const scopeOf = (where: Place): string => /^.*?\/Avail\[\d+\](?:\/Transaction\[\d+\])?/.exec(pathOf(where))?.[0] ?? '';
