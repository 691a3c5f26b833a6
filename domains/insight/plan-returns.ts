/** What the content plan has brought: committed, paid and left, and what was watched and earned under each commitment. */
import type { ContentPlan } from '#deals';
import type { Statement, StatementAgreement, StatementLine } from '#settlement';

type PlannedCommitment = ContentPlan['commitments'][number];

/** Whole minor units of the plan's currency. */
export interface Budget {
  readonly budgetMinor: bigint;
  readonly committedMinor: bigint;
  /** Tranches that are paid. */
  readonly paidMinor: bigint;
  /** Committed and not paid yet. */
  readonly dueMinor: bigint;
  /** Budgeted and not committed; below zero when more was committed than planned. */
  readonly freeMinor: bigint;
}

/** Sums over statements, in whole minor units of the books' currency, which need not be the plan's. */
export interface Returns {
  readonly watchedMs: number;
  readonly receipts: number;
  readonly earnedMinor: bigint;
  readonly recoupedMinor: bigint;
  readonly payableMinor: bigint;
}

export interface ReturnedCommitment {
  readonly commitment: PlannedCommitment;
  readonly paidMinor: bigint;
  readonly dueMinor: bigint;
  /** The next tranche that is not paid. */
  readonly nextDue: string | null;
  readonly returns: Returns;
  /** Of the commitment's contract, as its newest statement says. */
  readonly guarantee: StatementAgreement['guarantee'];
}

export interface PlanReturns {
  readonly whole: Budget;
  readonly envelopes: readonly (Budget & { readonly id: string })[];
  readonly commitments: readonly ReturnedCommitment[];
  readonly partners: readonly (Returns & { readonly id: string; readonly committedMinor: bigint })[];
  /** Month by month, the oldest first. */
  readonly months: readonly (Returns & {
    readonly period: string;
    readonly partner: string;
    readonly contract: string;
  })[];
}

/** Commitments in another currency than the plan's budget are listed and not added to it: nothing is exchanged. */
export function planReturns(plan: ContentPlan, statements: readonly Statement[]): PlanReturns {
  const { currency } = plan.budget;
  const inOrder = statements.toSorted((a, b) => (a.period.id < b.period.id ? -1 : a.period.id > b.period.id ? 1 : 0));
  const agreed = inOrder.flatMap(({ period, partner, agreements }) =>
    agreements.map((agreement) => ({ period: period.id, partner: partner.id, agreement })),
  );
  const commitments = plan.commitments.map((commitment): ReturnedCommitment => {
    const { paidMinor, dueMinor, nextDue } = paymentsOf(commitment);
    // A work is one, whoever delivered it; everything else is the partner's.
    const own = agreed.filter(({ partner }) => commitment.work !== undefined || partner === commitment.partner);
    return {
      ...{ commitment, paidMinor, dueMinor, nextDue },
      returns: sumsOf(
        partsUnder(
          commitment,
          own.map(({ agreement }) => agreement),
        ),
      ),
      guarantee:
        own.findLast(({ agreement }) => agreement.contract === commitment.contract)?.agreement.guarantee ?? null,
    };
  });
  const counted = plan.commitments.filter(({ amount }) => amount.currency === currency);
  const partners = [
    ...new Set([...plan.commitments.map(({ partner }) => partner), ...agreed.map(({ partner }) => partner)]),
  ];
  return {
    whole: budgetOf(BigInt(plan.budget.minor), counted),
    envelopes: plan.envelopes.map(({ id, budget }) => ({
      id,
      ...budgetOf(
        BigInt(budget.minor),
        counted.filter(({ envelope }) => envelope === id),
      ),
    })),
    commitments,
    partners: partners.map((id) => ({
      id,
      committedMinor: sumOf(counted.filter(({ partner }) => partner === id).map(({ amount }) => BigInt(amount.minor))),
      ...sumsOf(agreed.filter(({ partner }) => partner === id).map(({ agreement }) => agreement)),
    })),
    months: agreed.map(({ period, partner, agreement }) => ({
      ...{ period, partner, contract: agreement.contract },
      ...sumsOf([agreement]),
    })),
  };
}

function budgetOf(budgetMinor: bigint, commitments: readonly PlannedCommitment[]): Budget {
  const committedMinor = sumOf(commitments.map(({ amount }) => BigInt(amount.minor)));
  const paidMinor = sumOf(commitments.map((each) => paymentsOf(each).paidMinor));
  const dueMinor = committedMinor - paidMinor;
  return { budgetMinor, committedMinor, paidMinor, dueMinor, freeMinor: budgetMinor - committedMinor };
}

function paymentsOf({ amount, tranches }: PlannedCommitment) {
  const own = tranches.filter((tranche) => tranche.amount.currency === amount.currency);
  const paidMinor = sumOf(own.filter(({ paid }) => paid).map((tranche) => BigInt(tranche.amount.minor)));
  const open = own.filter(({ paid }) => !paid).map(({ due }) => due);
  return { paidMinor, dueMinor: BigInt(amount.minor) - paidMinor, nextDue: open.sort()[0] ?? null };
}

type Part = StatementAgreement | StatementLine;

/** A commitment for a work counts that work's lines; one for a contract its agreements; any other all of its partner's. */
function partsUnder({ work, contract }: PlannedCommitment, agreements: readonly StatementAgreement[]): readonly Part[] {
  if (work !== undefined) {
    const names = (line: StatementLine) => line.work === work || line.alid === work || line.alid.endsWith(`:${work}`);
    return agreements.flatMap(({ lines }) => lines.filter(names));
  }
  return contract === undefined ? agreements : agreements.filter((each) => each.contract === contract);
}

const sumsOf = (parts: readonly Part[]): Returns => ({
  watchedMs: parts.reduce((sum, { watchedMs }) => sum + watchedMs, 0),
  receipts: parts.reduce((sum, { receipts }) => sum + receipts, 0),
  earnedMinor: sumOf(parts.map(({ earnedMinor }) => BigInt(earnedMinor))),
  recoupedMinor: sumOf(parts.map(({ recoupedMinor }) => BigInt(recoupedMinor))),
  payableMinor: sumOf(parts.map(({ payableMinor }) => BigInt(payableMinor))),
});

const sumOf = (amounts: readonly bigint[]): bigint => amounts.reduce((sum, amount) => sum + amount, 0n);
