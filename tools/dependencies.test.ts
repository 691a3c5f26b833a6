import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');

test('docs/decisions/dependencies.md gives a reason for each direct dependency, and for no other', () => {
  const { workspaces } = JSON.parse(read('package.json')) as { workspaces: string[] }; // ours
  const direct = ['.', ...workspaces].flatMap((folder) => {
    const manifest = JSON.parse(read(join(folder, 'package.json')));
    const { dependencies, devDependencies, optionalDependencies } = manifest;
    return Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies });
  });
  const theirs = direct.filter((name) => !name.startsWith('@duoping/'));
  const explained = read('docs/decisions/dependencies.md')
    .split('\n')
    .flatMap((line) => [...(line.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, name = '']) => name));
  const covers = (pattern: string) => (name: string) =>
    pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
  expect(theirs.filter((name) => !explained.some((pattern) => covers(pattern)(name)))).toEqual([]);
  expect(explained.filter((pattern) => !theirs.some(covers(pattern)))).toEqual([]);
});
