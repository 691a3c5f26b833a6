/** This room's ports in memory, and receipts, payments and contracts to settle in tests and benches. */
import { asId, DAY_MS, type Instant } from '@duoping/kit';
import type { Payment } from '#commerce';
import { type Contract, readContract } from '#deals';
import type { Receipt } from '#evidence';
import {
  BLOCK_LEAVES,
  type Books,
  balancesOf,
  type Closing,
  type JournalEntry,
  type Ledger,
  readPeriod,
  rowKey,
  rowOf,
  type SettlePorts,
  type Statement,
  type Tally,
  type TallyStore,
  type WatchedRow,
} from './index.ts';

export const SHANGHAI: Books = { zone: 'Asia/Shanghai', currency: 'CNY' };

/** Noon of a day of November 2026 in Shanghai. */
export const november = (day: number): Instant => Date.UTC(2026, 10, day, 4);

export const receiptOf = (given: Partial<Receipt> & Pick<Receipt, 'id'>): Receipt => {
  const watchedMs = given.watchedMs ?? 15_000;
  const to = given.to ?? november(10);
  return {
    ...{ play: 'p1', sequence: 1, household: 'h', device: 'd1', model: 'm1', screen: 'tv', territory: 'CN' },
    ...{ work: 'w1', alid: 'w1', partner: 'youku', contract: 'yk', contractVersion: 1, delivery: 'ab' },
    ...{ place: { sheet: 'Movies', row: 4 }, grant: 'g1', epoch: 1, licenseType: 'SVOD', entitlement: 's1' },
    ...{ keyIssue: 'k1', intervals: [[0, watchedMs]], watchedMs, from: to - watchedMs, to },
    ...given,
  };
};

export const chargeOf = (given: Partial<Payment> & Pick<Payment, 'key'>): Payment => ({
  ...{ kind: 'charge', refundOf: null, household: asId('h'), subscription: asId('s'), plan: 'all' },
  ...{ amount: { minor: 1990n, currency: 'CNY' }, at: november(1), provider: 'sandbox' },
  covers: { start: november(1), end: november(1) + 30 * DAY_MS },
  ...given,
});

export const refundOf = (charge: Payment, given: Partial<Payment> & Pick<Payment, 'key'>): Payment => ({
  ...charge,
  ...{ kind: 'refund', refundOf: charge.key },
  ...given,
});

export function contractOf(given: {
  id: string;
  partner: string;
  version?: number;
  money?: Record<string, unknown>;
}): Contract {
  const contract = readContract({
    ...{
      version: 1,
      screens: { tv: {} },
      window: { start: '2020-01-01T00:00:00Z', end: null },
      money: { kind: 'none' },
    },
    ...given,
  });
  if (!contract.ok) throw new Error(contract.reason);
  return contract.value;
}

export const shareOf = (
  partnerShareBasisPoints: number,
  guaranteeMinor?: string,
  more: Record<string, unknown> = {},
): Record<string, unknown> => ({
  ...{ kind: 'revenue-share', partnerShareBasisPoints },
  ...(guaranteeMinor === undefined ? {} : { minimumGuarantee: { minor: guaranteeMinor, currency: 'CNY', ...more } }),
});

export function memoryLedger(books: Books | undefined = SHANGHAI): Ledger {
  const closings: Closing[] = [];
  const entries: JournalEntry[] = [];
  let stated = books;
  return {
    books: async () => stated,
    async stateBooks(next) {
      if (closings.length > 0 && (next.zone !== stated?.zone || next.currency !== stated.currency)) return false;
      stated = next;
      return true;
    },
    closedPeriods: async () => [...closings],
    balances: async () => balancesOf(entries),
    entries: async (period) => entries.filter((entry) => entry.period === period),
    countedPayments: async () => new Set(closings.flatMap(({ payments }) => payments)),
    async close(closing) {
      if ((closings.at(-1)?.id ?? null) !== closing.previous) return false;
      if (stated?.zone !== closing.books.zone || stated.currency !== closing.books.currency) return false;
      closings.push(closing);
      entries.push(...closing.entries);
      return true;
    },
    statements: async (period): Promise<readonly Statement[]> =>
      closings.filter(({ id }) => period === undefined || id === period).flatMap(({ statements }) => statements),
  };
}

/** Arrival numbers in the order of the log; receipts that it doesn't name come after, as they arrived. */
type LogOrder = readonly number[];

