import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type {
  AmendRefusal,
  ApplyRefusal,
  PullRefusal,
  RollBackRefusal,
  SayEventRefusal,
  TakeInRefusal,
  UploadRefusal,
} from './index.ts';

test('docs/errors.md lists every reason of deliveries, and no other', () => {
  const reasons = {
    ...{ 'unknown-partner': 0, 'unknown-delivery': 0, 'not-receiving': 0, 'bad-file-name': 0, 'too-many-files': 0 },
    ...{ 'already-applied': 0, 'rolled-back': 0, 'has-errors': 0, held: 0, 'nothing-to-apply': 0 },
    ...{ 'not-applied': 0, 'later-deliveries': 0, 'digest-differs': 0, 'still-written': 0 },
    ...{ 'other-terms': 0 },
    ...{ 'not-allowed': 0, 'private-address': 0, 'bad-answer': 0, away: 0 },
    ...{ 'unknown-upload': 0, 'offset-differs': 0, 'upload-busy': 0, 'too-large': 0, 'length-differs': 0 },
  } satisfies Record<AmendRefusal | ApplyRefusal | PullRefusal | RollBackRefusal | TakeInRefusal | UploadRefusal, 0>;
  const page = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8');
  const section = page.split(/^## /m).find((part) => part.startsWith('Deliveries')) ?? '';
  const listed = [...section.matchAll(/^\| `([\w-]+)`/gm)].map(([, reason]) => reason);
  expect(listed.toSorted()).toEqual(Object.keys(reasons).toSorted());
});

test('docs/errors.md lists every reason of events, and no other', () => {
  const reasons = { 'unknown-partner': 0, 'other-words': 0 } satisfies Record<SayEventRefusal, 0>;
  const page = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8');
  const section = page.split(/^## /m).find((part) => part.startsWith('Events')) ?? '';
  const listed = [...section.matchAll(/^\| `([\w-]+)`/gm)].map(([, reason]) => reason);
  expect(listed.toSorted()).toEqual(Object.keys(reasons).toSorted());
});
