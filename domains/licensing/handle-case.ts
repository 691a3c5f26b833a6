/** What is done about a takedown case: opened, removed from every path, forwarded, countered, restored, closed. */
import { type Clock, type Ids, type Instant, ok, type Result, refuse, unreachable } from '@duoping/kit';
import type { Denial } from '@duoping/rights';
import { type CaseClocks, deadlinesOf } from './case-clocks.ts';
import type { RightsFactsStore } from './living-rights.ts';
import {
  type CaseAct,
  type CaseEntry,
  type CaseId,
  type CaseState,
  missingInCounter,
  type RestoreCause,
  stateOf,
  type TakedownCase,
  type TakedownNotice,
} from './takedown-case.ts';
import type { DenialStore } from './withdraw.ts';

export interface CaseStore {
  open(id: CaseId, notice: TakedownNotice): Promise<void>;
  /** Acts are only ever added. */
  add(id: CaseId, entry: CaseEntry): Promise<void>;
  /** Nobody else adds to the case until the work ends. */
  find(id: CaseId): Promise<TakedownCase | undefined>;
  /** The newest first. */
  all(): Promise<readonly TakedownCase[]>;
}

/** Stores that one act is written to, all in one transaction. */
export interface CaseWrites {
  readonly cases: CaseStore;
  readonly denials: DenialStore & Pick<RightsFactsStore, 'epoch'>;
}

export interface CasePorts {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly clocks: CaseClocks;
  /** Everything that `work` writes becomes durable together, or nothing does. */
  readonly atomically: <T>(work: (writes: CaseWrites) => Promise<T>) => Promise<T>;
  /** Tells this node and, as a hint, the others. */
  readonly announce: () => Promise<void>;
}

export type CaseRefusal =
  | 'unknown-case'
  | 'nothing-named'
  | 'incomplete'
  | 'already-removed'
  | 'not-removed'
  | 'no-counter-notice'
  | 'not-countered'
  | 'suit-filed'
  | 'too-early'
  | 'case-ended';

/** An act that changes no right by itself. */
export type PaperAct = Exclude<CaseAct, { act: 'opened' | 'removed' | 'restored' }>;

export async function openCase(
  ports: CasePorts,
  notice: TakedownNotice,
  by: string,
): Promise<Result<TakedownCase, CaseRefusal>> {
  const { works, partner, contract } = notice.scope;
  if (works.length === 0 && partner === undefined && contract === undefined) return refuse('nothing-named');
  const id = ports.ids.next<'TakedownCase'>();
  const entry: CaseEntry = { act: 'opened', at: ports.clock.now(), by };
  await ports.atomically(async ({ cases }) => {
    await cases.open(id, notice);
    await cases.add(id, entry);
  });
  return ok({ id, notice, entries: [entry] });
}

/** Denies what the case names, on every path at once. `despite` removes on an incomplete notice too: nobody is obliged to wait. */
export async function removeForCase(
  ports: CasePorts,
  id: CaseId,
  { by, despite = false }: { by: string; despite?: boolean },
): Promise<Result<TakedownCase, CaseRefusal>> {
  const done = await change(ports, id, async (found, { denials }, at) => {
    const state = stateOf(found);
    if (state === 'closed' || state === 'restored') return refuse('case-ended');
    if (state === 'incomplete' && !despite) return refuse('incomplete');
    if (state !== 'open' && state !== 'incomplete') return refuse('already-removed');
    const added: Denial[] = denialsFor(found, at, () => ports.ids.next<'Denial'>());
    let epoch = 0;
    for (const denial of added) ({ epoch } = await denials.addDenial(denial, by, at));
    return ok({ act: 'removed', denials: added.map((denial) => denial.id), epoch, at, by });
  });
  if (done.ok) await ports.announce();
  return done;
}

/** Notes what was done on paper. A counter-notice that lacks something is refused with `incomplete`. */
export function noteAct(
  ports: CasePorts,
  id: CaseId,
  act: PaperAct,
  by: string,
): Promise<Result<TakedownCase, CaseRefusal>> {
  return change(ports, id, async (found, _writes, at) => {
    const refusal = refusalOf(act, found, stateOf(found));
    return refusal ? refuse(refusal) : ok({ ...act, at, by });
  });
}

