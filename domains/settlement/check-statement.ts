/**
 * Makes a statement again from the leaves of the log that it names, the contracts that these name, and the pool that it
 * states: every figure that differs is told. What only the operator knows is taken as stated: payments, what was recouped in
 * earlier months, names and titles.
 */
import { canonicalJson, type Json } from '@duoping/kit';
import type { Contract } from '#deals';
import type { Receipt } from '#evidence';
import { promisedIn } from './accounts.ts';
import { agreementKey, agreementsOf } from './agreement.ts';
import { earn } from './earn.ts';
import { accountKey } from './journal.ts';
import { keptOf, type SettledPartner, type StatementFacts, statementFor } from './make-statements.ts';
import { isZone, readPeriod } from './period.ts';
import type { Pool } from './pool.ts';
import type { Statement, StatementAgreement } from './statement.ts';
import { type Counting, countedIn, rowSums, SHARING_LICENSE_TYPE } from './watched.ts';

export interface CheckedStatement {
  /** Every leaf of the log in its order; those that the statement doesn't cover are passed over. */
  leaf(receipt: Receipt, index: number): void;
  /** Sentences; none when the statement follows from the leaves. */
  findings(): readonly string[];
}

const MOST_DIFFERENCES = 20;

/** `contracts`: every contract version that leaves name. */
export function checkStatement(statement: Statement, contracts: readonly Contract[]): CheckedStatement {
  const { zone, id } = statement.period;
  const period = isZone(zone) ? readPeriod(id, zone) : undefined;
  const { leavesBefore } = statement.inputs;
  const size = statement.checkpoint?.size;
  if (!period || leavesBefore === null || size === undefined) {
    const told = period ? 'names no log that its figures come from' : `is of ${id} in ${zone}, which is no month`;
    return { leaf: () => undefined, findings: () => [told] };
  }
  const { leftOut = [] } = statement.inputs;
  const counting: Counting = { period, size, leavesBefore, leftOut: new Set(leftOut) };
  const sums = rowSums();
  return {
    leaf(receipt, index) {
      if (receipt.licenseType !== SHARING_LICENSE_TYPE) return;
      const watchedIn = countedIn(receipt.to, index, counting);
      if (watchedIn !== undefined) sums.add(receipt, watchedIn);
    },
    findings() {
      const watched = sums.rows();
      const pool = statedPool(statement);
      const wanted = new Set(watched.map(agreementKey));
      const facts: StatementFacts = {
        ...{ status: 'closed', period, watched, currency: statement.currency, leavesBefore, leftOut },
        contracts: contracts.filter(({ terms: { id: contract, version: contractVersion, partner } }) =>
          wanted.has(agreementKey({ partner, contract, contractVersion })),
        ),
        partners: [statement.partner].map((partner) => ({ ...partner, illustrative: statement.illustrative })),
        balances: statedBalances(statement),
        journal: statement.inputs.journal,
        checkpoint: statement.checkpoint,
        titleOf: titlesOf(statement),
      };
      const agreed = agreementsOf(facts);
      if (!agreed.ok) return [`can't be computed again: ${agreed.reason.reason} ${agreed.reason.detail}`];
      const earnings = earn(agreed.value, pool, facts);
      const partner: SettledPartner = { ...statement.partner, illustrative: statement.illustrative };
      const own = earnings.filter(({ agreement }) => agreement.partner === partner.id);
      const made = statementFor(partner, own, { facts, pool, kept: keptOf(earnings, pool) });
      const expected = { ...made, agreements: withUnwatched(made.agreements, statement.agreements) };
      return differences('', statement as unknown as Json, expected as unknown as Json).slice(0, MOST_DIFFERENCES); // both are made of JSON members only
    },
  };
}

/** Its payments are the operator's word; what is divided has to follow from them. */
function statedPool({ pool, inputs }: Statement): Pool {
  const [chargedMinor, refundedMinor, carriedMinor] = [pool.chargedMinor, pool.refundedMinor, pool.carriedMinor].map(
    BigInt,
  ) as [bigint, bigint, bigint]; // three given, three got
  const net = chargedMinor - refundedMinor + carriedMinor;
  return {
    ...{ chargedMinor, refundedMinor, carriedMinor, revenueMinor: net < 0n ? 0n : net },
    ...{ payments: pool.payments, hash: inputs.payments, byProvider: [] },
  };
}

/** What each contract's guarantee had been recouped by, as its first version says. */
function statedBalances({ agreements, currency }: Statement): ReadonlyMap<string, bigint> {
  const balances = new Map<string, bigint>();
  for (const { contract, guarantee } of agreements) {
    const key = accountKey(promisedIn(contract), currency);
    if (guarantee && !balances.has(key)) balances.set(key, -BigInt(guarantee.recoupedBeforeMinor));
  }
  return balances;
}

function titlesOf({ agreements }: Statement): StatementFacts['titleOf'] {
  const titles = new Map(
    agreements.flatMap(({ lines }) => lines.map(({ work, alid, title }) => [canonicalJson([work, alid]), title])),
  );
  return ({ work, alid }) => titles.get(canonicalJson([work, alid])) ?? {};
}

/** A contract whose guarantee runs stands in a statement though nobody watched: its amounts are zero, and no leaf names it. */
function withUnwatched(
  made: readonly StatementAgreement[],
  stated: readonly StatementAgreement[],
): readonly StatementAgreement[] {
  const left = new Map(made.map((each) => [`${each.contract}@${each.version}`, each]));
  const inOrder = stated.flatMap((each) => {
    const key = `${each.contract}@${each.version}`;
    const known = left.get(key);
    left.delete(key);
    return known ?? (each.guarantee ? [unwatched(each, each.guarantee)] : []);
  });
  return [...inOrder, ...left.values()];
}

function unwatched(
  agreement: StatementAgreement,
  guarantee: NonNullable<StatementAgreement['guarantee']>,
): StatementAgreement {
  const open = BigInt(guarantee.amountMinor) - BigInt(guarantee.recoupedBeforeMinor);
  const unrecoupedMinor = String(guarantee.recoupable && open > 0n ? open : 0n);
  return {
    ...agreement,
    ...{ watchedMs: 0, receipts: 0, earnedMinor: '0', recoupedMinor: '0', payableMinor: '0', lines: [] },
    guarantee: { ...guarantee, recoupedMinor: '0', unrecoupedMinor },
  };
}

/** Each place where two documents differ, by its path. */
function differences(path: string, stated: Json | undefined, follows: Json | undefined): string[] {
  if (isTree(stated) && isTree(follows) && Array.isArray(stated) === Array.isArray(follows)) {
    const [left, right] = [new Map(Object.entries(stated)), new Map(Object.entries(follows))];
    return [...new Set([...left.keys(), ...right.keys()])].flatMap((name) =>
      differences(path === '' ? name : `${path}.${name}`, left.get(name), right.get(name)),
    );
  }
  return stated === follows ? [] : [`${path} is ${shown(stated)}; from the leaves follows ${shown(follows)}`];
}

const isTree = (value: Json | undefined): value is Exclude<Json, string | number | boolean | null> =>
  typeof value === 'object' && value !== null;

const shown = (value: Json | undefined): string =>
  value === undefined ? 'absent' : JSON.stringify(value).slice(0, 200);
