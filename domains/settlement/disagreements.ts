/**
 * What statements must have in common that no leaf can tell: those of one month share their pool and their log, and each
 * month goes on where the one before it ended. An operator who tells two stories is found out where both are at hand.
 */
import { canonicalJson, type Json } from '@duoping/kit';
import type { Statement, StatementAgreement } from './statement.ts';

/** Sentences about `statement` beside `all`, of which it is one and which are whole months; none when they agree. */
export function disagreements(statement: Statement, all: readonly Statement[]): readonly string[] {
  const others = all.filter((each) => each !== statement);
  const ofMonth = others.filter(({ period }) => period.id === statement.period.id);
  const earlier = others
    .filter(({ period }) => period.id < statement.period.id)
    .sort((a, b) => (a.period.id < b.period.id ? -1 : a.period.id > b.period.id ? 1 : 0));
  const before = earlier.at(-1);
  return [
    ...(ofMonth.some(({ partner }) => partner.id === statement.partner.id)
      ? [`is not the only one of ${statement.partner.id} for ${statement.period.id}`]
      : []),
    ...ofMonth.slice(0, 1).flatMap((other) => differing(statement, other)),
    ...(before ? notGoneOn(statement, before) : []),
    ...recoupedOtherwise(
      statement,
      earlier.filter(({ partner }) => partner.id === statement.partner.id),
    ),
  ];
}

/** What all partners are told alike. */
const SHARED = ['period', 'currency', 'pool', 'checkpoint', 'inputs'] as const;

const differing = (statement: Statement, other: Statement): string[] =>
  SHARED.filter((name) => textOf(statement[name]) !== textOf(other[name])).map(
    (name) => `${name} is another than in the statement of ${other.partner.id} for the same month`,
  );

const textOf = (value: unknown): string => canonicalJson(value as Json); // a member of a statement

function notGoneOn({ period, currency, pool, inputs }: Statement, before: Statement): string[] {
  const found: string[] = [];
  if (period.zone !== before.period.zone || currency !== before.currency)
    found.push(`is of books in ${period.zone} and ${currency}; those of ${before.period.id} are not`);
  const isNext = before.period.end === period.start;
  const size = before.inputs.leavesBefore === null ? undefined : before.checkpoint?.size;
  if (size !== undefined && inputs.leavesBefore !== null) {
    // A month between them without any statement may have taken more of the log.
    if (isNext ? inputs.leavesBefore !== size : inputs.leavesBefore < size)
      found.push(
        `inputs.leavesBefore is ${inputs.leavesBefore}; ${before.period.id} counted the leaves before ${size}`,
      );
    if (inputs.leftOut) found.push(`inputs.leftOut names leaves; ${before.period.id} counted all before ${size}`);
  }
  const carried = String(carriedAfter(before));
  if (isNext && pool.carriedMinor !== carried)
    found.push(`pool.carriedMinor is "${pool.carriedMinor}"; from ${before.period.id} follows "${carried}"`);
  return found;
}

function carriedAfter({ pool }: Statement): bigint {
  const net = BigInt(pool.chargedMinor) - BigInt(pool.refundedMinor) + BigInt(pool.carriedMinor);
  return net < 0n ? net : 0n;
}

/** Only months in which a contract stands in a statement recoup its guarantee. `earlier`: the same partner's, in order. */
function recoupedOtherwise({ agreements }: Statement, earlier: readonly Statement[]): string[] {
  const first = new Map(agreements.toReversed().flatMap((each) => guaranteed(each)));
  return [...first].flatMap(([contract, { recoupedBeforeMinor }]) => {
    const known = earlier.flatMap((each) => each.agreements.flatMap(guaranteed)).findLast(([id]) => id === contract);
    if (!known) return [];
    const sum = String(BigInt(known[1].recoupedBeforeMinor) + BigInt(known[1].recoupedMinor));
    return sum === recoupedBeforeMinor
      ? []
      : [`the guarantee of ${contract} was recouped by "${recoupedBeforeMinor}"; from earlier months follows "${sum}"`];
  });
}

const guaranteed = ({
  contract,
  guarantee,
}: StatementAgreement): (readonly [string, NonNullable<StatementAgreement['guarantee']>])[] =>
  guarantee ? [[contract, guarantee]] : [];
