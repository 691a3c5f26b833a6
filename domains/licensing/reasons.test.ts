import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { ApproveRefusal, CaseRefusal, KeyRefusal } from './index.ts';

const CASES = {
  ...{ 'unknown-case': 0, 'nothing-named': 0, incomplete: 0, 'already-removed': 0, 'not-removed': 0 },
  ...{ 'no-counter-notice': 0, 'not-countered': 0, 'suit-filed': 0, 'too-early': 0, 'case-ended': 0 },
} satisfies Record<CaseRefusal, 0>;
const CLEARANCES = {
  ...{ 'stopped-by-authority': 0, 'not-the-authority': 0, 'authority-known': 0, 'authority-stopped': 0 },
} satisfies Record<ApproveRefusal | KeyRefusal, 0>;

test.each([
  ['Takedown cases', CASES],
  ['Clearances', CLEARANCES],
])('docs/errors.md lists every reason of “%s”, and no other', (title, reasons) => {
  const page = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8');
  const section = page.split(/^## /m).find((part) => part.startsWith(title)) ?? '';
  const listed = [...section.matchAll(/^\| `([\w-]+)`/gm)].map(([, reason]) => reason);
  expect(listed.toSorted()).toEqual(Object.keys(reasons).toSorted());
});
