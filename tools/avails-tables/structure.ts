/** Makes the table of structure rules out of `structure_avail_v*.json`. */
import { readdirSync, readFileSync } from 'node:fs';
import type { Constraint, Severity, StructureRule, StructureTable } from '@duoping/avails';
import { compilePath } from './xpath.ts';

/** The source's own form: see StructureValidation.java of MovieLabs/mddf. */
interface Source {
  readonly StrucRqmts: Readonly<
    Record<string, { readonly targetPath: string; readonly constraint: readonly SourceConstraint[] }>
  >;
}

interface SourceConstraint {
  readonly min?: string;
  readonly max?: string;
  readonly severity?: string;
  readonly xpath: string | readonly string[];
  readonly msg?: string;
}

const FILE = /^structure_avail_v([\d.]+)\.json$/;

export function structureTable(folder: string): StructureTable {
  const table: Record<string, readonly StructureRule[]> = {};
  for (const name of readdirSync(folder).sort()) {
    const version = FILE.exec(name)?.[1];
    if (version === undefined) continue;
    const source = JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')) as Source; // the source's own form
    table[version] = Object.entries(source.StrucRqmts).map(([rule, { targetPath, constraint }]) => ({
      name: rule,
      target: compilePath(targetPath),
      constraints: constraint.map(constraintOf),
    }));
  }
  return table;
}

function constraintOf({ min, max, severity, xpath, msg }: SourceConstraint): Constraint {
  const paths = typeof xpath === 'string' ? [xpath] : xpath;
  const named = paths.map((path) => path.replace(/\{\w+\}|\[.*/g, '').replace(/^(\.\.?\/)+/, ''));
  return {
    paths: paths.map(compilePath),
    least: Number(min ?? 0),
    ...(max === undefined ? {} : { most: Number(max) }),
    severity: (severity ?? 'Error').toLowerCase() as Severity, // the source's words but for their capital
    says: msg?.replace(/\s+/g, ' ') ?? `requires ${min}${max === min ? '' : ' or more'} ${named.join(' or ')}`,
  };
}
