/** States the demo operator's facts: device models, one household with a subscription, partners, contracts, the content plan. Repeatable. */
import { randomBytes } from 'node:crypto';
import { asId, DAY_MS, type Id, isCountry } from '@duoping/kit';
import { SCREENS } from '@duoping/rights';
import { z } from 'zod';
import { readContentPlan, readContract } from '#deals';
import type { House } from '../server.ts';

const operatorFile = z.object({
  brand: z.string(),
  territory: z.string().refine(isCountry),
  models: z.array(z.object({ id: z.string(), name: z.string(), screen: z.enum(SCREENS) })),
  household: z.object({
    name: z.string(),
    streamLimit: z.int().min(1),
    profiles: z.array(z.object({ name: z.string(), language: z.string() })).min(1),
    plan: z.string(),
  }),
  partners: z.array(z.object({ id: z.string(), name: z.string(), illustrative: z.boolean() })),
});

export type DemoOperator = z.infer<typeof operatorFile>;

export const readOperator = (value: unknown): DemoOperator => operatorFile.parse(value);

export const DEMO_HOUSEHOLD: Id<'household'> = asId('demo-household');

export async function seedHousehold(house: House, { household, models }: DemoOperator): Promise<void> {
  for (const model of models) await house.devices.putModel(model);
  if (await house.households.byId(DEMO_HOUSEHOLD)) return;
  const { name, streamLimit, profiles, plan } = household;
  await house.households.put({
    id: DEMO_HOUSEHOLD,
    name,
    streamLimit,
    pseudonymKey: randomBytes(32).toString('hex'),
  });
  for (const [index, profile] of profiles.entries()) {
    const id = asId<'profile'>(`demo-profile-${index + 1}`);
    await house.households.putProfile({ id, household: DEMO_HOUSEHOLD, ...profile });
  }
  const window = { start: house.clock.now() - DAY_MS, end: null };
  await house.subscriptions.put({ id: asId('demo-subscription'), household: DEMO_HOUSEHOLD, plan, window });
}

/** Throws when an example file is not what it should be: the demo must not start on half of its facts. */
export async function seedDeals(
  house: House,
  files: { partners: DemoOperator['partners']; contracts: readonly unknown[]; plan: unknown },
): Promise<void> {
  for (const partner of files.partners) await house.deals.savePartner(partner);
  for (const file of files.contracts) {
    const contract = readContract(file);
    if (!contract.ok) throw new Error(`A contract of the demo can't be read: ${contract.reason}`);
    await house.deals.addContract(contract.value, house.clock.now());
  }
  const plan = readContentPlan(files.plan);
  if (!plan.ok) throw new Error(`The demo's content plan can't be read: ${plan.reason}`);
  await house.deals.savePlan(plan.value, house.clock.now());
}
