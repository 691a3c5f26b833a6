/** Opens a line of a statement to the receipts that it adds up: of a closed one as it was closed, of a preview as it stands now. */
import { ok, type Result, refuse } from '@duoping/kit';
import type { Receipt } from '#evidence';
import { readPeriod } from './period.ts';
import type { SettlePorts } from './ports.ts';
import { type SettleRefusal, settlePeriod } from './settle-period.ts';
import type { Statement, StatementLine } from './statement.ts';

export const STATEMENT_REASONS = ['unknown-statement', 'unknown-line'] as const;
export type StatementReason = (typeof STATEMENT_REASONS)[number];

export interface OpenedLine {
  readonly contract: string;
  readonly version: number;
  readonly line: StatementLine;
  readonly receipts: readonly { readonly position: bigint; readonly receipt: Receipt }[];
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

/** Receipts after the one that arrived as `after`, at most `limit`. */
export interface ReceiptPage {
  readonly after: bigint;
  readonly limit: number;
}

/** The line's receipts in the order of their arrival. */
export async function openLine(
  ports: Pick<SettlePorts, 'ledger' | 'receipts'>,
  { statement, line: id, page }: { readonly statement: Statement; readonly line: string; readonly page: ReceiptPage },
): Promise<Result<OpenedLine, StatementReason>> {
  const { period, agreements } = statement;
  for (const { contract, version, lines } of agreements) {
    const line = lines.find((each) => each.id === id);
    const watchedIn = line && readPeriod(line.watchedIn, period.zone);
    if (!line || !watchedIn) continue;
    const { receiptsAfter, receiptsThrough } = await rangeOf(ports, statement);
    // Receipts of an earlier month stand here only because they came after that month was closed.
    const late = line.watchedIn === period.id ? 0n : receiptsAfter;
    const after = page.after > late ? page.after : late;
    const receipts = await ports.receipts.ofRow(
      { grant: line.grant, contract, contractVersion: version, work: line.work },
      { ...watchedIn.window, after, through: receiptsThrough },
      page.limit,
    );
    return ok({ contract, version, line, receipts });
  }
  return refuse('unknown-line');
}

/** Which receipts a statement counts, by their arrival. A preview counts whatever has come since the last close. */
async function rangeOf(
  { ledger, receipts }: Pick<SettlePorts, 'ledger' | 'receipts'>,
  { period, status }: Statement,
): Promise<{ readonly receiptsAfter: bigint; readonly receiptsThrough: bigint }> {
  const all = await ledger.closedPeriods();
  if (status === 'preview') {
    return { receiptsAfter: all.at(-1)?.receiptsThrough ?? 0n, receiptsThrough: await receipts.newest() };
  }
  const closed = all.find(({ id }) => id === period.id);
  if (!closed) throw new Error(`${period.id} has statements and isn't closed`);
  return closed;
}
