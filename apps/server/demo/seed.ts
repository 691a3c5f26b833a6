/** States the demo operator's facts: device models, one household with a subscription, partners, contracts, plan, clearances. Repeatable. */
import { randomBytes } from 'node:crypto';
import { asId, DAY_MS, type Id, isCountry, parseInstant } from '@duoping/kit';
import { SCREENS } from '@duoping/rights';
import { z } from 'zod';
import { readContentPlan, readContract } from '#deals';
import { isZone } from '#settlement';
import type { House } from '../house.ts';

const words = z.object({ 'zh-CN': z.string(), en: z.string() });
const operatorFile = z.object({
  brand: z.object({ name: words }),
  territory: z.string().refine(isCountry),
  timeZone: z.string().refine(isZone),
  currency: z.string().length(3),
  partners: z.array(z.object({ id: z.string(), name: words, rules: z.unknown() })),
  models: z.array(z.object({ id: z.string(), name: z.string(), screen: z.enum(SCREENS) })),
  household: z.object({
    name: words,
    profiles: z.array(z.object({ id: z.string(), name: words, language: z.string() })).min(1),
  }),
  subscriptionPlan: z.object({
    id: z.string(),
    price: z.object({ minor: z.string().regex(/^\d+$/).transform(BigInt), currency: z.string().length(3) }),
    concurrentStreams: z.int().min(1),
  }),
});
const clearancesFile = z.object({
  authority: z.object({ id: z.string() }),
  rule: z.object({
    territories: z.object({ include: z.array(z.string()), exclude: z.array(z.string()) }),
    screens: z.array(z.enum(SCREENS)),
  }),
  clearances: z.array(
    z.object({ work: z.string(), number: z.string(), from: z.string(), until: z.string().nullable() }),
  ),
});

export type DemoOperator = z.infer<typeof operatorFile>;
export const readOperator = (value: unknown): DemoOperator => operatorFile.parse(value);

export const DEMO_HOUSEHOLD: Id<'household'> = asId('demo-household');

export async function seedHousehold(house: House, operator: DemoOperator): Promise<void> {
  for (const model of operator.models) await house.devices.putModel(model);
  const { household, subscriptionPlan } = operator;
  await seedBooks(house, operator);
  if (await house.households.byId(DEMO_HOUSEHOLD)) return;
  await house.households.put({
    id: DEMO_HOUSEHOLD,
    name: household.name['zh-CN'],
    streamLimit: subscriptionPlan.concurrentStreams,
    pseudonymKey: randomBytes(32).toString('hex'),
  });
  for (const { id, name, language } of household.profiles) {
    await house.households.putProfile({ id: asId(id), household: DEMO_HOUSEHOLD, name: name['zh-CN'], language });
  }
  await house.subscriptions.put({
    id: asId('demo-subscription'),
    household: DEMO_HOUSEHOLD,
    plan: subscriptionPlan.id,
    window: { start: house.clock.now() - DAY_MS, end: null },
  });
}

/** What the books are kept in, and what the plan costs: charged by the sandbox, which moves no money. */
async function seedBooks({ settlement, charging, clock }: House, operator: DemoOperator): Promise<void> {
  const { timeZone: zone, currency, subscriptionPlan } = operator;
  if (!(await settlement.ledger.books())) await settlement.ledger.stateBooks({ zone, currency });
  const { id: plan, price } = subscriptionPlan;
  if (await charging.prices.priceAt(plan, clock.now())) return;
  await charging.prices.add({ plan, price, from: clock.now() - 31 * DAY_MS });
}

/** Throws when an example file is not what it should be: the demo must not start on half of its facts. */
export async function seedDeals(
  house: House,
  files: { operator: DemoOperator; contracts: readonly object[]; plan: unknown },
): Promise<void> {
  const rules = new Map(files.operator.partners.map((partner) => [partner.id, partner.rules]));
  for (const { id, name } of files.operator.partners) {
    await house.deals.savePartner({ id, name: name.en, names: name, illustrative: true });
  }
  for (const file of files.contracts) {
    const contract = readContract({ rules: 'partner' in file ? rules.get(String(file.partner)) : undefined, ...file });
    if (!contract.ok) throw new Error(`A contract of the demo can't be read: ${contract.reason}`);
    await house.deals.addContract(contract.value, house.clock.now());
  }
  const plan = readContentPlan(files.plan);
  if (!plan.ok) throw new Error(`The demo's content plan can't be read: ${plan.reason}`);
  await house.deals.savePlan(plan.value, house.clock.now());
}

/** What the authority must approve, and what it has. `workOf` finds the catalog's work of a title of the demo. */
export async function seedClearances(
  house: House,
  file: unknown,
  workOf: (slug: string) => string | undefined,
): Promise<void> {
  const { authority, rule, clearances } = clearancesFile.parse(file);
  const now = house.clock.now();
  await house.licensing.requireClearance({ authority: authority.id, ...rule, since: 0 }, now);
  for (const { work: slug, number: reference, from, until } of clearances) {
    const work = workOf(slug);
    const start = parseInstant(from);
    const end = until === null ? null : parseInstant(until);
    if (start === undefined || end === undefined) throw new Error(`Clearance ${reference} has no readable window`);
    if (work === undefined) continue;
    await house.licensing.recordClearance({ authority: authority.id, work, reference, window: { start, end } }, now);
  }
  await house.refreshRights();
}
