/** Holds the words of one avail against the lists of its version, and its codes against the registries. */
import { nearestWord } from '../columns.ts';
import type { FindingList } from '../finding.ts';
import { isCurrency, isListedCountry, isRegisteredLanguage } from './codes.ts';
import { type ElementNode, localOf, placeOf } from './element.ts';
import type { VocabularyTable } from './list-tables.ts';

type Words = VocabularyTable[string];

interface Use {
  readonly list: string;
  readonly element: string;
  readonly parents?: readonly string[];
  readonly attribute?: string;
  readonly term?: string;
  /** Other words may be agreed upon. */
  readonly open?: true;
}

/** Where each list holds: AvailValidator.java of MovieLabs/mddf. */
const USES: readonly Use[] = [
  { list: 'AvailType', element: 'a:AvailType' },
  { list: 'EntryType', element: 'a:EntryType' },
  { list: 'AltIdentifier@scope', element: 'a:AltIdentifier', attribute: 'scope' },
  { list: 'LocalizationOffering', element: 'a:LocalizationOffering' },
  { list: 'SeasonStatus', element: 'a:SeasonStatus' },
  { list: 'SeriesStatus', element: 'a:SeriesStatus' },
  { list: 'VolumeStatus', element: 'a:VolumeStatus' },
  { list: 'VolumeStatus', element: 'a:Status', parents: ['a:VolumeMetadata'] },
  { list: 'DateTimeCondition', element: 'a:StartCondition', open: true },
  { list: 'DateTimeCondition', element: 'a:EndCondition', open: true },
  { list: 'LicenseType', element: 'a:LicenseType', open: true },
  { list: 'Language@asset', element: 'a:AllowedLanguage', attribute: 'asset' },
  { list: 'Language@asset', element: 'a:AssetLanguage', attribute: 'asset' },
  { list: 'Language@asset', element: 'a:HoldbackLanguage', attribute: 'asset' },
  { list: 'FormatProfile', element: 'a:FormatProfile' },
  { list: 'FormatProfile@HDR', element: 'a:FormatProfile', attribute: 'HDR', open: true },
  { list: 'ExperienceCondition', element: 'a:ExperienceCondition' },
  { list: 'Term@termName', element: 'a:Term', attribute: 'termName', open: true },
  { list: 'SharedEntitlement@ecosystem', element: 'a:SharedEntitlement', attribute: 'ecosystem' },
  { list: 'USACaptionsExemptionReason', element: 'a:USACaptionsExemptionReason' },
  { list: "@termName='TitleStatus'", element: 'a:Text', parents: ['a:Term'], term: 'TitleStatus' },
  { list: "@termName='TPRType'", element: 'a:Text', parents: ['a:Term'], term: 'TPRType' },
];

export function checkVocabulary(
  { words, descriptions }: { readonly words: Words; readonly descriptions: readonly string[] },
  named: ReadonlyMap<string, readonly ElementNode[]>,
  findings: FindingList,
): void {
  for (const { list, element, parents, attribute, term, open } of USES) {
    const allowed = words[list];
    if (!allowed) continue;
    for (const node of named.get(element) ?? []) {
      if (parents && !parents.includes(node.parent?.name ?? '')) continue;
      if (term !== undefined && node.parent?.attributes.termName !== term) continue;
      const text = (attribute === undefined ? node.text : node.attributes[attribute])?.trim();
      if (text === undefined || allowed.includes(text)) continue;
      const subject = `${localOf(node.name)}${attribute === undefined ? '' : `@${attribute}`}`;
      if (text === '' && attribute === undefined) continue; // an empty element is a matter of the schema
      if (open)
        findings.add('word-beyond-list', placeOf(node), `${subject} is not one of the words listed for it`, text);
      else findings.add('word-not-listed', placeOf(node), `${subject} is not one of ${allowed.join(', ')}`, text);
    }
  }
  checkDescriptions(descriptions, named, findings);
}

/** Descriptions of rights are free text; one that is nearly a listed word is a slip, and would be read as free text. */
function checkDescriptions(
  descriptions: readonly string[],
  named: ReadonlyMap<string, readonly ElementNode[]>,
  findings: FindingList,
): void {
  for (const node of named.get('a:LicenseRightsDescription') ?? []) {
    const text = node.text.trim();
    const near = descriptions.includes(text) ? undefined : nearestWord(text, descriptions);
    if (near) findings.add('misspelt-word', placeOf(node), `did you mean ${near}?`, text);
  }
}

/** `elements` are all of the avail. */
export function checkCodes(elements: Iterable<ElementNode>, findings: FindingList): void {
  for (const node of elements) {
    const text = node.text.trim();
    if (node.name.endsWith('anguage') && node.children.length === 0 && !isRegisteredLanguage(text))
      findings.add(
        'unknown-language',
        placeOf(node),
        `${text === '' ? 'an empty language' : `no language goes by ${text}`}`,
        text,
      );
    else if (node.name === 'm:country' && !isListedCountry(text))
      findings.add('unknown-territory', placeOf(node), `${text} is no country`, text);
    for (const name in node.attributes) {
      const value = node.attributes[name] ?? '';
      if (name.endsWith('anguage') && !isRegisteredLanguage(value))
        findings.add('unknown-language', placeOf(node), `no language goes by ${value}`, value);
      else if (name === 'currency' && !isCurrency(value))
        findings.add('bad-currency', placeOf(node), 'no currency goes by this code', value);
      else if (name === 'region' && !isListedCountry(value))
        findings.add('unknown-territory', placeOf(node), `${value} is no country`, value);
    }
  }
}
