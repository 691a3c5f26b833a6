/**
 * Builds the published libraries for npm: JavaScript modules with declarations, README and licence, into dist/packages.
 * No platform code is added or taken away; what a package imports is what its package.json names. Run it by itself
 * (`node tools/packages/build.ts`), then `npm publish dist/packages/<name>` in the order of `LIBRARIES`.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../setup/root.ts';

/** Each after those that it imports. */
export const LIBRARIES = [
  { name: 'kit', folder: 'kit', runsIn: 'anything' },
  { name: 'avails', folder: 'domains/avails', runsIn: 'anything' },
  { name: 'rights', folder: 'domains/rights', runsIn: 'anything' },
  { name: 'evidence', folder: 'domains/evidence', runsIn: 'Node' },
] as const;

export type Library = (typeof LIBRARIES)[number];

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly description?: string;
  readonly keywords?: readonly string[];
  readonly license: string;
  readonly exports: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
}

export const packageFolder = (library: Library, into: string): string => join(into, library.name);

/** Builds all of them into one folder. Throws with the compiler's own words when something doesn't compile. */
export function buildPackages(into: string): void {
  rmSync(into, { recursive: true, force: true });
  for (const library of LIBRARIES) buildPackage(library, into);
}

function buildPackage(library: Library, into: string): void {
  const folder = join(ROOT, library.folder);
  const target = packageFolder(library, into);
  mkdirSync(target, { recursive: true });
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest; // our own file
  const entries = Object.values(manifest.exports).map((entry) => join(folder, entry));
  const config = join(into, `${library.name}.tsconfig.json`);
  writeFileSync(config, JSON.stringify(compilerConfig(library, { entries, folder, target, into })));
  execFileSync(process.execPath, [join(ROOT, 'node_modules/ts7/bin/tsc'), '-p', config], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  rmSync(config);
  for (const file of globSync('**/*.d.ts', { cwd: target })) nameBuiltModules(join(target, file));
  writeFileSync(join(target, 'package.json'), `${JSON.stringify(published(library, manifest), null, 2)}\n`);
  copyFileSync(join(folder, 'README.md'), join(target, 'README.md'));
  if (existsSync(join(folder, 'NOTICE'))) copyFileSync(join(folder, 'NOTICE'), join(target, 'NOTICE'));
  copyFileSync(join(ROOT, 'LICENSE'), join(target, 'LICENSE'));
}

/** The compiler rewrites the endings of imports in JavaScript alone. */
function nameBuiltModules(declaration: string): void {
  const text = readFileSync(declaration, 'utf8');
  writeFileSync(declaration, text.replaceAll(/((?:from |import\()['"]\.[^'"]*)\.ts(['"])/g, '$1.js$2'));
}

/** Only what the entries reach is compiled; libraries built before stand in for their sources. */
function compilerConfig(
  library: Library,
  { entries, folder, target, into }: { entries: readonly string[]; folder: string; target: string; into: string },
): object {
  const before = LIBRARIES.slice(0, LIBRARIES.indexOf(library));
  return {
    extends: join(ROOT, 'tsconfig.json'),
    compilerOptions: {
      ...{ noEmit: false, declaration: true, rewriteRelativeImportExtensions: true, stripInternal: true },
      ...{ rootDir: folder, outDir: target },
      ...(library.runsIn === 'Node' ? {} : { types: [], lib: ['es2024', 'esnext.collection', 'dom'] }),
      typeRoots: [join(ROOT, 'node_modules/@types')],
      paths: Object.fromEntries(before.map((one) => [`@duoping/${one.name}`, [join(into, one.name, 'index.d.ts')]])),
    },
    files: entries,
    include: [],
  };
}

function published(library: Library, manifest: Manifest): object {
  const { name, version, description, keywords, license, exports, dependencies } = manifest;
  return {
    ...{ name, version, description, keywords, license, type: 'module', sideEffects: false },
    ...(library.runsIn === 'Node' ? { engines: { node: '>=20.12' } } : {}),
    exports: Object.fromEntries(
      Object.entries(exports).map(([path, entry]) => [
        path,
        { types: entry.replace(/\.ts$/, '.d.ts'), default: entry.replace(/\.ts$/, '.js') },
      ]),
    ),
    ...{ types: './index.d.ts', files: ['**/*.js', '**/*.d.ts', '**/*.json', 'NOTICE'], dependencies },
  };
}

/** Every module that a built package imports from outside itself. */
export function importsOf(folder: string): string[] {
  const specifiers = globSync('**/*.js', { cwd: folder }).flatMap((file) =>
    [
      ...readFileSync(join(folder, file), 'utf8').matchAll(
        /^(?:import|export|\})(?:[^'"\n]* from)? ['"]([^'"]+)['"]/gm,
      ),
    ].map(([, specifier = '']) => specifier),
  );
  return [...new Set(specifiers)].filter((specifier) => !specifier.startsWith('.')).sort();
}

if (process.argv[1] === import.meta.filename) buildPackages(join(ROOT, 'dist/packages'));
