import { describe, expect, test } from 'vitest';
import { applyDelivery, reviewDelivery } from './index.ts';
import type { DeliveryDesk } from './testing.ts';
import { aDesk, avail, bring, MEI, sheet } from './testing-drops.ts';

type Row = Readonly<Record<string, string>>;

/** Applies the rows, and says what the titles are granted then. */
async function told(desk: DeliveryDesk, rows: readonly Row[]) {
  const id = await bring(desk.ports, { 'a.csv': sheet(rows) });
  const reviewed = await reviewDelivery(desk.ports, id);
  const { diff, findings = [] } = (reviewed.ok && reviewed.value.report) || {};
  const applied = await applyDelivery(desk.ports, id, { ...MEI, despite: 'in a test' });
  if (!applied.ok) throw new Error(applied.reason);
  const { grants } = await desk.licensing.facts();
  return {
    grants: grants
      .map((grant) => {
        const end = new Date(grant.window.end ?? 0).toISOString().slice(0, 7);
        return `${grant.alid.split(':').at(-1)} ${grant.formatProfile} ${grant.territories.include.join()} ${end}`;
      })
      .toSorted(),
    diff: [diff?.appears.length, diff?.disappears.length, diff?.changes.length, diff?.unchanged],
    unknown: findings.filter(({ code }) => code === 'avail-unknown').length,
  };
}
const row = (entry: string, members: Row = {}): Row => avail('film', { EntryType: entry, ...members });
const FULL: readonly Row[] = [
  avail('film', { AvailID: 'A-1' }),
  avail('film', { AvailID: 'A-2', FormatProfile: 'UHD' }),
  avail('other', { AvailID: 'A-3' }),
];
const HD = 'film HD CN 2027-01';
const UHD = 'film UHD CN 2027-01';
const OTHER = 'other HD CN 2027-01';

describe('a row that changes one avail leaves the rest of its title as it is', () => {
  test.each<[string, readonly Row[], readonly string[], number]>([
    ['creates', [row('Create', { AvailID: 'A-4', Territory: 'US' })], ['film HD US 2027-01', HD, UHD, OTHER], 0],
    [
      'creates again what is there',
      [row('Create', { AvailID: 'A-1', End: '2026-08-31' })],
      ['film HD CN 2026-09', UHD, OTHER],
      0,
    ],
    [
      'updates by its id',
      [row('Update', { AvailID: 'A-1', Start: '2026-02-01', End: '2026-08-31' })],
      ['film HD CN 2026-09', UHD, OTHER],
      0,
    ],
    [
      'updates its format by its id',
      [row('Update', { AvailID: 'A-2', FormatProfile: 'SD' })],
      ['film SD CN 2027-01', HD, OTHER],
      0,
    ],
    ['deletes by its id', [row('Delete', { AvailID: 'A-2', FormatProfile: 'UHD' })], [HD, OTHER], 0],
    ['updates by what it says', [row('Update', { End: '2026-08-31' })], ['film HD CN 2026-09', UHD, OTHER], 0],
    ['deletes by what it says', [row('Delete')], [UHD, OTHER], 0],
    [
      'updates what isn’t known',
      [row('Update', { AvailID: 'A-9', Territory: 'US' })],
      ['film HD US 2027-01', HD, UHD, OTHER],
      1,
    ],
    ['deletes what isn’t known', [row('Delete', { AvailID: 'A-9', Territory: 'US' })], [HD, UHD, OTHER], 1],
    [
      'one after the other',
      [row('Delete', { AvailID: 'A-1' }), row('Create', { AvailID: 'A-5', FormatProfile: 'SD' })],
      ['film SD CN 2027-01', UHD, OTHER],
      0,
    ],
  ])('%s', async (_, rows, wanted, unknown) => {
    const desk = await aDesk();
    await told(desk, FULL);
    const after = await told(desk, rows);
    expect([after.grants, after.unknown]).toEqual([[...wanted].toSorted(), unknown]);
  });

  test('and the review says just that', async () => {
    const desk = await aDesk();
    await told(desk, FULL);
    const { diff } = await told(desk, [row('Update', { AvailID: 'A-1', End: '2026-08-31' })]);
    expect(diff).toEqual([0, 0, 1, 1]);
  });

  test('full rows beside them say everything there is', async () => {
    const desk = await aDesk();
    await told(desk, FULL);
    const { grants } = await told(desk, [
      row('Full Extract', { FormatProfile: 'SD' }),
      row('Create', { Territory: 'US' }),
    ]);
    expect(grants).toEqual(['film HD US 2027-01', 'film SD CN 2027-01', OTHER]);
  });

  test('the same rows twice are one effect', async () => {
    const desk = await aDesk();
    await told(desk, FULL);
    const rows = [
      row('Create', { AvailID: 'A-4', Territory: 'US' }),
      row('Update', { AvailID: 'A-1', End: '2026-08-31' }),
    ];
    const first = await told(desk, rows);
    expect((await told(desk, rows)).grants).toEqual(first.grants);
    expect(first.grants.filter((each) => each.startsWith('film'))).toHaveLength(3);
  });
});
