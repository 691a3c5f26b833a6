/** Where an object of a C2 document stands by the document's mappings: in which series, packages and files. */
import type { FindingList } from '../finding.ts';
import { definitionProfile, packageLicense, resolutionProfile } from './codes.ts';
import type { C2Document, C2Mapping, C2Object } from './objects.ts';

export interface Placing {
  readonly series?: { readonly code: string; readonly title: string; readonly sequence: string };
  readonly licenses: readonly string[];
  readonly formats: readonly string[];
  /** Of its main file, as the file says it; '' where there is none. */
  readonly duration: string;
}

/** A look-up for the document's own programs and series. */
export function placings(document: C2Document, findings: FindingList): (object: C2Object) => Placing {
  const byName = new Map<string, C2Object>();
  for (const object of document.objects) {
    for (const name of new Set([object.code, object.id])) {
      const key = `${object.type}\n${name}`;
      const before = byName.get(key);
      if (before && name === object.code)
        findings.add(
          'repeated-object',
          { path: object.path, line: object.line },
          `line ${before.line} has it too`,
          name,
        );
      if (!before) byName.set(key, object);
    }
  }
  const find = (type: string, name: string): C2Object | undefined => byName.get(`${type}\n${name}`);
  const up = new Map<C2Object, C2Mapping[]>();
  const down = new Map<C2Object, C2Mapping[]>();
  for (const mapping of document.mappings) {
    const parent = find(mapping.parentType, mapping.parent);
    const element = find(mapping.elementType, mapping.element);
    reportAlone(mapping, { parent, element }, findings);
    if (mapping.action === 'DELETE') continue;
    if (element) put(up, element, mapping);
    if (parent) put(down, parent, mapping);
  }
  return (object) => {
    const parents = up.get(object) ?? [];
    const files = (down.get(object) ?? [])
      .filter(({ elementType }) => elementType === 'Movie')
      .flatMap(({ element }) => find('Movie', element) ?? [])
      .filter(({ action, properties }) => action !== 'DELETE' && properties.get('Type')?.text !== '2');
    const series = seriesOf(parents, find);
    return {
      ...(series ? { series } : {}),
      licenses: licensesOf(object, parents, { find, findings }),
      formats: formatsOf(object, files, findings),
      duration: files.map(({ properties }) => properties.get('Duration')?.text ?? '').find(Boolean) ?? '',
    };
  };
}

type Find = (type: string, name: string) => C2Object | undefined;

/** Mappings that end or begin rights of things which the document does not describe. */
const GRANTING: ReadonlySet<string> = new Set(['Package', 'Series']);

function reportAlone(
  mapping: C2Mapping,
  { parent, element }: { parent: C2Object | undefined; element: C2Object | undefined },
  findings: FindingList,
): void {
  const { parentType, elementType, action, path, line } = mapping;
  const isOffer = elementType === 'Program' || elementType === 'Series';
  if (!isOffer || !GRANTING.has(parentType) || element) return;
  const message = `${action} of ${mapping.element} in ${mapping.parent}, without the ${elementType}: deliver it with its mappings`;
  // To leave a package takes rights away, which may not pass unnoticed; to join one gives nothing by itself.
  if (action === 'DELETE') findings.add('mapping-alone', { path, line }, message, mapping.element);
  else findings.add('mapping-ignored', { path, line }, parent ? message : `${message}, and without the ${parentType}`);
}

function seriesOf(parents: readonly C2Mapping[], find: Find): Placing['series'] {
  const mapping = parents.find(({ parentType }) => parentType === 'Series');
  if (!mapping) return undefined;
  const series = find('Series', mapping.parent);
  return {
    code: series?.code ?? mapping.parent,
    title: series?.properties.get('Name')?.text ?? '',
    sequence: mapping.properties.get('Sequence')?.text ?? '',
  };
}

interface Looking {
  readonly find: Find;
  readonly findings: FindingList;
}

function licensesOf(object: C2Object, parents: readonly C2Mapping[], { find, findings }: Looking): readonly string[] {
  const licenses = new Set<string>();
  for (const { parent } of parents.filter(({ parentType }) => parentType === 'Package')) {
    const type = find('Package', parent)?.properties.get('Type')?.text;
    const license = packageLicense(type);
    if (license) licenses.add(license);
  }
  if (licenses.size > 0 || object.action === 'DELETE') return [...licenses];
  const { path, line } = object;
  findings.add('license-assumed', { path, line }, 'no package says how it is sold; read as SVOD');
  return ['SVOD'];
}

/** One format for each that its files come in; what the program says of itself where there are no files. */
function formatsOf(object: C2Object, files: readonly C2Object[], findings: FindingList): readonly string[] {
  const formats = new Set(
    files.flatMap(({ properties }) => resolutionProfile(properties.get('Resolution')?.text) ?? []),
  );
  if (formats.size > 0 || object.action === 'DELETE') return [...formats];
  const flag = object.properties.get('DefinitionFlag');
  const own = definitionProfile(flag?.text);
  if (own) return [own];
  const { path, line } = object;
  findings.add('format-assumed', { path, line: flag?.line ?? line }, 'no file and no flag says more; read as SD');
  return ['SD'];
}

function put(map: Map<C2Object, C2Mapping[]>, object: C2Object, mapping: C2Mapping): void {
  const list = map.get(object);
  if (list) list.push(mapping);
  else map.set(object, [mapping]);
}
