/** Opens a line of a statement to the receipts that it adds up: of a closed one as it was closed, of a preview as it stands now. */
import { ok, type Result, refuse } from '@duoping/kit';
import { readPeriod } from './period.ts';
import type { PlacedReceipt, ReceiptRange, SettlePorts } from './ports.ts';
import { type SettleRefusal, settlePeriod } from './settle-period.ts';
import type { Statement, StatementLine } from './statement.ts';

export const STATEMENT_REASONS = ['unknown-statement', 'unknown-line'] as const;
export type StatementReason = (typeof STATEMENT_REASONS)[number];

export interface OpenedLine {
  readonly contract: string;
  readonly version: number;
  readonly line: StatementLine;
  readonly receipts: readonly PlacedReceipt[];
}

export async function statementOf(
  { ledger }: Pick<SettlePorts, 'ledger'>,
  of: { readonly period: string; readonly partner: string },
): Promise<Result<Statement, StatementReason>> {
  const statement = (await ledger.statements(of.period)).find(({ partner }) => partner.id === of.partner);
  return statement ? ok(statement) : refuse('unknown-statement');
}

/** As `statementOf`; for a month that isn't closed, as its preview stands now. */
export async function statementNow(
  ports: SettlePorts,
  of: { readonly period: string; readonly partner: string },
): Promise<Result<Statement, StatementReason | SettleRefusal>> {
  const settled = await settlePeriod(ports, { period: of.period, previewOnly: true });
  if (!settled.ok) return settled;
  const statement = settled.value.statements.find(({ partner }) => partner.id === of.partner);
  return statement ? ok(statement) : refuse('unknown-statement');
}

/** Receipts after a place in the log, at most `limit`. */
export interface ReceiptPage {
  readonly after: bigint;
  readonly limit: number;
}

/** The line's receipts in the order of the log. */
export async function openLine(
  ports: Pick<SettlePorts, 'ledger' | 'receipts' | 'log'>,
  { statement, line: id, page }: { readonly statement: Statement; readonly line: string; readonly page: ReceiptPage },
): Promise<Result<OpenedLine, StatementReason>> {
  const { period, agreements } = statement;
  for (const { contract, version, lines } of agreements) {
    const line = lines.find((each) => each.id === id);
    const watchedIn = line && readPeriod(line.watchedIn, period.zone);
    if (!line || !watchedIn) continue;
    const counted = await countedOf(ports, statement, line.watchedIn !== period.id);
    const row = { grant: line.grant, contract, contractVersion: version, work: line.work };
    const receipts = await ports.receipts.ofRow(row, { ...watchedIn.window, ...counted }, page);
    return ok({ contract, version, line, receipts });
  }
  return refuse('unknown-line');
}

/** Which leaves a statement counts: of an earlier month only what came after that month was closed. */
async function countedOf(
  { ledger, log }: Pick<SettlePorts, 'ledger' | 'log'>,
  { period, status, checkpoint, inputs }: Statement,
  isLate: boolean,
): Promise<Pick<ReceiptRange, 'from' | 'below' | 'also' | 'arrived'>> {
  const closed = (await ledger.closedPeriods()).find(({ id }) => id === period.id);
  if (status === 'closed' && !closed) throw new Error(`${period.id} has statements and isn't closed`);
  if (status === 'closed' && closed?.leaves === null) {
    const { receiptsAfter, receiptsThrough } = closed;
    const { size } = await log.through(receiptsThrough);
    return {
      ...{ from: 0, below: size, also: [] },
      arrived: { after: isLate ? receiptsAfter : 0n, through: receiptsThrough },
    };
  }
  const below = checkpoint?.size ?? 0;
  return isLate ? { from: inputs.leavesBefore ?? 0, below, also: inputs.leftOut ?? [] } : { from: 0, below, also: [] };
}
