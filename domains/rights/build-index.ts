/** Builds the rights index from facts as they were known. Answering is decide's part. */
import { atOnce, type Instant, type Slices } from '@duoping/kit';
import type { Denial, Grant } from './grant.ts';
import type { DenialTable, GrantColumns, RightsIndex, RowTimes } from './index-columns.ts';
import { internKinds } from './intern-kinds.ts';
import { internTerritories } from './intern-territories.ts';
import { isHeardOf, isKnownAt } from './knowledge.ts';
import { comparePrecedence, type Precedence, precedenceOf } from './precedence.ts';
import { emptyTables } from './question.ts';
import { writeRow } from './row-time.ts';
import { sliced } from './sliced.ts';
import { namingWorks, numberOfWork, type WorkNames, withMoreNames } from './work-names.ts';

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
  return atOnce(buildingIndex(facts));
}

/** The same in steps of some milliseconds, so that whoever has to answer meanwhile can. `facts` stay as they are until the end. */
export function* buildingIndex(facts: RightsFacts): Slices<RightsIndex> {
  const { knownAt } = facts;
  const received = knownAt === undefined ? facts.grants : facts.grants.filter((grant) => isHeardOf(grant, knownAt));
  const live = knownAt === undefined ? received : received.filter((grant) => isKnownAt(grant, knownAt));
  const heard = knownAt === undefined ? facts.denials : facts.denials.filter((denial) => isHeardOf(denial, knownAt));
  const standing = knownAt === undefined ? heard : heard.filter((denial) => isKnownAt(denial, knownAt));
  const workNumbers = yield* numberWorks(received, heard);
  const waits: Grant[] = [];
  yield* sliced(live.length, (at) => {
    const grant = live[at];
    if (grant?.waits) waits.push(grant);
  });
  const granted = waits.length === 0 ? live : live.filter((grant) => grant.waits === undefined);
  const columns = yield* buildColumns(granted, workNumbers);
  return {
    epoch: facts.epoch,
    columns,
    denials: sortDenials(standing, columns.works),
    waiting: Map.groupBy(waits, ({ work }) => work),
    memo: emptyTables(),
  };
}

/** The same grants under other denials: what a withdrawal needs. Shares every column, so it costs no rebuild. */
export function withDenials(index: RightsIndex, change: { denials: readonly Denial[]; epoch: number }): RightsIndex {
  const known = index.columns.works;
  const named = new Set(change.denials.flatMap(({ scope }) => scope.work ?? []));
  const unheard = [...named].filter((work) => numberOfWork(known, work) < 0);
  const columns = unheard.length > 0 ? withWorks(index.columns, unheard) : index.columns;
  const memo = unheard.length > 0 ? emptyTables() : index.memo;
  const { waiting } = index;
  return { epoch: change.epoch, columns, denials: sortDenials(change.denials, columns.works), waiting, memo };
}

function withWorks(columns: GrantColumns, unheard: readonly string[]): GrantColumns {
  const works = withMoreNames(columns.works, unheard);
  const firstRow = new Uint32Array(works.names.length + 1).fill(columns.grants.length);
  firstRow.set(columns.firstRow);
  return { ...columns, works, firstRow };
}

function* numberWorks(grants: readonly Grant[], denials: readonly Denial[]): Slices<Map<string, number>> {
  const numbers = new Map<string, number>();
  yield* sliced(grants.length, (at) => {
    const grant = grants[at];
    if (grant) numberWork(numbers, grant.work);
  });
  for (const { scope } of denials) if (scope.work !== undefined) numberWork(numbers, scope.work);
  return numbers;
}

const numberWork = (numbers: Map<string, number>, work: string): void => {
  if (!numbers.has(work)) numbers.set(work, numbers.size);
};

function sortDenials(denials: readonly Denial[], works: WorkNames): DenialTable {
  const ofWork = new Map<number, Denial[]>();
  const ofAll: Denial[] = [];
  for (const denial of denials) {
    if (denial.scope.work === undefined) {
      ofAll.push(denial);
      continue;
    }
    const work = numberOfWork(works, denial.scope.work);
    if (work < 0) throw new Error(`A denial's work has no number: ${denial.scope.work}`);
    const known = ofWork.get(work);
    if (known) known.push(denial);
    else ofWork.set(work, [denial]);
  }
  return { ofWork, ofAll };
}

function* buildColumns(live: readonly Grant[], workNumbers: ReadonlyMap<string, number>): Slices<GrantColumns> {
  const { grants, firstRow } = yield* groupByWork(live, workNumbers);
  const territories = internTerritories();
  const widths = new Uint32Array(grants.length);
  yield* sliced(grants.length, (row) => {
    const grant = grants[row];
    if (grant) widths[row] = territories.widthOf(territories.number(grant.territories));
  });
  yield* sliced(workNumbers.size, (work) =>
    sortWork(grants, widths, { from: firstRow[work] ?? 0, to: firstRow[work + 1] ?? 0 }),
  );
  const rows = new Uint32Array(grants.length * 3);
  const apart = new Map<number, RowTimes>();
  const kinds = internKinds(territories);
  yield* sliced(grants.length, (row) => {
    const grant = grants[row];
    if (grant) writeRow({ rows, apart }, row, { kind: kinds.number(grant), grant });
  });
  const { terms, table } = kinds.all();
  const models = new Set(terms.flatMap((each) => Object.values(each.screens).flatMap((screen) => screen.models ?? [])));
  return {
    rows,
    apart,
    firstRow,
    grants,
    works: yield* namingWorks([...workNumbers.keys()]),
    kinds: table,
    terms,
    models,
    territories: territories.table(),
  };
}

/** A counting sort: one pass to count, one to place. */
function* groupByWork(
  live: readonly Grant[],
  workNumbers: ReadonlyMap<string, number>,
): Slices<{ grants: Grant[]; firstRow: Uint32Array }> {
  const numberOf = new Uint32Array(live.length);
  const firstRow = new Uint32Array(workNumbers.size + 1);
  yield* sliced(live.length, (position) => {
    const work = workNumbers.get(live[position]?.work ?? '') ?? 0;
    numberOf[position] = work;
    firstRow[work + 1] = (firstRow[work + 1] ?? 0) + 1;
  });
  for (let work = 0; work < workNumbers.size; work++)
    firstRow[work + 1] = (firstRow[work + 1] ?? 0) + (firstRow[work] ?? 0);
  const next = firstRow.slice();
  const grants = new Array<Grant>(live.length);
  yield* sliced(live.length, (position) => {
    const grant = live[position];
    const work = numberOf[position] ?? 0;
    const row = next[work] ?? 0;
    if (grant) grants[row] = grant;
    next[work] = row + 1;
  });
  return { grants, firstRow };
}

/** The rows of one work in the order of precedence. */
function sortWork(grants: Grant[], widths: Uint32Array, { from, to }: { from: number; to: number }): void {
  if (to - from < 2) return;
  const ranked: { grant: Grant; rank: Precedence }[] = [];
  for (let row = from; row < to; row++) {
    const grant = grants[row];
    if (grant) ranked.push({ grant, rank: precedenceOf(grant, widths[row]) });
  }
  ranked.sort((a, b) => comparePrecedence(a.rank, b.rank) || (a.grant.id < b.grant.id ? -1 : 1));
  for (const [offset, { grant }] of ranked.entries()) grants[from + offset] = grant;
}
