/** Holds one avail against the published structure rules: so many elements of a kind for each of another. */
import type { FindingCode, FindingList } from '../finding.ts';
import { type ElementNode, placeOf } from './element.ts';
import type { Condition, Path, Step, StructureRule } from './structure-table.ts';

/** `named` gives the avail's elements by name, in the order of the document. */
export function checkStructure(
  rules: readonly StructureRule[],
  named: ReadonlyMap<string, readonly ElementNode[]>,
  findings: FindingList,
): void {
  for (const { name, target, constraints } of rules) {
    const [first, ...rest] = target;
    if (first?.[0] !== 'descendant') continue;
    const starts = (named.get(first[1]) ?? []).filter((node) => first[2].every((each) => holds(each, node)));
    for (const node of walk(starts, rest)) {
      for (const { paths, least, most, says } of constraints) {
        const count = paths.reduce((sum, path) => sum + found(path, node), 0);
        if (count >= least && (most === undefined || count <= most)) continue;
        findings.add(CODES[name] ?? 'structure-rule', placeOf(node), says);
      }
    }
  }
}

/** Rules that other grammars are held to as well have codes of their own. */
const CODES: Readonly<Record<string, FindingCode>> = {
  POEST: 'suppression-lift-missing',
  PreOrderFulfillDate: 'pre-order-date-misplaced',
  BundledAsset: 'members-without-bundle',
  RefALID: 'ref-alid-mismatch',
  'Trans-Price': 'price-missing',
  StartEndCondition: 'bad-condition',
  'SVOD-AssetLanguage': 'many-asset-languages',
  'single-AvailType': 'avail-type-mismatch',
  'episode-AvailType': 'avail-type-mismatch',
  'season-AvailType': 'avail-type-mismatch',
  'series-AvailType': 'avail-type-mismatch',
  'miniseries-AvailType': 'avail-type-mismatch',
  'collection-AvailType': 'avail-type-mismatch',
  'bundle-AvailType': 'avail-type-mismatch',
  'supplement-AvailType': 'avail-type-mismatch',
  'promotion-AvailType': 'avail-type-mismatch',
};

/** How many elements, or attributes, a path leads to. */
function found(path: Path, from: ElementNode): number {
  const last = path.at(-1);
  if (last?.[0] !== 'attribute') return walk([from], path).length;
  return walk([from], path.slice(0, -1)).filter((node) => attributeMeets(last, node)).length;
}

function walk(from: readonly ElementNode[], path: Path): readonly ElementNode[] {
  let nodes = from;
  for (const step of path) {
    if (step[0] === 'parent') nodes = [...new Set(nodes.flatMap(({ parent }) => (parent ? [parent] : [])))];
    else {
      const [axis, name, conditions] = step;
      const reach = axis === 'child' ? nodes.flatMap(({ children }) => children) : nodes.flatMap(descendants);
      nodes = reach.filter((node) => node.name === name && conditions.every((each) => holds(each, node)));
    }
  }
  return nodes;
}

const descendants = (node: ElementNode): readonly ElementNode[] =>
  node.children.flatMap((child) => [child, ...descendants(child)]);

function holds(condition: Condition, node: ElementNode): boolean {
  if (condition[0] === 'any') return condition[1].some((each) => holds(each, node));
  if (condition[0] === 'not') return !holds(condition[1], node);
  if (condition[0] === 'has') return found(condition[1], node) > 0;
  const [, path, word] = condition;
  const last = path.at(-1);
  if (last?.[0] !== 'attribute') return walk([node], path).some(({ text }) => text.trim() === word);
  return walk([node], path.slice(0, -1)).some(
    (each) => attributeMeets(last, each) && each.attributes[last[1]] === word,
  );
}

/** `@termName[.='Tier']`: the condition speaks of the attribute's own text. */
function attributeMeets([, name, conditions]: Exclude<Step, readonly ['parent']>, node: ElementNode): boolean {
  const text = node.attributes[name];
  return text !== undefined && conditions.every((each) => meets(each, text));
}

function meets(condition: Condition, text: string): boolean {
  if (condition[0] === 'any') return condition[1].some((each) => meets(each, text));
  if (condition[0] === 'not') return !meets(condition[1], text);
  return condition[0] === 'is' && condition[1].length === 0 && condition[2] === text;
}