/** Receipts in the order of their arrival, numbered from 1, and the log that holds them. */
export function memoryReceipts(
  receipts: readonly Receipt[],
  order: LogOrder = [],
): Pick<SettlePorts, 'receipts' | 'log'> {
  const leaves = () => {
    const rest = receipts.map((_, at) => at + 1).filter((position) => !order.includes(position));
    return [...order, ...rest].flatMap((position, index) => {
      const receipt = receipts[position - 1];
      return receipt ? [{ receipt, index, position: BigInt(position), place: BigInt(index + 1) }] : [];
    });
  };
  return {
    receipts: {
      newest: async () => BigInt(receipts.length),
      earliestEnd: async () => receipts.map(({ to }) => to).sort((a, b) => a - b)[0],
      async ofRow(row, { start, end, from, below, also, arrived }, page) {
        const own = leaves().filter(
          ({ receipt, index, position, place }) =>
            receipt.grant === row.grant &&
            receipt.contract === row.contract &&
            receipt.contractVersion === row.contractVersion &&
            receipt.work === row.work &&
            start < receipt.to &&
            receipt.to <= end &&
            ((index >= from && index < below) || also.includes(index)) &&
            (!arrived || (position > arrived.after && position <= arrived.through)) &&
            place > page.after,
        );
        return own.slice(0, page.limit);
      },
    },
    log: {
      through: async (position) => ({
        size: leaves().findLastIndex((leaf) => leaf.position <= position) + 1,
        root: '0'.repeat(64),
      }),
      leaves: async (from, most) =>
        leaves()
          .slice(from, from + most)
          .map(({ receipt }) => JSON.stringify(receipt)),
      indexesAfter: async (position, size) =>
        leaves()
          .filter((leaf) => leaf.position > position && leaf.index < size)
          .map(({ index }) => index),
    },
  };
}

/** Tallies as the real ones behave: a step is whole or not at all, and one advances at a time. */
export function memoryTallies(): TallyStore & { blocksKept: Map<string, Tally> } {
  const blocksKept = new Map<string, Tally>();
  const numbers = new Map<string, number>();
  const rowsKept = new Map<number, WatchedRow>();
  let state = { zone: '', leaves: 0 };
  let locked = false;
  const nameOf = ({ level, index }: Pick<Tally, 'level' | 'index'>): string => `${level}/${index}`;
  const blocks: TallyStore['blocks'] = async (names) => names.flatMap((name) => blocksKept.get(nameOf(name)) ?? []);
  const numberOf = (row: WatchedRow): number => {
    const number = numbers.get(rowKey(row)) ?? numbers.size + 1;
    numbers.set(rowKey(row), number);
    rowsKept.set(number, rowOf(row));
    return number;
  };
  return {
    blocksKept,
    reached: async (zone) => (state.zone === zone ? state.leaves : 0),
    blocks,
    rows: async (asked) => new Map([...rowsKept].filter(([number]) => asked.includes(number))),
    async advance(zone, work) {
      if (locked) return 'busy';
      locked = true;
      try {
        const leaves = state.zone === zone ? state.leaves : 0;
        const made = await work({ leaves, blocks, numbersOf: async (rows) => rows.map(numberOf) });
        if (state.zone !== zone) blocksKept.clear();
        for (const tally of made) blocksKept.set(nameOf(tally), tally);
        state = { zone, leaves: leaves + (made.length > 0 ? BLOCK_LEAVES : 0) };
        return state.leaves;
      } finally {
        locked = false;
      }
    },
  };
}

/** Two partners, an open ledger, and a clock at noon of 5 December 2026. */
export function settleWorld(given: {
  receipts?: Receipt[];
  payments?: Payment[];
  contracts?: Contract[];
  ledger?: Ledger;
  order?: LogOrder;
  now?: Instant;
}): SettlePorts & { at: { now: Instant }; receiptsKept: Receipt[]; paymentsKept: Payment[] } {
  const at = { now: given.now ?? Date.UTC(2026, 11, 5, 4) };
  const receiptsKept = given.receipts ?? [];
  const paymentsKept = given.payments ?? [];
  return {
    ...{ at, receiptsKept, paymentsKept },
    clock: { now: () => at.now },
    ledger: given.ledger ?? memoryLedger(),
    ...memoryReceipts(receiptsKept, given.order),
    tallies: memoryTallies(),
    payments: { before: async (end) => paymentsKept.filter((payment) => payment.at < end) },
    deals: {
      contractVersions: async () => given.contracts ?? TWO_CONTRACTS,
      partners: async () => PARTNERS,
    },
    titleOf: ({ work }) => (work === 'w1' ? { 'zh-CN': '冬河', en: 'Winter River' } : {}),
  };
}

export const TWO_CONTRACTS = [
  contractOf({ id: 'yk', partner: 'youku', money: shareOf(5500) }),
  contractOf({ id: 'iq', partner: 'iqiyi', money: shareOf(4250) }),
];

export const PARTNERS = [
  { id: 'youku', name: 'Youku', names: { 'zh-CN': '优酷' }, illustrative: false },
  { id: 'iqiyi', name: 'iQiyi', names: { 'zh-CN': '爱奇艺' }, illustrative: false },
];

export const NOVEMBER = readPeriod('2026-11', SHANGHAI.zone);
