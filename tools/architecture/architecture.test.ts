import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { judge } from './cruise.ts';
import { MAY_IMPORT } from './rooms.ts';
import { RULES } from './rules.ts';

const trees: string[] = [];
afterAll(() => {
  for (const tree of trees) rmSync(tree, { recursive: true, force: true });
});

type Imports = Readonly<Record<string, readonly string[]>>;

/** A repository in miniature: each file named only imports what it is given. */
function plant(imports: Imports): string {
  const root = mkdtempSync(join(tmpdir(), 'duoping-architecture-'));
  trees.push(root);
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  };
  const doors = [...Object.keys(MAY_IMPORT).map((room) => `domains/${room}`), 'kit', 'client', 'engines/postgres'];
  for (const door of doors) {
    write(`${door}/index.ts`, 'export const door = 1;\n');
    write(`${door}/inside.ts`, 'export const inside = 1;\n');
    write(`${door}/testing.ts`, 'export const fake = 1;\n');
    write(`${door}/adapters/postgres.ts`, 'export const adapter = 1;\n');
  }
  write(
    'package.json',
    JSON.stringify({
      ...{ name: 'duoping', type: 'module', devDependencies: { vitest: '5' }, dependencies: { pg: '8' } },
      imports: { '#engines/*': './engines/*/index.ts', '#*': './domains/*/index.ts' },
    }),
  );
  for (const published of ['domains/avails', 'domains/rights', 'domains/evidence', 'kit', 'client']) {
    const name = `@duoping/${published.split('/').at(-1)}`;
    write(`${published}/package.json`, JSON.stringify({ name, type: 'module', exports: { '.': './index.ts' } }));
    mkdirSync(join(root, 'node_modules/@duoping'), { recursive: true });
    symlinkSync(join(root, published), join(root, 'node_modules', name));
  }
  for (const name of ['pg', 'vitest']) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, main: 'index.js' }));
    write(`node_modules/${name}/index.js`, 'module.exports = {};\n');
  }
  for (const [file, specifiers] of Object.entries(imports)) {
    write(file, specifiers.map((specifier) => `import '${specifier}';\n`).join(''));
  }
  return root;
}

/** For each room, one that it must not import. */
const forbiddenFor = (room: string): string => {
  const allowed = MAY_IMPORT[room] ?? [];
  return Object.keys(MAY_IMPORT).find((other) => other !== room && !allowed.includes(other)) ?? '';
};

/** rule → the planted file, and what it imports */
const PLANTED: Readonly<Record<string, readonly [file: string, specifier: string]>> = {
  ...Object.fromEntries(
    Object.keys(MAY_IMPORT).map((room) => [
      `room-${room}`,
      [`domains/${room}/planted.ts`, `../${forbiddenFor(room)}/index.ts`],
    ]),
  ),
  'room-unknown': ['domains/loyalty/planted.ts', '@duoping/kit'],
  'kit-alone': ['kit/planted.ts', '../domains/rights/index.ts'],
  'engines-below': ['engines/postgres/planted.ts', '#rights'],
  'client-alone': ['client/planted.ts', '../domains/playback/index.ts'],
  'apps-in-browsers': ['apps/screens/planted.ts', '#playback'],
  'door-between-rooms': ['domains/rights/deep.ts', '../avails/inside.ts'],
  'door-from-elsewhere': ['apps/server/planted.ts', '../../domains/rights/inside.ts'],
  'door-of-kit-and-client': ['domains/rights/deep-kit.ts', '../../kit/inside.ts'],
  'testing-in-tests': ['domains/rights/fake.ts', './testing.ts'],
  'adapters-at-the-edge': ['domains/rights/edge.ts', './adapters/postgres.ts'],
  'adapters-of-their-own-room': ['domains/playback/adapters/planted.ts', '../../keys/adapters/postgres.ts'],
  'engines-by-adapters': ['domains/deals/engine.ts', '#engines/postgres'],
  'core-without-io': ['domains/rights/io.ts', 'node:fs/promises'],
  'core-without-crypto': ['domains/rights/crypto.ts', 'node:crypto'],
  'no-cycles': ['domains/rights/cycle.ts', './cycle.ts'],
  'all-resolved': ['domains/rights/nowhere.ts', './nowhere-at-all.ts'],
  'product-without-dev-packages': ['domains/rights/dev.ts', 'vitest'],
};

describe('the architecture rules', () => {
  test('each has a planted violation', () => {
    expect(Object.keys(PLANTED).sort()).toEqual(RULES.map(({ name }) => name).sort());
  });

  const planted = judge(plant(Object.fromEntries(Object.values(PLANTED).map(([file, what]) => [file, [what]]))));

  test.each(Object.entries(PLANTED))('%s finds its planted violation', async (rule, [file]) => {
    const { violations } = await planted;
    expect(violations).toContainEqual(expect.objectContaining({ rule, from: file }));
  });

  test.each([
    ['a subpath import', '#evidence'],
    ['a package import', '@duoping/evidence'],
    ['a relative import', '../evidence/index.ts'],
  ])('a forbidden room is seen through %s', async (_, specifier) => {
    const { violations } = await judge(plant({ 'domains/deals/planted.ts': [specifier] }));
    expect(violations).toEqual([
      {
        rule: 'room-deals',
        from: 'domains/deals/planted.ts',
        to: 'domains/evidence/index.ts',
        comment: expect.any(String),
      },
    ]);
  });

  test('a deep import through a package name does not pass as legal', async () => {
    const { violations } = await judge(plant({ 'domains/rights/planted.ts': ['@duoping/avails/inside.ts'] }));
    expect(violations.map(({ rule }) => rule)).toEqual(['all-resolved']);
  });

  test.each(['pg', 'node:timers', 'node:net'])('a core that imports %s is found', async (specifier) => {
    const { violations } = await judge(plant({ 'domains/deals/planted.ts': [specifier] }));
    expect(violations.map(({ rule }) => rule)).toEqual(['core-without-io']);
  });

  test('what the table allows passes', async () => {
    const { violations, modules } = await judge(
      plant({
        'domains/playback/start-play.ts': ['#rights', '#settings', '@duoping/kit'].filter(
          (name) => name !== '#settings',
        ),
        'domains/playback/adapters/leases.ts': ['#engines/postgres', '../index.ts', 'node:fs', 'pg'],
        'domains/playback/start-play.test.ts': [
          './testing.ts',
          '../keys/testing.ts',
          'vitest',
          './adapters/postgres.ts',
        ],
        'domains/keys/sign.ts': ['node:crypto', 'node:buffer'],
        'domains/rights/compile.ts': ['@duoping/avails', '@duoping/kit', './inside.ts'],
        'apps/server/main.ts': [
          '../../domains/playback/adapters/leases.ts',
          '#playback',
          '#engines/postgres',
          'node:http',
        ],
        'apps/screens/home.ts': ['@duoping/client', '@duoping/rights', '@duoping/kit'],
        'bench/probe.bench.ts': ['#rights', '#settlement'],
      }),
    );
    expect(violations).toEqual([]);
    expect(modules).toBeGreaterThan(50);
  });
});
