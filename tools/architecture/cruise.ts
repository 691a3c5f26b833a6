/** Runs the rules over a tree. Both spellings (`#rights`, `@duoping/rights`) and relative paths are followed to the file. */
import { readdirSync } from 'node:fs';
import { cruise, type ICruiseOptions, type ICruiseResult, type IResolveOptions } from 'dependency-cruiser';
import { RULES } from './rules.ts';

export interface Judgement {
  /** How many of our files were seen. None means that nothing was judged. */
  readonly modules: number;
  readonly violations: readonly {
    readonly rule: string;
    readonly from: string;
    readonly to: string;
    readonly comment: string;
  }[];
}

const FOLDERS = ['kit', 'domains', 'engines', 'apps', 'client', 'examples', 'simulation', 'journeys', 'bench', 'tools'];

/** Without exportsFields the `exports` of a package count for nothing, and each deep import passes. */
const RESOLVE: Partial<IResolveOptions> = {
  exportsFields: ['exports'],
  conditionNames: ['import', 'node', 'default', 'types'],
  extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
};

const OPTIONS: ICruiseOptions = {
  validate: true,
  ruleSet: { forbidden: [...RULES] },
  doNotFollow: { path: 'node_modules' },
  exclude: { path: '(^|/)(dist|coverage)/|^client/schema\\.ts$' },
  tsPreCompilationDeps: true, // types count: a room that knows another's types knows the other
  combinedDependencies: true,
};

export async function judge(root: string): Promise<Judgement> {
  const present = new Set(readdirSync(root));
  const folders = FOLDERS.filter((folder) => present.has(folder));
  const { output } = await cruise(folders, { ...OPTIONS, baseDir: root }, RESOLVE);
  const { modules, summary } = output as ICruiseResult; // a string only when a reporter is asked for
  return {
    modules: modules.filter(({ source }) => folders.some((folder) => source.startsWith(`${folder}/`))).length,
    violations: summary.violations.map(({ rule, from, to }) => ({
      ...{ rule: rule.name, from, to },
      comment: RULES.find(({ name }) => name === rule.name)?.comment ?? '',
    })),
  };
}
