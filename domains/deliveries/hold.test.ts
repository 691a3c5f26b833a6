import { describe, expect, test } from 'vitest';
import { type Applying, applyDelivery, reviewDelivery } from './index.ts';
import type { DeliveryDesk } from './testing.ts';
import { aDesk, alid, avail, bring, type Drop, MEI, sheet, stateOf } from './testing-drops.ts';

async function attempt(desk: DeliveryDesk, drop: Drop, applying: Partial<Applying> = {}) {
  const id = await bring(desk.ports, drop);
  const reviewed = await reviewDelivery(desk.ports, id);
  const applied = await applyDelivery(desk.ports, id, { ...MEI, ...applying });
  return {
    id,
    status: reviewed.ok ? reviewed.value.status : reviewed.reason,
    holds: reviewed.ok ? reviewed.value.report?.holds : undefined,
    outcome: applied.ok ? 'applied' : applied.reason,
  };
}
const titles = async (desk: DeliveryDesk) => (await stateOf(desk)).grants.map(([title]) => title).toSorted();
const catalogOf = (count: number, members: Record<string, string> = {}): Drop => ({
  'avails.csv': sheet(Array.from({ length: count }, (_, at) => avail(`film-${at}`, members))),
});

describe('a row whose ExceptionFlag is set', () => {
  const flagged: Drop = {
    'avails.csv': sheet([
      avail('film', { End: '2026-06-30', ExceptionFlag: 'TRUE' }),
      avail('other', { End: '2026-09-30', ExceptionFlag: '' }),
    ]),
  };

  test('holds the delivery, and viewers keep what they had', async () => {
    const desk = await aDesk();
    await attempt(desk, { 'avails.csv': sheet([avail('film'), avail('other')]) });
    const before = await stateOf(desk);
    const { status, holds, outcome } = await attempt(desk, flagged);
    expect([status, holds, outcome]).toEqual(['held', [{ kind: 'exception-flag', alids: [alid('film')] }], 'held']);
    expect(await stateOf(desk)).toEqual(before);
  });

  test('grants what it says once a person has looked at it', async () => {
    const desk = await aDesk();
    expect((await attempt(desk, flagged, { despite: 'asked them' })).outcome).toBe('applied');
    expect(await titles(desk)).toEqual([alid('film'), alid('other')]);
  });

  test('can be left out: its title stays as it was, the rest changes', async () => {
    const desk = await aDesk();
    await attempt(desk, { 'avails.csv': sheet([avail('film'), avail('other')]) });
    const { outcome, id } = await attempt(desk, flagged, { leavingOut: 'they will call back' });
    expect(outcome).toBe('applied');
    const ends = (await stateOf(desk)).grants.map(([title, , , end]) => [title, end]);
    expect(ends).toContainEqual([alid('film'), Date.UTC(2027, 0, 1)]);
    expect(ends).toContainEqual([alid('other'), Date.UTC(2026, 9, 1)]);
    expect((await desk.deliveries.acts(id)).at(-1)).toMatchObject({ act: 'applied', reason: 'they will call back' });
  });
});

describe('a delivery that takes much away', () => {
  const removing = (count: number): Drop => catalogOf(count, { EntryType: 'Full Delete' });

  test.each<[string, number, number, string]>([
    ['more than the set share of the partner’s grants waits', 20, 5, 'held'],
    ['just the set share does not', 20, 4, 'applied'],
    ['everything waits', 3, 3, 'held'],
    ['one of a few titles does not', 4, 1, 'applied'],
    ['two of a few titles do not', 4, 2, 'applied'],
  ])('%s', async (_, has, loses, wanted) => {
    const desk = await aDesk();
    await attempt(desk, catalogOf(has));
    const { outcome, holds } = await attempt(desk, removing(loses));
    expect(outcome).toBe(wanted);
    if (wanted === 'held') expect(holds).toEqual([{ kind: 'drop', lost: loses, known: has, limitPercent: 20 }]);
    expect(await titles(desk)).toHaveLength(wanted === 'held' ? has : has - loses);
  });

  test('is applied when somebody says why, and leaving titles out is no way around it', async () => {
    const desk = await aDesk();
    await attempt(desk, catalogOf(10));
    expect((await attempt(desk, removing(9), { leavingOut: 'no' })).outcome).toBe('held');
    expect((await attempt(desk, removing(9), { despite: 'the contract ended' })).outcome).toBe('applied');
    expect(await titles(desk)).toEqual([alid('film-9')]);
  });

  test('a change of many titles is no loss', async () => {
    const desk = await aDesk();
    await attempt(desk, catalogOf(10));
    expect((await attempt(desk, catalogOf(10, { End: '2026-08-31' }))).outcome).toBe('applied');
  });
});

test('an error can’t be waved through', async () => {
  const desk = await aDesk();
  const broken = { 'avails.csv': sheet([avail('film', { ExceptionFlag: 'TRUE', End: '2025-01-01' })]) };
  for (const word of [{ despite: 'please' }, { leavingOut: 'please' }])
    expect(await attempt(desk, broken, word)).toMatchObject({ status: 'refused', outcome: 'has-errors' });
});
