/** The libraries as a stranger gets them: packed, installed into an empty folder without a network, and run. */
import { execFileSync } from 'node:child_process';
import { globSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, Script } from 'node:vm';
import { Worker } from 'node:worker_threads';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROOT } from '../setup/root.ts';
import { importsOf, LIBRARIES } from './build.ts';
import { strangersFolder, writeExample } from './stranger.ts';

let folder = '';
beforeAll(() => {
  folder = strangersFolder();
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(LIBRARIES)('@duoping/$name', (library) => {
  const installed = () => join(folder, 'node_modules/@duoping', library.name);
  const manifest = () => JSON.parse(readFileSync(join(installed(), 'package.json'), 'utf8'));

  test('holds modules with their types, a README and a licence, and none of our tests or sources', () => {
    const files = globSync('**/*', { cwd: installed() }).filter((file) => statSync(join(installed(), file)).isFile());
    expect(files).toEqual(expect.arrayContaining(['index.js', 'index.d.ts', 'README.md', 'LICENSE', 'package.json']));
    expect(files.filter((file) => /\.test|test-support|contract\.|(?<!\.d)\.ts$/.test(file))).toEqual([]);
    expect(manifest()).toMatchObject({ license: 'Apache-2.0', exports: { '.': { types: './index.d.ts' } } });
  });

  test('imports nothing that its package.json does not name, and no platform', () => {
    const named = Object.keys(manifest().dependencies ?? {});
    const others = importsOf(installed()).filter(
      (one) => !named.some((name) => one === name || one.startsWith(`${name}/`)),
    );
    expect(others.filter((one) => library.runsIn !== 'Node' || !one.startsWith('node:'))).toEqual([]);
  });

  test('its README’s example type-checks against the published declarations', () => {
    writeExample(folder, library);
    const config = {
      compilerOptions: {
        ...{ strict: true, noEmit: true, module: 'nodenext', target: 'es2024', skipLibCheck: false },
        ...{ types: library.runsIn === 'Node' ? ['node'] : [], typeRoots: [join(ROOT, 'node_modules/@types')] },
        ...(library.runsIn === 'Node' ? {} : { lib: ['es2024', 'dom'] }),
      },
      files: [`${library.name}.ts`],
    };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
    expect(attempt(process.execPath, join(ROOT, 'node_modules/ts7/bin/tsc'), '-p', '.')).toBe('');
  });

  test('its README’s example says what it claims: in Node', () => {
    const file = writeExample(folder, library);
    expect(attempt(process.execPath, '--input-type=module', '-e', `await import(${JSON.stringify(file)})`)).toBe('');
  });

  test('… and in a worker', async () => {
    const file = writeExample(folder, library);
    const worker = new Worker(
      `import(${JSON.stringify(file)}).then(({ claims }) => require('node:worker_threads').parentPort.postMessage(claims))`,
      { eval: true, execArgv: [] },
    );
    const claims = await new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject));
    await worker.terminate();
    expect(claims).toBeGreaterThan(0);
  });

  if (library.runsIn !== 'anything') return;
  test('… and where there is nothing but what the web has', async () => {
    const script = await bundled(writeExample(folder, library));
    const web = createContext({ TextEncoder, TextDecoder, structuredClone, URL });
    new Script(script).runInContext(web);
    expect(new Script('example.claims').runInContext(web)).toBeGreaterThan(0);
    expect(new Script('typeof process + typeof require + typeof Buffer').runInContext(web)).toBe('undefined'.repeat(3));
  });
});

/** What it said when it failed; empty when it went well. */
function attempt(program: string, ...args: string[]): string {
  try {
    execFileSync(program, args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
    return '';
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string }; // what execFileSync throws
    return stdout + stderr;
  }
}

/** The example with all that it imports, as one classic script. */
async function bundled(file: string): Promise<string> {
  const built = await build({
    root: folder,
    configFile: false,
    logLevel: 'silent',
    build: { write: false, minify: false, lib: { entry: file, formats: ['iife'], name: 'example' } },
  });
  const [output] = [built].flat();
  const [chunk] = output && 'output' in output ? output.output : [];
  if (chunk?.type !== 'chunk') throw new Error('Nothing was bundled');
  return chunk.code;
}
