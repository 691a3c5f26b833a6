/** Payments and prices in PostgreSQL. Both are only added: triggers refuse everything else. */
import { asId, ok, refuse } from '@duoping/kit';
import { type Pool, transaction } from '#engines/postgres';
import { type Payment, type PaymentStore, type PriceStore, refusalOf, type Subscription } from '../index.ts';

export const paymentsStep = {
  id: '002-payments',
  sql: `
create table commerce.payment (
  key text primary key,
  kind text not null check (kind in ('charge', 'refund')),
  refund_of text references commerce.payment (key),
  household text not null,
  subscription text not null,
  plan text not null,
  minor bigint not null check (minor > 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  at timestamptz not null,
  covers_start timestamptz not null,
  covers_end timestamptz not null check (covers_end > covers_start),
  provider text not null,
  check ((kind = 'refund') = (refund_of is not null))
);
create index payment_by_time on commerce.payment (at);
create index payment_refunds on commerce.payment (refund_of) where refund_of is not null;
create table commerce.plan_price (
  plan text not null,
  minor bigint not null check (minor >= 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  holds_from timestamptz not null,
  primary key (plan, holds_from)
);
create function commerce.facts_stay() returns trigger language plpgsql as
  $$ begin raise exception 'Payments and prices are only added, never changed or deleted'; end $$;
create trigger payments_stay before update or delete or truncate on commerce.payment
  for each statement execute function commerce.facts_stay();
create trigger prices_stay before update or delete or truncate on commerce.plan_price
  for each statement execute function commerce.facts_stay();
`,
};

interface PaymentRow {
  key: string;
  kind: 'charge' | 'refund';
  refund_of: string | null;
  household: string;
  subscription: string;
  plan: string;
  minor: bigint;
  currency: string;
  at: number;
  covers_start: number;
  covers_end: number;
  provider: string;
}

export function postgresPayments(pool: Pool): PaymentStore {
  return {
    append: (payment) =>
      transaction(pool, async (connection) => {
        const about = payment.refundOf ?? payment.key;
        await connection.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`payment:${about}`]);
        const { rows } = await connection.query<PaymentRow>(
          'select * from commerce.payment where key = $1 or key = $2 or refund_of = $2',
          [payment.key, payment.refundOf],
        );
        const known = rows.map(paymentOf);
        const same = known.find(({ key }) => key === payment.key);
        const refusal = refusalOf(payment, {
          same,
          charge: known.find(({ key }) => key === payment.refundOf),
          refundedMinor: known
            .filter(({ refundOf, key }) => refundOf !== null && refundOf === payment.refundOf && key !== payment.key)
            .reduce((sum, { amount }) => sum + amount.minor, 0n),
        });
        if (refusal) return refuse(refusal);
        if (same) return ok('known' as const);
        await connection.query(
          `insert into commerce.payment (key, kind, refund_of, household, subscription, plan, minor, currency, at,
             covers_start, covers_end, provider) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
          valuesOf(payment),
        );
        return ok('added' as const);
      }),
    async byKey(key) {
      const { rows } = await pool.query<PaymentRow>('select * from commerce.payment where key = $1', [key]);
      return rows.map(paymentOf)[0];
    },
    async before(end) {
      const { rows } = await pool.query<PaymentRow>(
        'select * from commerce.payment where at < $1 order by key collate "C"',
        [new Date(end)],
      );
      return rows.map(paymentOf);
    },
  };
}

export const postgresPrices = (pool: Pool): PriceStore => ({
  async add({ plan, price, from }) {
    await pool.query(
      `insert into commerce.plan_price (plan, minor, currency, holds_from) values ($1, $2, $3, $4)
       on conflict (plan, holds_from) do nothing`,
      [plan, price.minor, price.currency, new Date(from)],
    );
  },
  async priceAt(plan, at) {
    const { rows } = await pool.query<{ minor: bigint; currency: string }>(
      `select minor, currency from commerce.plan_price where plan = $1 and holds_from <= $2
       order by holds_from desc limit 1`,
      [plan, new Date(at)],
    );
    return rows[0];
  },
});

/** The subscriptions that hold at an instant, of all households. */
export const postgresRunningSubscriptions = (pool: Pool) => ({
  async running(at: number): Promise<readonly Subscription[]> {
    const { rows } = await pool.query<{
      id: string;
      household: string;
      plan: string;
      starts_at: number;
      ends_at: number | null;
    }>(
      `select id, household, plan, starts_at, ends_at from commerce.subscription
       where starts_at <= $1 and (ends_at is null or ends_at > $1) order by id`,
      [new Date(at)],
    );
    return rows.map((row) => ({
      id: asId(row.id),
      household: asId(row.household),
      plan: row.plan,
      window: { start: row.starts_at, end: row.ends_at },
    }));
  },
});

const valuesOf = (payment: Payment): unknown[] => [
  ...[payment.key, payment.kind, payment.refundOf, payment.household, payment.subscription, payment.plan],
  ...[payment.amount.minor, payment.amount.currency, new Date(payment.at)],
  ...[new Date(payment.covers.start), new Date(payment.covers.end), payment.provider],
];

const paymentOf = (row: PaymentRow): Payment => ({
  key: row.key,
  kind: row.kind,
  refundOf: row.refund_of,
  household: asId(row.household),
  subscription: asId(row.subscription),
  plan: row.plan,
  amount: { minor: row.minor, currency: row.currency },
  at: row.at,
  covers: { start: row.covers_start, end: row.covers_end },
  provider: row.provider,
});
