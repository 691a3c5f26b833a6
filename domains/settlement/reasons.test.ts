import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { SETTLE_REASONS, STATEMENT_REASONS } from './index.ts';

test('docs/errors.md lists every reason of settling, and no other', () => {
  const page = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8');
  const section = page.split('\n## ').find((part) => part.startsWith('Settling')) ?? '';
  const listed = [...section.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, reason]) => reason);
  expect(listed.sort()).toEqual([...SETTLE_REASONS, ...STATEMENT_REASONS, 'books-closed'].sort());
});
