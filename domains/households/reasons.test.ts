import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { PROFILE_REFUSALS } from './index.ts';

test('docs/errors.md lists every reason of profiles, and no other', () => {
  const page = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8');
  const section = page.split('\n## ').find((part) => part.startsWith('Profiles')) ?? '';
  const listed = [...section.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, reason]) => reason);
  expect(listed.sort()).toEqual([...PROFILE_REFUSALS].sort());
});
