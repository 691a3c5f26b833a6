/** The form of the published schemas as a table: element declarations, content models and values, all versions in one pool. */

/** An index into the pool, or the name of a type of XML Schema itself. */
export type TypeRef = number | string;

/** Element names carry the short name of their namespace: `a:ALID` (avails), `m:` (md), `e:` (mdmec), `d:` (signatures). */
export type Particle =
  | readonly ['element', least: number, most: number, name: string, type: TypeRef]
  /** Any element of another namespace than the one given, '' for any at all; `strict` if only declared ones. */
  | readonly ['any', least: number, most: number, but: string, strict: boolean]
  | readonly ['sequence' | 'choice', least: number, most: number, parts: readonly Particle[]];

/** For `most`: no bound. */
export const UNBOUNDED = -1;

export interface ElementType {
  readonly attributes?: readonly (readonly [name: string, type: TypeRef, required?: 1])[];
  /** Absent for an element without children. */
  readonly content?: Particle;
  /** Of an element that holds a value and no elements. */
  readonly value?: TypeRef;
  /** Text may stand between the elements. */
  readonly mixed?: 1;
}

export interface ValueType {
  readonly base?: TypeRef;
  readonly words?: readonly string[];
  /** Regular expressions of XML Schema that mean the same here. */
  readonly patterns?: readonly string[];
  readonly least?: number;
  readonly most?: number;
  /** One of several types. */
  readonly either?: readonly TypeRef[];
}

export interface SchemaVersion {
  /** Short name of a namespace by its URI. */
  readonly namespaces: Readonly<Record<string, string>>;
  /** Elements that may stand by themselves: as a whole document, and where any element may. */
  readonly elements: Readonly<Record<string, TypeRef>>;
}

export interface SchemaTable {
  readonly versions: Readonly<Record<string, SchemaVersion>>;
  readonly types: readonly (ElementType | ValueType)[];
}
