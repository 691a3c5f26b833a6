/** The form of the published structure rules: so many elements of a kind for each element of another. */
import type { Severity } from '../clause.ts';

/** From an element: a parent, a child or descendant of a name that meets every condition, or an attribute. */
export type Step = readonly ['parent'] | readonly ['child' | 'descendant' | 'attribute', string, readonly Condition[]];

/** No step is the element itself. Names of elements carry `a:` (avails) or `m:` (common metadata). */
export type Path = readonly Step[];

export type Condition =
  | readonly ['any', readonly Condition[]]
  | readonly ['not', Condition]
  | readonly ['has', Path]
  | readonly ['is', Path, string];

export interface Constraint {
  /** What is counted: everything that one of the paths leads to. */
  readonly paths: readonly Path[];
  readonly least: number;
  readonly most?: number;
  readonly severity: Severity;
  readonly says: string;
}

export interface StructureRule {
  /** The rule's own name in its source: `POEST`, `bundle-AvailType`. */
  readonly name: string;
  /** For each element that this leads to, from the list's root. */
  readonly target: Path;
  readonly constraints: readonly Constraint[];
}

/** By the version of Avails XML. */
export type StructureTable = Readonly<Record<string, readonly StructureRule[]>>;
