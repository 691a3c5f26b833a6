/** A stranger's empty folder: the packed libraries installed into it without a network, and their READMEs' examples. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../setup/root.ts';
import { buildPackages, LIBRARIES, type Library, packageFolder } from './build.ts';

/** Builds, packs and installs all libraries; the folder is the caller's to remove. */
export function strangersFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'duoping-stranger-'));
  const built = join(folder, 'built');
  buildPackages(built);
  const packs = LIBRARIES.map((library) =>
    npm(built, ['pack', packageFolder(library, built), '--pack-destination', built]),
  );
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
  const tarballs = packs.map((said) => join(built, said.trim().split('\n').at(-1) ?? ''));
  // What the libraries depend on is taken from this repository, copied as a registry would give it.
  const install = ['install', '--offline', '--install-links', '--ignore-scripts', '--no-audit', '--no-fund'];
  npm(folder, [...install, ...dependencies().map((name) => `file:${join(ROOT, 'node_modules', name)}`), ...tarballs]);
  return folder;
}

/** Writes a README's first example into the folder, with each `value; // told` made a check. */
export function writeExample(folder: string, library: Library): string {
  const readme = readFileSync(join(folder, 'node_modules/@duoping', library.name, 'README.md'), 'utf8');
  const [, example] = /```ts\n([\s\S]+?)```/.exec(readme) ?? [];
  if (example === undefined) throw new Error(`The README of ${library.name} has no example`);
  let told = 0;
  const checked = example.replaceAll(
    /^(?!import |const |\/\/)([^\n]+?); \/\/ (.+)$/gm,
    (_, value: string, claim: string) => {
      told++;
      return `check(${value}, ${claim});`;
    },
  );
  if (told === 0) throw new Error(`The example in the README of ${library.name} claims nothing`);
  const check = `function check(value: unknown, told: unknown): void {
  const [is, said] = [JSON.stringify(value), JSON.stringify(told)];
  if (is !== said) throw new Error(\`\${is} where the README says \${said}\`);
}`;
  const file = join(folder, `${library.name}.ts`);
  writeFileSync(file, `${checked}\n${check}\nexport const claims = ${told};\n`);
  return file;
}

/** Everything outside `@duoping` that the libraries need, and what that needs in turn. */
function dependencies(): string[] {
  const found = new Set<string>();
  const waiting = LIBRARIES.map(({ folder }) => join(ROOT, folder));
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const manifest = JSON.parse(readFileSync(join(next, 'package.json'), 'utf8')) as { dependencies?: object }; // npm's own shape
    for (const name of Object.keys(manifest.dependencies ?? {})) {
      const own = join(ROOT, 'node_modules', name);
      if (name.startsWith('@duoping/') || found.has(name)) continue;
      if (!existsSync(own)) throw new Error(`${name} stands in ${next} and is not installed`);
      found.add(name);
      waiting.push(own);
    }
  }
  return [...found];
}

const npm = (cwd: string, args: readonly string[]): string =>
  execFileSync('npm', [...args, '--loglevel', 'error'], { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
