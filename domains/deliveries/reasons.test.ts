import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { ApplyRefusal, ReceiveRefusal, RollBackRefusal } from './index.ts';

test('docs/errors.md lists every reason of deliveries, and no other', () => {
  const reasons = {
    ...{ 'unknown-partner': 0, 'unknown-delivery': 0, 'not-receiving': 0, 'bad-file-name': 0, 'too-many-files': 0 },
    ...{ 'already-applied': 0, 'rolled-back': 0, 'has-errors': 0, held: 0, 'nothing-to-apply': 0 },
    ...{ 'not-applied': 0, 'later-deliveries': 0 },
  } satisfies Record<ApplyRefusal | ReceiveRefusal | RollBackRefusal, 0>;
  const page = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8');
  const section = page.split(/^## /m).find((part) => part.startsWith('Deliveries')) ?? '';
  const listed = [...section.matchAll(/^\| `([\w-]+)`/gm)].map(([, reason]) => reason);
  expect(listed.toSorted()).toEqual(Object.keys(reasons).toSorted());
});
