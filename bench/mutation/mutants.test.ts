import { describe, expect, test } from 'vitest';
import { applyMutant, mutantsOf } from './mutants.ts';

const made = (source: string): string[] => mutantsOf(source).map((mutant) => applyMutant(source, mutant));

describe('faults that are planted', () => {
  test.each([
    ['a < b;', ['a <= b;', 'a >= b;']],
    ['a === b;', ['a !== b;']],
    ['a && b;', ['true && b;', 'a || b;', 'a && true;']],
    ['a || b;', ['false || b;', 'a && b;', 'a || false;']],
    ['a ?? b;', ['a && b;']],
    ['!a;', ['a;']],
    ['a++;', ['a--;']],
    ['if (a) b();', ['if (true) b();', 'if (false) b();']],
    ['x(a ? 1 : 2);', ['x(true ? 1 : 2);', 'x(false ? 1 : 2);']],
    ['const f = () => a;', ['const f = () => undefined;']],
    ['function f() { g(); }', ['function f() {}']],
    ['x([1, 2]);', ['x([]);']],
    ['a.some(b);', ['a.every(b);']],
    ['a.filter(b);', ['a;']],
    ['Math.max(1, 2);', ['Math.min(1, 2);']],
    ['x(true);', ['x(false);']],
  ])('%s', (source, mutants) => {
    expect(made(source)).toEqual(mutants);
  });

  test.each([
    'import { a } from "b";',
    'interface A { readonly b: true }',
    'type A = [true];',
    'throw new Error(a || b);',
    'const NAMES = { a: true, b: true } as const satisfies Record<Name, true>;',
  ])('none in %s', (source) => expect(made(source)).toEqual([]));

  test('each names its line and what it does', () => {
    expect(mutantsOf('x;\ny(a > b);')).toMatchObject([
      { line: 2, what: '> to >=' },
      { line: 2, what: '> to <=' },
    ]);
  });
});
