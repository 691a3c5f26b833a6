/** Every refusal of search is explained, and nothing else is. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { SEARCH_REFUSALS } from './search-routes.ts';

test('the page of reasons lists what search refuses for', () => {
  const page = readFileSync(new URL('../../../docs/errors.md', import.meta.url), 'utf8');
  const section = page.split(/^## /m).find((part) => part.startsWith('Searching\n')) ?? '';
  const listed = section.split('\n').flatMap((line) => /^\| `(.+)` \| .+ \| .+ \|$/.exec(line)?.[1] ?? []);
  expect(listed).toEqual([...SEARCH_REFUSALS]);
});
