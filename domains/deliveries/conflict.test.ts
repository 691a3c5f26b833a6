import { expect, test } from 'vitest';
import { applyDelivery, openDelivery, receiveFile, reviewDelivery } from './index.ts';
import type { DeliveryDesk } from './testing.ts';
import { aDesk, avail, bring, contract, MEI, sheet } from './testing-drops.ts';

const EIDR = 'md:cid:eidr-s:7791-8534-2C23-9030-8610-5';

async function besideAnother(theirs: Record<string, string>): Promise<DeliveryDesk> {
  const desk = await aDesk();
  await desk.ports.deals.savePartner({ id: 'rival', name: 'Rival', names: {}, illustrative: false });
  await desk.ports.deals.addContract(contract({ id: 'R-1', partner: 'rival' }), desk.now);
  const opened = await openDelivery(desk.ports, { partner: 'rival', name: 'theirs', by: 'Bo' });
  if (!opened.ok) throw new Error(opened.reason);
  const bytes = new TextEncoder().encode(sheet([avail('theirs', { ContentID: EIDR, ...theirs })]));
  await receiveFile(desk.ports, opened.value.id, { name: 'a.csv', bytes });
  expect((await applyDelivery(desk.ports, opened.value.id, MEI)).ok).toBe(true);
  return desk;
}

test.each<[string, Record<string, string>, Record<string, string>, number]>([
  ['the same film, exclusively, where and when another has it', {}, { Exclusive: 'TRUE' }, 1],
  ['the same film, not exclusively', {}, {}, 0],
  ['in another territory', { Territory: 'US' }, { Exclusive: 'TRUE' }, 0],
  ['at another time', { Start: '2025-01-01', End: '2025-12-31' }, { Exclusive: 'TRUE' }, 0],
  ['of another kind', { LicenseType: 'AVOD' }, { Exclusive: 'TRUE' }, 0],
  ['another film', { ContentID: 'md:cid:org:rival:film' }, { Exclusive: 'TRUE' }, 0],
])('%s: conflicts %#', async (_, theirs, ours, wanted) => {
  const desk = await besideAnother(theirs);
  const id = await bring(desk.ports, { 'a.csv': sheet([avail('ours', { ContentID: EIDR, ...ours })]) });
  const reviewed = await reviewDelivery(desk.ports, id);
  const conflicts = reviewed.ok ? reviewed.value.report?.diff.conflicts : undefined;
  expect(conflicts).toHaveLength(wanted);
  if (wanted > 0) expect(conflicts?.[0]).toMatchObject({ partner: 'rival', contract: 'R-1' });
});