/** Lifts what the case denied. After a counter-notice under the DMCA not before its ten business days, and not while a suit is filed. */
export async function restoreForCase(
  ports: CasePorts,
  id: CaseId,
  { by, because }: { by: string; because: RestoreCause },
): Promise<Result<TakedownCase, CaseRefusal>> {
  const done = await change(ports, id, async (found, { denials }, at) => {
    const removed = found.entries.find((entry) => entry.act === 'removed');
    if (removed?.act !== 'removed') return refuse('not-removed');
    const state = stateOf(found);
    if (state === 'closed' || state === 'restored') return refuse('case-ended');
    if (because === 'counter-notice') {
      if (state === 'suit') return refuse('suit-filed');
      if (state !== 'countered') return refuse('not-countered');
      const { from } = deadlinesOf(found, ports.clocks).find(({ what }) => what === 'restore') ?? { from: null };
      if (from !== null && at < from) return refuse('too-early');
    }
    for (const denial of removed.denials) await denials.liftDenial(denial, by, at);
    return ok({ act: 'restored', because, epoch: await denials.epoch(), at, by });
  });
  if (done.ok) await ports.announce();
  return done;
}

/** An earlier case of the same claimant about one of the same works that ended in a restoral: Decree 468, article 17, knows no second notice. */
export function earlierOf(notice: TakedownNotice, cases: readonly TakedownCase[]): TakedownCase | undefined {
  const name = notice.party.name.trim().toLowerCase();
  return cases.find(
    (each) =>
      each.notice.regime === notice.regime &&
      each.notice.party.name.trim().toLowerCase() === name &&
      each.notice.scope.works.some((work) => notice.scope.works.includes(work)) &&
      each.entries.some((entry) => entry.act === 'restored' && entry.because === 'counter-notice'),
  );
}

async function change(
  ports: CasePorts,
  id: CaseId,
  decide: (
    found: TakedownCase,
    writes: Pick<CaseWrites, 'denials'>,
    at: Instant,
  ) => Promise<Result<CaseEntry, CaseRefusal>>,
): Promise<Result<TakedownCase, CaseRefusal>> {
  return ports.atomically(async ({ cases, denials }): Promise<Result<TakedownCase, CaseRefusal>> => {
    const found = await cases.find(id);
    if (!found) return refuse('unknown-case');
    const decided = await decide(found, { denials }, ports.clock.now());
    if (!decided.ok) return decided;
    await cases.add(id, decided.value);
    return ok({ ...found, entries: [...found.entries, decided.value] });
  });
}

function refusalOf(act: PaperAct, { notice }: TakedownCase, state: CaseState): CaseRefusal | undefined {
  if (state === 'closed') return 'case-ended';
  switch (act.act) {
    case 'forwarded':
    case 'published':
    case 'closed':
      return undefined;
    case 'countered': {
      const missing = missingInCounter(notice.regime, act.statement);
      if (missing === undefined) return 'no-counter-notice';
      if (state !== 'removed') return state === 'restored' ? 'case-ended' : 'not-removed';
      return missing.length > 0 ? 'incomplete' : undefined;
    }
    case 'counter-forwarded':
    case 'suit-filed':
      return state === 'countered' || state === 'suit' ? undefined : 'not-countered';
    default:
      return unreachable(act);
  }
}

/** One denial for each work, or one for the partner or the contract as a whole. */
function denialsFor({ id, notice }: TakedownCase, at: Instant, next: () => string): Denial[] {
  const { works, ...rest } = notice.scope;
  const kind = works.length === 0 ? 'suspension' : 'takedown';
  const scopes = works.length === 0 ? [rest] : works.map((work) => ({ work, ...rest }));
  const common = { kind, window: { start: at, end: null }, authority: notice.party.name, case: id } as const;
  return scopes.map((scope) => ({ ...common, id: next(), scope }));
}
