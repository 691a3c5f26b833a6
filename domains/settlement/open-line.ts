/** Opens a line of a closed statement to the receipts that it adds up. */
import { ok, type Result, refuse } from '@duoping/kit';
import type { Receipt } from '#evidence';
import { readPeriod } from './period.ts';
import type { SettlePorts } from './ports.ts';
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

/** The line's receipts in the order of their arrival, after `after`, at most `limit`. */
export async function openLine(
  ports: Pick<SettlePorts, 'ledger' | 'receipts'>,
  of: { readonly period: string; readonly partner: string; readonly line: string },
  page: { readonly after: bigint; readonly limit: number },
): Promise<Result<OpenedLine, StatementReason>> {
  const found = await statementOf(ports, of);
  if (!found.ok) return found;
  const { period, agreements } = found.value;
  for (const { contract, version, lines } of agreements) {
    const line = lines.find(({ id }) => id === of.line);
    const watchedIn = line && readPeriod(line.watchedIn, period.zone);
    if (!line || !watchedIn) continue;
    const closed = (await ports.ledger.closedPeriods()).find(({ id }) => id === period.id);
    if (!closed) throw new Error(`${period.id} has statements and isn't closed`);
    // Receipts of an earlier month stand here only because they came after that month was closed.
    const late = line.watchedIn === period.id ? 0n : closed.receiptsAfter;
    const after = page.after > late ? page.after : late;
    const receipts = await ports.receipts.ofRow(
      { grant: line.grant, contract, contractVersion: version, work: line.work },
      { ...watchedIn.window, after, through: closed.receiptsThrough },
      page.limit,
    );
    return ok({ contract, version, line, receipts });
  }
  return refuse('unknown-line');
}
