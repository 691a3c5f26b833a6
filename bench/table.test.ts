import { expect, test } from 'vitest';
import { toMarkdown } from './table.ts';

test('a table is written in the order it was measured, with its notes below', () => {
  const row = {
    what: 'may it | by which grant',
    peer: 'SQLite 12 k/s',
    ours: '600 k/s',
    ratio: '50 ×',
    goal: '≥ 40 ×',
  };
  expect(toMarkdown({ title: 'rights', rows: [row], notes: ['one thread'] })).toBe(`### rights

| what | peer | ours | ratio | goal |
| --- | --- | --- | --- | --- |
| may it \\| by which grant | SQLite 12 k/s | 600 k/s | 50 × | ≥ 40 × |

- one thread
`);
});
