/** What came of the content plan: paid, due, watched and earned under each commitment, added up from statements. */
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { ContentPlan } from '#deals';
import { type Budget, planReturns, type Returns } from '#insight';
import { listPeriods, type SettlePorts, type Statement, settlePeriod } from '#settlement';
import { refuseWith } from './app.ts';
import { agreementBody, minor } from './settlement-shapes.ts';
import { errorBody } from './shapes.ts';

const OPERATOR = {
  access: 'operator',
  decides: 'public: the operator alone, and sums of money and time without a title',
} as const;
const errors = { 400: errorBody, 401: errorBody, 404: errorBody };

const budget = { budgetMinor: minor, committedMinor: minor, paidMinor: minor, dueMinor: minor, freeMinor: minor };
const returns = {
  ...{ watchedMs: z.int(), receipts: z.int() },
  ...{ earnedMinor: minor, recoupedMinor: minor, payableMinor: minor },
};
const names = z.record(z.string(), z.string());

const planBody = z
  .object({
    ...budget,
    ...{ id: z.string(), name: names, currency: z.string(), source: z.string() },
    booksCurrency: z.string().nullable().meta({ description: 'What returns are in; null while no books are stated' }),
    preview: z.array(z.string()).meta({ description: 'Months counted as they stand now, being not closed' }),
    trouble: z
      .object({ reason: z.string(), detail: z.string() })
      .nullable()
      .meta({ description: 'What keeps a month from being counted' }),
    pool: z.object({ revenueMinor: minor, keptMinor: minor, watchedMs: z.int() }),
    envelopes: z.array(z.object({ ...budget, id: z.string(), name: names })),
    partners: z.array(z.object({ ...returns, id: z.string(), name: z.string(), names, committedMinor: minor })),
    commitments: z.array(
      z.object({
        ...{ id: z.string(), envelope: z.string(), partner: z.string(), kind: z.string(), date: z.string() },
        ...{ contract: z.string().nullable(), work: z.string().nullable(), note: names },
        ...{ amountMinor: minor, currency: z.string(), source: z.string() },
        ...{ paidMinor: minor, dueMinor: minor, nextDue: z.string().nullable() },
        tranches: z.array(z.object({ due: z.string(), amountMinor: minor, currency: z.string(), paid: z.boolean() })),
        returns: z.object(returns),
        guarantee: agreementBody.shape.guarantee,
      }),
    ),
    months: z
      .array(z.object({ ...returns, period: z.string(), partner: z.string(), contract: z.string() }))
      .meta({ description: 'The oldest first' }),
  })
  .meta({ id: 'PlanReturns' });

export function insightRoutes(instance: FastifyInstance, ports: InsightPorts): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();

  app.get(
    '/api/content-plans/:id/returns',
    {
      config: OPERATOR,
      schema: {
        ...{ operationId: 'planReturns', summary: 'A content plan with what has come of it', tags: ['operating'] },
        security: [{ operator: [] }, { session: [] }],
        params: z.object({ id: z.string().max(200) }),
        response: { 200: planBody, ...errors },
      },
    },
    async ({ params }, reply) => {
      const plan = (await ports.deals.plans()).find(({ id }) => id === params.id);
      if (!plan) return refuseWith(reply, 404, { reason: 'not-found' });
      return bodyOf(plan, await allStatements(ports.settlement), await ports.deals.partners());
    },
  );
}

export interface InsightPorts {
  readonly settlement: SettlePorts;
  readonly deals: {
    plans(): Promise<readonly ContentPlan[]>;
    partners(): ReturnType<SettlePorts['deals']['partners']>;
  };
}

interface Counted {
  readonly statements: readonly Statement[];
  readonly currency: string | null;
  readonly preview: readonly string[];
  readonly trouble: { readonly reason: string; readonly detail: string } | null;
}

