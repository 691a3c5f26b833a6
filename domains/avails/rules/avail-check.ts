/** Judges one whole avail by all rules but those of order: structure, words, codes, ratings, sequences. */
import type { FindingList } from '../finding.ts';
import { type ElementNode, placeOf } from './element.ts';
import type { VocabularyTable } from './list-tables.ts';
import { ratingFaults } from './ratings.ts';
import { checkStructure } from './structure-check.ts';
import type { StructureRule } from './structure-table.ts';
import { checkCodes, checkVocabulary } from './vocabulary-check.ts';

export interface AvailRules {
  readonly words: VocabularyTable[string];
  /** Descriptions of rights that any version lists. */
  readonly descriptions: readonly string[];
  readonly structure: readonly StructureRule[];
  /** From version 2.4 on, the members of a bundle are numbered without gaps. */
  readonly sequences: boolean;
}

/** `elements` are the avail and all below it, in the order of the document. */
export function checkAvail(rules: AvailRules, elements: readonly ElementNode[], findings: FindingList): void {
  const named = new Map<string, ElementNode[]>();
  for (const node of elements) {
    const same = named.get(node.name);
    if (same) same.push(node);
    else named.set(node.name, [node]);
  }
  checkStructure(rules.structure, named, findings);
  checkVocabulary(rules, named, findings);
  checkCodes(elements, findings);
  for (const rating of named.get('m:Rating') ?? []) checkRating(rating, findings);
  for (const asset of rules.sequences ? (named.get('a:Asset') ?? []) : []) checkSequence(asset, findings);
}

function checkRating(rating: ElementNode, findings: FindingList): void {
  const child = (name: string): ElementNode | undefined => rating.children.find((each) => each.name === name);
  const [system, value] = [child('m:System'), child('m:Value')];
  if (!system || !value) return; // a matter of the schema
  const region = child('m:Region')?.children.find(({ name }) => name === 'm:country' || name === 'm:countryRegion');
  const reasons = rating.children.filter(({ name }) => name === 'm:Reason');
  const given = {
    system: system.text.trim(),
    value: value.text.trim(),
    reasons: reasons.map(({ text }) => text.trim()),
    region: region?.text.trim(),
  };
  for (const { code, part, message, text } of ratingFaults(given)) {
    const reason = reasons.find((each) => each.text.trim() === text);
    const node = { system, value, region, reason }[part];
    findings.add(code, placeOf(node ?? rating), message, text);
  }
}

/** Numbers of a bundle's members may start anywhere, but none is missing and none stands twice. */
function checkSequence(asset: ElementNode, findings: FindingList): void {
  const members = asset.children.filter(({ name }) => name === 'a:BundledAsset');
  if (!members.some(({ attributes }) => attributes.sequence !== undefined)) return;
  const numbered = members
    .map((node) => ({ node, number: Number(node.attributes.sequence ?? 0) }))
    .filter(({ number }) => Number.isInteger(number))
    .sort((a, b) => a.number - b.number);
  for (const [at, { node, number }] of numbered.entries()) {
    const before = numbered[at - 1]?.number;
    if (before === undefined || number === before + 1) continue;
    const message = number === before ? `${number} stands twice` : `${before} is followed by ${number}`;
    findings.add('broken-sequence', placeOf(node), message, String(number));
  }
}
