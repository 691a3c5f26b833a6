import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { CaseRefusal } from './index.ts';

test('docs/errors.md lists every reason of takedown cases, and no other', () => {
  const reasons = {
    ...{ 'unknown-case': 0, 'nothing-named': 0, incomplete: 0, 'already-removed': 0, 'not-removed': 0 },
    ...{ 'no-counter-notice': 0, 'not-countered': 0, 'suit-filed': 0, 'too-early': 0, 'case-ended': 0 },
  } satisfies Record<CaseRefusal, 0>;
  const page = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8');
  const section = page.split(/^## /m).find((part) => part.startsWith('Takedown cases')) ?? '';
  const listed = [...section.matchAll(/^\| `([\w-]+)`/gm)].map(([, reason]) => reason);
  expect(listed.toSorted()).toEqual(Object.keys(reasons).toSorted());
});
