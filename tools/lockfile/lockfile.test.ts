import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { completeLockfile, findLockfileFaults, type Lockfile } from './lockfile.ts';

const incomplete: Lockfile = {
  packages: {
    '': {},
    'node_modules/tool': {
      version: '1.2.3',
      dev: true,
      optionalDependencies: {
        '@tool/win32-x64': '1.2.3',
        '@tool/linux-arm64-musl': '^1.2.3',
        '@tool/linux-x64': '1.2.3',
      },
    },
    'node_modules/@tool/linux-x64': { version: '1.2.3' },
  },
};

test('an optional package of another platform that is missing is a fault', () => {
  expect(findLockfileFaults(incomplete)).toEqual([
    expect.stringMatching(/^node_modules\/@tool\/win32-x64 is missing/),
    expect.stringMatching(/^node_modules\/@tool\/linux-arm64-musl is missing/),
  ]);
});

test('completing adds what is missing, for just its platform, in order', () => {
  const completed = completeLockfile(incomplete);
  expect(findLockfileFaults(completed)).toEqual([]);
  expect(Object.keys(completed.packages)).toEqual([
    '',
    'node_modules/@tool/linux-arm64-musl',
    'node_modules/@tool/linux-x64',
    'node_modules/@tool/win32-x64',
    'node_modules/tool',
  ]);
  expect(completed.packages['node_modules/@tool/linux-arm64-musl']).toEqual({
    ...{ version: '1.2.3', optional: true, dev: true, cpu: ['arm64'], os: ['linux'], libc: ['musl'] },
  });
});

test('a package found in a folder above its parent is not missing', () => {
  const nested: Lockfile = {
    packages: {
      'node_modules/a/node_modules/b': { optionalDependencies: { 'b-linux-x64': '1.0.0' } },
      'node_modules/b-linux-x64': { version: '1.0.0' },
    },
  };
  expect(findLockfileFaults(nested)).toEqual([]);
});

test('the host of a registry is a fault', () => {
  const named: Lockfile = { packages: { 'node_modules/a': { resolved: 'https://packages.example/a.tgz' } } };
  expect(findLockfileFaults(named)).toEqual([expect.stringMatching(/names the registry/)]);
});

test("this repository's own lockfile has no fault", () => {
  const file = readFileSync(join(import.meta.dirname, '../../package-lock.json'), 'utf8');
  expect(findLockfileFaults(JSON.parse(file) as Lockfile)).toEqual([]); // npm's own format
});
