/** Reads one schema and those that it imports into types of the table: the part of XML Schema 1.0 that they use. */
import { readFileSync } from 'node:fs';
import type { ElementType, Particle, TypeRef, ValueType } from '@duoping/avails';
import { childNamed, childrenNamed, localName, parseXml, type XmlElement } from './xml-tree.ts';

export interface SchemaReader {
  readonly namespaces: Readonly<Record<string, string>>;
  /** Those that are declared by themselves, without those of signatures, which are not judged. */
  elements(): Readonly<Record<string, TypeRef>>;
}

type Type = ElementType | ValueType;

/** One file: what it declares, and what its prefixes stand for. */
interface File {
  readonly short: string;
  readonly root: XmlElement;
  readonly prefixes: ReadonlyMap<string, string>;
}

interface Declared {
  readonly file: File;
  readonly node: XmlElement;
}

const XSD = 'http://www.w3.org/2001/XMLSchema';
const SHORT: readonly (readonly [RegExp, string])[] = [
  [/\/schema\/avails\//, 'a'],
  [/\/schema\/mdmec\//, 'e'],
  [/\/schema\/md\//, 'm'],
  [/xmldsig#$/, 'd'],
];

const shortOf = (uri: string): string => (uri === XSD ? 'xs' : (SHORT.find(([form]) => form.test(uri))?.[1] ?? uri));

/** Reads from `name`; `place` says where a file lies. Types are added to `types`, for several schemas in turn. */
export function readSchema(name: string, place: (file: string) => string, types: Type[]): SchemaReader {
  const declared = new Map<string, Declared>();
  const namespaces: Record<string, string> = {};
  const loaded = new Set<string>();
  const shorts = new Set<string>();
  const load = (path: string): void => {
    if (loaded.has(path)) return;
    loaded.add(path);
    const root = parseXml(readFileSync(path, 'utf8').replace(/<!DOCTYPE[\s\S]*?\]>/, ''));
    if (loaded.size === 1) Object.assign(namespaces, namespacesOf(root));
    const prefixes = new Map(
      Object.entries(root.attributes)
        .filter(([key]) => key === 'xmlns' || key.startsWith('xmlns:'))
        .map(([key, uri]) => [key === 'xmlns' ? '' : localName(key), shortOf(uri)]),
    );
    const short = shortOf(root.attributes.targetNamespace ?? '');
    if (shorts.has(short)) return; // another version of what the first file named
    shorts.add(short);
    const file: File = { short, root, prefixes };
    for (const node of root.children)
      if (node.attributes.name) declared.set(keyOf(node.name, `${file.short}:${node.attributes.name}`), { file, node });
    for (const { attributes } of childrenNamed(root, 'import')) {
      if (attributes.schemaLocation) load(place(attributes.schemaLocation));
    }
  };
  load(place(name));
  const read = typeReader(declared, types);
  return {
    namespaces,
    elements() {
      const found: [string, TypeRef][] = [];
      for (const [key, each] of declared)
        if (key.startsWith('element ') && each.file.short !== 'd')
          found.push([key.slice('element '.length), read.elementType(each)]);
      return Object.fromEntries(found);
    },
  };
}

/** Those that the first file is of or imports: a document of its version has these. */
const namespacesOf = (root: XmlElement): Record<string, string> =>
  Object.fromEntries(
    [root.attributes.targetNamespace, ...childrenNamed(root, 'import').map(({ attributes }) => attributes.namespace)]
      .filter((uri) => uri !== undefined)
      .map((uri) => [uri, shortOf(uri)]),
  );

const keyOf = (kind: string, name: string): string =>
  `${kind === 'simpleType' || kind === 'complexType' ? 'type' : kind} ${name}`;

function typeReader(declared: ReadonlyMap<string, Declared>, types: Type[]) {
  const named = new Map<string, number>();

  const resolve = (file: File, name: string): string => {
    const at = name.indexOf(':');
    const prefix = at < 0 ? '' : name.slice(0, at);
    const short = file.prefixes.get(prefix);
    if (short === undefined) throw new Error(`no namespace for ${name}`);
    return `${short}:${name.slice(at + 1)}`;
  };
  const find = (kind: string, file: File, name: string): Declared => {
    const found = declared.get(keyOf(kind, resolve(file, name)));
    if (!found) throw new Error(`no ${kind} ${resolve(file, name)}`);
    return found;
  };
  const add = (key: string | undefined, make: () => Type): number => {
    const at = types.length;
    types.push({});
    if (key !== undefined) named.set(key, at);
    types[at] = make();
    return at;
  };

  const typeNamed = (file: File, name: string): TypeRef => {
    const full = resolve(file, name);
    if (full.startsWith('xs:')) return full.slice(3);
    const known = named.get(full);
    if (known !== undefined) return known;
    const found = find('type', file, name);
    return add(full, () => (found.node.name === 'simpleType' ? simpleType(found) : complexType(found)));
  };

  const elementType = ({ file, node }: Declared): TypeRef => {
    if (node.attributes.type) return typeNamed(file, node.attributes.type);
    const complex = childNamed(node, 'complexType');
    if (complex) return add(undefined, () => complexType({ file, node: complex }));
    const simple = childNamed(node, 'simpleType');
    return simple ? add(undefined, () => simpleType({ file, node: simple })) : 'anyType';
  };

  const simpleType = ({ file, node }: Declared): ValueType => {
    const union = childNamed(node, 'union');
    if (union) {
      const members = (union.attributes.memberTypes ?? '').split(/\s+/).filter(Boolean);
      const inner = childrenNamed(union, 'simpleType').map((each) =>
        add(undefined, () => simpleType({ file, node: each })),
      );
      return { either: [...members.map((name) => typeNamed(file, name)), ...inner] };
    }
    const restriction = childNamed(node, 'restriction');
    if (!restriction) throw new Error('a simple type that is neither a restriction nor a union');
    const facet = (name: string): readonly string[] =>
      childrenNamed(restriction, name).map(({ attributes }) => attributes.value ?? '');
    const inner = childNamed(restriction, 'simpleType');
    const [least] = facet('minInclusive');
    const [most] = facet('maxInclusive');
    return {
      base: restriction.attributes.base
        ? typeNamed(file, restriction.attributes.base)
        : inner
          ? add(undefined, () => simpleType({ file, node: inner }))
          : 'string',
      ...(facet('enumeration').length > 0 ? { words: facet('enumeration') } : {}),
      ...(facet('pattern').length > 0 ? { patterns: facet('pattern') } : {}),
      ...(least === undefined ? {} : { least: Number(least) }),
      ...(most === undefined ? {} : { most: Number(most) }),
    };
  };

  const complexType = ({ file, node }: Declared): ElementType => {
    const simple = childNamed(node, 'simpleContent');
    const complex = childNamed(node, 'complexContent');
    const mixed = node.attributes.mixed === 'true' ? ({ mixed: 1 } as const) : {};
    const extension = (simple ?? complex) && childNamed(simple ?? complex ?? node, 'extension', 'restriction');
    if (!extension) return { ...attributesOf(file, node), ...contentOf(file, node), ...mixed };
    const base = typeNamed(file, extension.attributes.base ?? '');
    const inherited: ElementType = typeof base === 'number' ? (types[base] as ElementType) : {}; // named types are whole once they are read
    const attributes = [...(inherited.attributes ?? []), ...(attributesOf(file, extension).attributes ?? [])];
    const kept = attributes.length > 0 ? { attributes } : {};
    if (simple) return { ...kept, value: inherited.value ?? base };
    const own = contentOf(file, extension).content;
    if (extension.name === 'restriction') return { ...kept, ...(own ? { content: own } : {}), ...mixed };
    const parts = [inherited.content, own].filter((each) => each !== undefined);
    const [first] = parts;
    if (!first) return { ...kept, ...mixed };
    return { ...kept, content: parts.length === 1 ? first : ['sequence', 1, 1, parts], ...mixed };
  };

  const attributesOf = (file: File, node: XmlElement): Pick<ElementType, 'attributes'> => {
    const attributes = node.children.flatMap((each): [string, TypeRef, 1?][] => {
      const { name = '', type, use, ref } = each.attributes;
      if (each.name === 'attributeGroup') {
        const group = find('attributeGroup', file, ref ?? '');
        return [...(attributesOf(group.file, group.node).attributes ?? [])] as [string, TypeRef, 1?][]; // copied, so no longer readonly
      }
      if (each.name !== 'attribute' || name === '') return [];
      const simple = childNamed(each, 'simpleType');
      const of = type
        ? typeNamed(file, type)
        : simple
          ? add(undefined, () => simpleType({ file, node: simple }))
          : 'string';
      return [use === 'required' ? [name, of, 1] : [name, of]];
    });
    return attributes.length > 0 ? { attributes } : {};
  };

  const contentOf = (file: File, node: XmlElement): Pick<ElementType, 'content'> => {
    const model = childNamed(node, 'sequence', 'choice', 'group');
    return model ? { content: particle(file, model) } : {};
  };

  const particle = (file: File, node: XmlElement): Particle => {
    const { minOccurs = '1', maxOccurs = '1', name, ref, namespace, processContents } = node.attributes;
    const [least, most] = [Number(minOccurs), maxOccurs === 'unbounded' ? -1 : Number(maxOccurs)];
    if (node.name === 'any')
      return ['any', least, most, namespace === '##other' ? file.short : '', processContents === undefined];
    if (node.name === 'group') {
      const group = find('group', file, ref ?? '');
      const { content } = contentOf(group.file, group.node);
      if (!content) throw new Error(`an empty group ${ref}`);
      return ['sequence', least, most, [content]];
    }
    if (node.name === 'element') {
      if (!ref) return ['element', least, most, `${file.short}:${name}`, elementType({ file, node })];
      const found = find('element', file, ref);
      // What is signed with is not judged here.
      const type = found.file.short === 'd' ? 'anyType' : elementType(found);
      return ['element', least, most, `${found.file.short}:${found.node.attributes.name}`, type];
    }
    if (node.name !== 'sequence' && node.name !== 'choice') throw new Error(`no particle: ${node.name}`);
    const parts = childrenNamed(node, 'element', 'any', 'group', 'sequence', 'choice');
    return [node.name, least, most, parts.map((part) => particle(file, part))];
  };

  return { elementType };
}