/** Statements of all closed months, and of those that aren't as they stand now. */
async function allStatements(ports: SettlePorts): Promise<Counted> {
  const { books, periods } = await listPeriods(ports);
  const statements = [...(await ports.ledger.statements())];
  const preview: string[] = [];
  for (const { period, status } of periods.toReversed()) {
    if (status === 'closed') continue;
    const settled = await settlePeriod(ports, { period: period.id, previewOnly: true });
    if (!settled.ok) return { statements, currency: books?.currency ?? null, preview, trouble: settled.reason };
    statements.push(...settled.value.statements);
    preview.push(period.id);
  }
  return { statements, currency: books?.currency ?? null, preview, trouble: null };
}

function bodyOf(
  plan: ContentPlan,
  { statements, currency, preview, trouble }: Counted,
  known: Awaited<ReturnType<InsightPorts['deals']['partners']>>,
): z.input<typeof planBody> {
  const { whole, envelopes, commitments, partners, months } = planReturns(plan, statements);
  // Every statement of a month tells the same pool.
  const pools = [...new Map(statements.map(({ period, pool }) => [period.id, pool])).values()];
  const poolSum = (amountOf: (pool: Statement['pool']) => string): string =>
    String(pools.reduce((sum, pool) => sum + BigInt(amountOf(pool)), 0n));
  return {
    ...{ id: plan.id, name: { ...plan.name }, currency: plan.budget.currency, source: plan.budget.source },
    ...{ booksCurrency: currency, preview: [...preview], trouble: trouble && { ...trouble } },
    ...budgetBody(whole),
    pool: {
      revenueMinor: poolSum(({ revenueMinor }) => revenueMinor),
      keptMinor: poolSum(({ keptMinor }) => keptMinor),
      watchedMs: pools.reduce((sum, { watchedMs }) => sum + watchedMs, 0),
    },
    envelopes: envelopes.map(({ id, ...rest }) => ({
      ...{ id, name: { ...plan.envelopes.find((envelope) => envelope.id === id)?.name } },
      ...budgetBody(rest),
    })),
    partners: partners.map(({ id, committedMinor, ...rest }) => {
      const partner = known.find((each) => each.id === id);
      return {
        ...{ id, name: partner?.name ?? id, names: { ...partner?.names }, committedMinor: String(committedMinor) },
        ...returnsBody(rest),
      };
    }),
    commitments: commitments.map(({ commitment, paidMinor, dueMinor, nextDue, returns: own, guarantee }) => ({
      ...{ id: commitment.id, envelope: commitment.envelope, partner: commitment.partner, kind: commitment.kind },
      ...{ date: commitment.date, contract: commitment.contract ?? null, work: commitment.work ?? null },
      ...{ note: { ...commitment.note }, amountMinor: commitment.amount.minor, currency: commitment.amount.currency },
      ...{ source: commitment.amount.source, paidMinor: String(paidMinor), dueMinor: String(dueMinor), nextDue },
      tranches: commitment.tranches.map(({ due, amount, paid }) => ({
        ...{ due, paid, amountMinor: amount.minor, currency: amount.currency },
      })),
      returns: returnsBody(own),
      guarantee: guarantee && { ...guarantee },
    })),
    months: months.map(({ period, partner, contract, ...rest }) => ({
      ...{ period, partner, contract },
      ...returnsBody(rest),
    })),
  };
}

const budgetBody = ({ budgetMinor, committedMinor, paidMinor, dueMinor, freeMinor }: Budget) => ({
  ...{ budgetMinor: String(budgetMinor), committedMinor: String(committedMinor), paidMinor: String(paidMinor) },
  ...{ dueMinor: String(dueMinor), freeMinor: String(freeMinor) },
});

const returnsBody = ({ watchedMs, receipts, earnedMinor, recoupedMinor, payableMinor }: Returns) => ({
  ...{ watchedMs, receipts, earnedMinor: String(earnedMinor) },
  ...{ recoupedMinor: String(recoupedMinor), payableMinor: String(payableMinor) },
});
