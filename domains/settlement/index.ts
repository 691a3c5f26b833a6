/** From receipts and payments to what each partner is owed: journal, statements, minimum guarantees. */
export { type Balances, balanceOf, KEPT, payableTo, recoupedSoFar } from './accounts.ts';
export { decimal } from './amount.ts';
export { apportion, type Claim } from './apportion.ts';
export { BLOCK_LEAVES } from './blocks.ts';
export { type CheckedStatement, checkStatement } from './check-statement.ts';
export { disagreements } from './disagreements.ts';
export { followLog } from './follow-log.ts';
export { accountKey, balancesOf, type JournalEntry, type Posting } from './journal.ts';
export { type ListedPeriod, listPeriods } from './list-periods.ts';
export { makeStatements, type PeriodFacts, type SettledPeriod } from './make-statements.ts';
export {
  type OpenedLine,
  openLine,
  STATEMENT_REASONS,
  type StatementReason,
  statementNow,
  statementOf,
} from './open-line.ts';
export { isZone, type Period, readPeriod } from './period.ts';
export type {
  Books,
  ClosedPeriod,
  Closing,
  Ledger,
  ReceiptRange,
  ReceiptSource,
  SettledLog,
  SettlePorts,
  TallyStore,
  TallyWork,
} from './ports.ts';
export { CLOSING_DELAY_MS, SETTLE_REASONS, type Settled, type SettleRefusal, settlePeriod } from './settle-period.ts';
export { type StatementSheet, statementSheets } from './sheets.ts';
export {
  type LogState,
  type Statement,
  type StatementAgreement,
  type StatementLine,
  statementText,
} from './statement.ts';
export type { TalliedMonth, Tally } from './tally.ts';
export { addUp, rowKey, rowOf, type Watched, type WatchedRow } from './watched.ts';
export { watchedInLog } from './watched-in-log.ts';
export { readRow } from './watched-leaf.ts';
