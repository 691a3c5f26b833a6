/** Makes one table out of the schemas of all versions: what is the same in several of them stands in it once. */
import { existsSync, readdirSync } from 'node:fs';
import type { ElementType, Particle, SchemaTable, SchemaVersion, TypeRef, ValueType } from '@duoping/avails';
import { readSchema } from './xsd.ts';

type Type = ElementType | ValueType;
const FILE = /^avails-v([\d.]+)\.xsd$/;

export function schemaTable(folder: string): SchemaTable {
  const types: Type[] = [];
  const versions: Record<string, SchemaVersion> = {};
  for (const name of readdirSync(folder).sort(byVersion)) {
    const version = FILE.exec(name)?.[1];
    if (version === undefined) continue;
    const reader = readSchema(name, (file) => `${folder}/${present(folder, file)}`, types);
    versions[version] = { namespaces: reader.namespaces, elements: reader.elements() };
  }
  return shared(types, versions);
}

/** Avails 2.6.1 imports mdmec 2.11, which was never published with it: the next version says the same of what it uses. */
const present = (folder: string, file: string): string =>
  existsSync(`${folder}/${file}`) ? file : file.replace('mdmec-v2.11', 'mdmec-v2.12');

const byVersion = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true });

/** Merges types that say the same: first all count as one kind, then kinds part until nothing tells their members apart. */
function shared(types: readonly Type[], versions: Readonly<Record<string, SchemaVersion>>): SchemaTable {
  let kinds = types.map(() => 0);
  for (let count = 1; ; ) {
    const known = new Map<string, number>();
    kinds = types.map((type, at) => {
      const said = `${kinds[at]} ${JSON.stringify(replaced(type, (ref) => kinds[ref] ?? 0))}`;
      const kind = known.get(said) ?? known.size;
      known.set(said, kind);
      return kind;
    });
    if (known.size === count) break;
    count = known.size;
  }
  const pool: Type[] = [];
  const places = new Map<number, number>();
  const move = (ref: TypeRef): TypeRef => {
    if (typeof ref === 'string') return ref;
    const kind = kinds[ref] ?? 0;
    const place = places.get(kind);
    if (place !== undefined) return place;
    const next = pool.length;
    places.set(kind, next);
    pool.push({});
    pool[next] = replaced(types[ref] ?? {}, move);
    return next;
  };
  const moved = Object.entries(versions).map(([version, { namespaces, elements }]): [string, SchemaVersion] => [
    version,
    { namespaces, elements: Object.fromEntries(Object.entries(elements).map(([name, ref]) => [name, move(ref)])) },
  ]);
  return { versions: Object.fromEntries(moved), types: pool };
}

/** The same type with other references. */
function replaced(type: Type, other: (ref: number) => TypeRef): Type {
  const ref = (each: TypeRef): TypeRef => (typeof each === 'string' ? each : other(each));
  const particle = (each: Particle): Particle => {
    if (each[0] === 'element') return ['element', each[1], each[2], each[3], ref(each[4])];
    if (each[0] === 'any') return each;
    return [each[0], each[1], each[2], each[3].map(particle)];
  };
  const made: { -readonly [Member in keyof (ElementType & ValueType)]?: (ElementType & ValueType)[Member] } = {
    ...type,
  };
  if (made.attributes)
    made.attributes = made.attributes.map(([name, of, required]) => (required ? [name, ref(of), 1] : [name, ref(of)]));
  if (made.content) made.content = particle(made.content);
  if (made.value !== undefined) made.value = ref(made.value);
  if (made.base !== undefined) made.base = ref(made.base);
  if (made.either) made.either = made.either.map(ref);
  return made;
}
