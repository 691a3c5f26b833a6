/** Builds the rights index from facts as they were known. Answering is decide's part. */
import type { Instant } from '@duoping/kit';
import type { Denial, Grant } from './grant.ts';
import type { DenialTable, GrantColumns, RightsIndex, RowTimes } from './index-columns.ts';
import { internKinds } from './intern-kinds.ts';
import { internTerritories } from './intern-territories.ts';
import { isHeardOf, isKnownAt } from './knowledge.ts';
import { comparePrecedence, type Precedence, precedenceOf } from './precedence.ts';
import { emptyTables } from './question.ts';
import { writeRow } from './row-time.ts';

export interface RightsFacts {
  readonly grants: readonly Grant[];
  readonly denials: readonly Denial[];
  readonly epoch: number;
  /**
   * The moment of knowledge to answer from: grants superseded and denials lifted by then still make their work known,
   * those not yet received don't. Absent: every grant and denial given is in force.
   */
  readonly knownAt?: Instant;
}

/** About a second per million grants, when grants share their territory sets, screens and language lists. */
export function buildIndex(facts: RightsFacts): RightsIndex {
  const { knownAt } = facts;
  const received = knownAt === undefined ? facts.grants : facts.grants.filter((grant) => isHeardOf(grant, knownAt));
  const live = knownAt === undefined ? received : received.filter((grant) => isKnownAt(grant, knownAt));
  const heard = knownAt === undefined ? facts.denials : facts.denials.filter((denial) => isHeardOf(denial, knownAt));
  const standing = knownAt === undefined ? heard : heard.filter((denial) => isKnownAt(denial, knownAt));
  const workNumbers = numberWorks(received, heard);
  return {
    epoch: facts.epoch,
    columns: buildColumns(live, workNumbers),
    denials: sortDenials(standing, workNumbers),
    memo: emptyTables(),
  };
}

/** The same grants under other denials: what a withdrawal needs. Shares every column, so it costs no rebuild. */
export function withDenials(index: RightsIndex, change: { denials: readonly Denial[]; epoch: number }): RightsIndex {
  const known = index.columns.workNumbers;
  const unheard = change.denials.some(({ scope }) => scope.work !== undefined && !known.has(scope.work));
  const columns = unheard ? withWorks(index.columns, change.denials) : index.columns;
  const memo = unheard ? emptyTables() : index.memo;
  return { epoch: change.epoch, columns, denials: sortDenials(change.denials, columns.workNumbers), memo };
}

function withWorks(columns: GrantColumns, denials: readonly Denial[]): GrantColumns {
  const workNumbers = new Map(columns.workNumbers);
  for (const { scope } of denials) if (scope.work !== undefined) numberWork(workNumbers, scope.work);
  const firstRow = new Uint32Array(workNumbers.size + 1).fill(columns.grants.length);
  firstRow.set(columns.firstRow);
  return { ...columns, workNumbers, firstRow };
}

function numberWorks(grants: readonly Grant[], denials: readonly Denial[]): Map<string, number> {
  const numbers = new Map<string, number>();
  for (const grant of grants) numberWork(numbers, grant.work);
  for (const { scope } of denials) if (scope.work !== undefined) numberWork(numbers, scope.work);
  return numbers;
}

const numberWork = (numbers: Map<string, number>, work: string): void => {
  if (!numbers.has(work)) numbers.set(work, numbers.size);
};

function sortDenials(denials: readonly Denial[], workNumbers: ReadonlyMap<string, number>): DenialTable {
  const ofWork = new Map<number, Denial[]>();
  const ofAll: Denial[] = [];
  for (const denial of denials) {
    if (denial.scope.work === undefined) {
      ofAll.push(denial);
      continue;
    }
    const work = workNumbers.get(denial.scope.work);
    if (work === undefined) throw new Error(`A denial's work has no number: ${denial.scope.work}`);
    const known = ofWork.get(work);
    if (known) known.push(denial);
    else ofWork.set(work, [denial]);
  }
  return { ofWork, ofAll };
}

function buildColumns(live: readonly Grant[], workNumbers: ReadonlyMap<string, number>): GrantColumns {
  const { grants, firstRow } = groupByWork(live, workNumbers);
  const territories = internTerritories();
  const widths = Uint32Array.from(grants, (grant) => territories.widthOf(territories.number(grant.territories)));
  sortEachWork(grants, widths, firstRow);
  const rows = new Uint32Array(grants.length * 3);
  const apart = new Map<number, RowTimes>();
  const kinds = internKinds(territories);
  for (const [row, grant] of grants.entries()) writeRow({ rows, apart }, row, { kind: kinds.number(grant), grant });
  const { terms, table } = kinds.all();
  const models = new Set(terms.flatMap((each) => Object.values(each.screens).flatMap((screen) => screen.models ?? [])));
  return {
    rows,
    apart,
    firstRow,
    grants,
    workNumbers,
    kinds: table,
    terms,
    models,
    territories: territories.table(),
  };
}

/** A counting sort: one pass to count, one to place. */
function groupByWork(
  live: readonly Grant[],
  workNumbers: ReadonlyMap<string, number>,
): { grants: Grant[]; firstRow: Uint32Array } {
  const numberOf = Uint32Array.from(live, (grant) => workNumbers.get(grant.work) ?? 0);
  const firstRow = new Uint32Array(workNumbers.size + 1);
  for (const work of numberOf) firstRow[work + 1] = (firstRow[work + 1] ?? 0) + 1;
  for (let work = 0; work < workNumbers.size; work++)
    firstRow[work + 1] = (firstRow[work + 1] ?? 0) + (firstRow[work] ?? 0);
  const next = firstRow.slice();
  const grants = new Array<Grant>(live.length);
  for (const [position, grant] of live.entries()) {
    const work = numberOf[position] ?? 0;
    const row = next[work] ?? 0;
    grants[row] = grant;
    next[work] = row + 1;
  }
  return { grants, firstRow };
}

function sortEachWork(grants: Grant[], widths: Uint32Array, firstRow: Uint32Array): void {
  for (let work = 0; work + 1 < firstRow.length; work++) {
    const from = firstRow[work] ?? 0;
    const to = firstRow[work + 1] ?? 0;
    if (to - from < 2) continue;
    const ranked: { grant: Grant; rank: Precedence }[] = [];
    for (let row = from; row < to; row++) {
      const grant = grants[row];
      if (grant) ranked.push({ grant, rank: precedenceOf(grant, widths[row]) });
    }
    ranked.sort((a, b) => comparePrecedence(a.rank, b.rank) || (a.grant.id < b.grant.id ? -1 : 1));
    for (const [offset, { grant }] of ranked.entries()) grants[from + offset] = grant;
  }
}
