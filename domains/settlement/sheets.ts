/** A statement as the rows of a workbook. Amounts stand in whole minor units, which add up, and as people read them. */
import { decimal } from './amount.ts';
import type { Statement, Sums } from './statement.ts';
import { bothNames, labels, percent, rowOfLine, titleOfLine } from './wording.ts';

type Cell = string | number | undefined;

export interface StatementSheet {
  readonly name: string;
  readonly rows: readonly (readonly Cell[])[];
}

export function statementSheets(statement: Statement): readonly StatementSheet[] {
  return [
    { name: 'Statement', rows: summary(statement) },
    { name: 'Agreements', rows: agreements(statement) },
    { name: 'Lines', rows: lines(statement) },
  ];
}

function summary({ period, partner, currency, pool, totals, inputs, ...rest }: Statement): Cell[][] {
  const amount = (label: string, minor: string): Cell[] => [label, whole(minor), decimal(minor, currency)];
  return [
    ['Statement 结算单', period.id],
    ...labels({ period, partner, currency, pool, totals, inputs, ...rest }).map((label) => ['', label]),
    ['Partner 合作方', bothNames(partner.names, partner.name)],
    ['From 起', period.start],
    ['Until, not including 止', period.end],
    ['Time zone of the books 账簿时区', period.zone],
    ['Currency 币种', currency],
    [],
    ['', 'minor units', 'amount'],
    amount('Subscriptions charged 会员收入', pool.chargedMinor),
    amount('Given back 退款', pool.refundedMinor),
    amount('Carried from earlier months 上期结转', pool.carriedMinor),
    amount('Pool 分成池', pool.revenueMinor),
    ['Watched by all, ms 全部观看时长', pool.watchedMs],
    ['Receipts of all 全部凭证', pool.receipts],
    [],
    ['Watched, ms 观看时长', totals.watchedMs],
    ['Receipts 凭证', totals.receipts],
    amount('Earned 应得', totals.earnedMinor),
    amount('Recouped 抵扣保底', totals.recoupedMinor),
    amount('Payable 应付', totals.payableMinor),
    [],
    ['Journal before', inputs.journal ?? 'none'],
    ['Payments', inputs.payments],
  ];
}

const SUMS = ['watched ms', 'receipts', 'earned', 'recouped', 'payable'];

function sums({ watchedMs, receipts, earnedMinor, recoupedMinor, payableMinor }: Sums, currency: string): Cell[] {
  const amounts = [earnedMinor, recoupedMinor, payableMinor];
  return [watchedMs, receipts, ...amounts.map(whole), ...amounts.map((minor) => decimal(minor, currency))];
}

const amountHeads = (currency: string): string[] =>
  ['earned', 'recouped', 'payable'].map((name) => `${name}, ${currency}`);

function agreements({ agreements: all, currency }: Statement): Cell[][] {
  const head = ['contract', 'version', 'share', ...SUMS, ...amountHeads(currency)];
  return [
    [...head, 'guarantee', 'recouped before', 'still to recoup', 'contract SHA-256'],
    ...all.map((each) => [
      ...[each.contract, each.version, percent(each.shareBasisPoints), ...sums(each, currency)],
      ...(each.guarantee
        ? [each.guarantee.amountMinor, each.guarantee.recoupedBeforeMinor, each.guarantee.unrecoupedMinor].map(whole)
        : [undefined, undefined, undefined]),
      each.contractHash,
    ]),
  ];
}

function lines({ agreements: all, currency }: Statement): Cell[][] {
  const head = ['contract', 'version', 'title', 'ALID', 'watched in', 'delivery', 'row', 'grant'];
  return [
    [...head, ...SUMS, ...amountHeads(currency), 'line'],
    ...all.flatMap(({ contract, version, lines: own }) =>
      own.map((line) => [
        ...[contract, version, titleOfLine(line), line.alid, line.watchedIn, line.delivery, rowOfLine(line)],
        ...[line.grant, ...sums(line, currency), line.id],
      ]),
    ),
  ];
}

/** A whole number where a cell can hold it exactly, and its digits as text where it can't. */
function whole(text: string): Cell {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : text;
}
