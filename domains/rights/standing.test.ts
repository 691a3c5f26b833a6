import type { Clause } from '@duoping/avails';
import { describe, expect, test } from 'vitest';
import { standingClauses } from './standing.ts';
import { clause } from './testing.ts';

const told = (...clauses: readonly Clause[]) => {
  const { standing, findings } = standingClauses(clauses);
  return { standing: standing.map(({ alid }) => alid), findings: findings.map(({ where: _, ...finding }) => finding) };
};

describe('what keeps a row from standing is told with the value at fault', () => {
  test.each<[Partial<Clause>, object]>([
    [
      { exceptionFlag: true },
      { code: 'exception-flag', message: 'ExceptionFlag is set: nothing is granted before someone has looked at it' },
    ],
    [
      { titleStatus: ' Revoked ' },
      { code: 'title-status', message: 'TitleStatus Revoked: only an approved title is granted', value: 'Revoked' },
    ],
    [
      { licenseType: 'Library' },
      { code: 'license-without-verbs', message: 'Library names no business model: nothing is granted' },
    ],
    [
      { excludedTerritories: ['CA', 'UK'] },
      { code: 'unknown-excluded-territory', message: 'Excluded territory UK is no known code', value: 'UK' },
    ],
    [{ territories: [] }, { code: 'no-territory', message: 'No territory is named' }],
    [
      { territories: ['JJ', 'XX'] },
      { code: 'unknown-territory', message: 'None of the territories is a known code', value: 'JJ XX' },
    ],
    [
      { territories: ['US'], excludedTerritories: ['US'] },
      { code: 'no-territory-left', message: 'Every territory is excluded again' },
    ],
  ])('%j', (members, finding) => {
    const { standing, findings } = told(clause(members));
    expect([standing, findings]).toEqual([[], [{ severity: expect.any(String), ...finding }]]);
  });

  test('a row without fault stands, and so does one of whose territories only some are codes', () => {
    expect(told(clause({ alid: 'a' }), clause({ alid: 'b', territories: ['JJ', 'US'] }))).toEqual({
      ...{ standing: ['a', 'b'], findings: [] },
    });
  });
});

describe('a title that one file delivers and deletes', () => {
  const removal = (members: Partial<Clause> = {}) => clause({ entryType: 'Full Delete', ...members });
  const refused = [
    {
      ...{ severity: 'error', code: 'extract-and-delete' },
      message: 'The same title and territory is delivered and deleted in one file',
    },
  ];
  test.each<[string, Partial<Clause>, readonly Partial<Clause>[], boolean]>([
    ['in one of its territories', { territories: ['US', 'CA'] }, [{ territories: ['DE', 'US'] }], true],
    ['in none of its territories', { territories: ['US', 'CA'] }, [{ territories: ['DE', 'FR'] }], false],
    ['in a part of one', { territories: ['US', 'CA'] }, [{ territories: ['FR', 'US-TX'] }], true],
    ['by the second of two removals', {}, [{ territories: ['FR'] }, { territories: ['US'] }], true],
    ['everywhere', {}, [{ territories: [] }], true],
    ['in one edit, which it is', { editId: 'cut' }, [{ editId: 'cut' }], true],
    ['in another edit', { editId: 'cut' }, [{ editId: 'other' }], false],
    ['in every edit', { editId: 'cut' }, [{}], true],
    ['in one edit, and it names none', {}, [{ editId: 'cut' }], false],
    ['under another name', {}, [{ alid: 'other' }], false],
  ])('%s', (_, members, removals, isRefused) => {
    const { standing, findings } = told(
      clause({ alid: 'film', ...members }),
      ...removals.map((one) => removal({ alid: 'film', ...one })),
    );
    expect([standing, findings]).toEqual(isRefused ? [[], refused] : [['film'], []]);
  });

  test('a Delete row takes nothing away in its own file', () => {
    expect(told(clause({ alid: 'film' }), clause({ alid: 'film', entryType: 'Delete' })).standing).toEqual(['film']);
  });
});
