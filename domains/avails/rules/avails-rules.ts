/** The published rules of Avails XML, all versions, as a listener beside the reader: one pass, one avail in memory. */
import type { FindingList } from '../finding.ts';
import type { XmlHandlers } from '../xml.ts';
import { type AvailRules, checkAvail } from './avail-check.ts';
import { type ElementNode, placeOf } from './element.ts';
import type { VocabularyTable } from './list-tables.ts';
import { type SchemaCheck, schemaCheck } from './schema-check.ts';
import type { SchemaTable } from './schema-table.ts';
import type { StructureTable } from './structure-table.ts';
import schemas from './tables/schemas.json' with { type: 'json' };
import structures from './tables/structures.json' with { type: 'json' };
import vocabularies from './tables/vocabularies.json' with { type: 'json' };

// Generated in this form; the type of a JSON module knows no tuples.
const SCHEMAS = schemas as unknown as SchemaTable;
// The same.
const STRUCTURES = structures as unknown as StructureTable;
const WORDS: VocabularyTable = vocabularies;

/** Versions without a list of their own go by the one before; 2.7, for which no structure was published, too. */
const WORDS_OF: Readonly<Record<string, string>> = { '2.2.1': '2.2', '2.5.2': '2.5' };
const STRUCTURE_OF: Readonly<Record<string, string>> = { '2.1': '2.2', '2.2.1': '2.2', '2.5.2': '2.5', '2.7': '2.6.1' };
const DESCRIPTIONS = [...new Set(Object.values(WORDS).flatMap((words) => words.LicenseRightsDescription ?? []))];
const NAMESPACE_WANTED = 'declare the namespace of its version, http://www.movielabs.com/schema/avails/v2.6/avails';
const WITHOUT_SEQUENCES = /^2\.[123]/;

/** Listens to a document and adds what it finds. A document of an unknown version is not judged. */
export function availsRules(findings: FindingList): XmlHandlers {
  const alids = new Map<string, number>();
  const open: ElementNode[] = [];
  let names = namesIn(new Map());
  const outer: (Names | undefined)[] = [];
  let check: SchemaCheck | undefined;
  let rules: AvailRules | undefined;
  let avails = 0;
  let elements: ElementNode[] = [];

  const begin = (attributes: Readonly<Record<string, string>>, qualified: string): boolean => {
    const prefix = qualified.includes(':') ? `xmlns:${qualified.slice(0, qualified.indexOf(':'))}` : 'xmlns';
    const uri = attributes[prefix] ?? '';
    const found = Object.entries(SCHEMAS.versions).find(([, { namespaces }]) => namespaces[uri] === 'a');
    if (!found) return /\/schema\/avails\/v[\d.]+\//.test(uri);
    const [version, { namespaces }] = found;
    names = namesIn(new Map(), namespaces);
    check = schemaCheck(SCHEMAS, version, findings);
    rules = {
      words: WORDS[WORDS_OF[version] ?? version] ?? {},
      descriptions: DESCRIPTIONS,
      structure: STRUCTURES[STRUCTURE_OF[version] ?? version] ?? [],
      sequences: !WITHOUT_SEQUENCES.test(version),
    };
    return true;
  };

  const endAvail = (avail: ElementNode): void => {
    if (rules) checkAvail(rules, elements, findings);
    elements = [];
    const alid = avail.children.find(({ name }) => name === 'a:ALID');
    const id = alid?.text.trim();
    if (alid && !id) findings.add('missing-value', placeOf(alid), 'the ALID is empty');
    if (!alid || !id) return;
    const line = alids.get(id);
    if (line === undefined) alids.set(id, alid.line);
    else findings.add('duplicate-alid', placeOf(alid), `also the ALID of the avail in line ${line}`, id);
  };

  return {
    open(local, attributes, line, qualified) {
      const isKnown = open.length > 0 || begin(attributes, qualified);
      if (!isKnown && local === 'AvailList')
        findings.add('unknown-namespace', { path: '/AvailList', line }, NAMESPACE_WANTED);
      const inner = names.within(attributes);
      outer.push(inner === names ? undefined : names);
      names = inner;
      const name = names.of(qualified);
      const parent = open.at(-1);
      const number = name === 'a:Avail' ? ++avails : 0;
      const node: ElementNode = { name, attributes, parent, children: [], text: '', line, number };
      // The list keeps none of its avails, so that only one is in memory at a time.
      if (number === 0) parent?.children.push(node);
      open.push(node);
      elements.push(node);
      check?.open(node);
    },
    text(piece) {
      const node = open.at(-1);
      if (node) node.text += piece;
    },
    close() {
      const node = open.pop();
      names = outer.pop() ?? names;
      if (!node) return;
      check?.close(node);
      if (node.number > 0) endAvail(node);
    },
  };
}

interface Names {
  /** `a:ALID` for `avails:ALID`. */
  of(qualified: string): string;
  /** The names inside of an element with these attributes. */
  within(attributes: Readonly<Record<string, string>>): Names;
}

/** Names with the short name of their namespace, as far as the declarations in force go. */
function namesIn(prefixes: ReadonlyMap<string, string>, namespaces: Readonly<Record<string, string>> = {}): Names {
  const known = new Map<string, string>();
  const names: Names = {
    of(qualified) {
      const kept = known.get(qualified);
      if (kept !== undefined) return kept;
      const at = qualified.indexOf(':');
      const uri = prefixes.get(at < 0 ? '' : qualified.slice(0, at)) ?? '';
      const name = `${namespaces[uri] ?? '?'}:${qualified.slice(at + 1)}`;
      known.set(qualified, name);
      return name;
    },
    within(attributes) {
      let declared: Map<string, string> | undefined;
      for (const name in attributes) {
        if (name !== 'xmlns' && !name.startsWith('xmlns:')) continue;
        declared ??= new Map(prefixes);
        declared.set(name.slice(6), attributes[name] ?? '');
      }
      return declared ? namesIn(declared, namespaces) : names;
    },
  };
  return names;
}
