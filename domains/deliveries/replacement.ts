/** What a delivery replaces of what is known, by the partner's rules: which titles, and what of them stays. */
import type { TerritorySet } from '@duoping/kit';
import { type Grant, narrowGrant, type PartnerRules } from '@duoping/rights';
import type { GrantStore } from '#licensing';
import type { FileFinding } from './delivery.ts';
import type { DeliveryContent } from './read.ts';

export interface Replacement {
  /** Everything of these that is known ends, unless it is delivered or kept. */
  readonly alids: readonly string[];
  readonly before: readonly Grant[];
  readonly kept: readonly Grant[];
  readonly findings: readonly FileFinding[];
}

export async function replacementOf(
  grants: Pick<GrantStore, 'grantsOf' | 'grantedAlids'>,
  partner: string,
  { clauses, delivered }: Pick<DeliveryContent, 'clauses'> & { readonly delivered: ReadonlySet<string> },
  rules: PartnerRules,
): Promise<Replacement> {
  const told = new Set(clauses.map(({ clause }) => clause.alid));
  const isCatalog = rules.wholeCatalog === true && clauses.some(({ clause }) => clause.entryType === 'Full Extract');
  const granted = isCatalog ? await grants.grantedAlids(partner) : [];
  const omitted = granted.filter((alid) => !delivered.has(alid));
  const alids = [...told, ...omitted];
  const before = await grants.grantsOf(partner, alids);
  const kept = keptBeside(before, clauses, rules);
  const file = clauses[0]?.file.name ?? '';
  const findings = [...omissions(omitted, file), ...keepings(kept, file)];
  return { alids, before, kept, findings };
}

/** What stays of the titles that the rows tell anew. */
export function keptBeside(
  before: readonly Grant[],
  clauses: DeliveryContent['clauses'],
  rules: PartnerRules,
): readonly Grant[] {
  if (rules.replaces !== 'edit-territory') return [];
  // Rows that create, update or delete single avails leave the rest as it is by themselves.
  const whole = new Set(clauses.flatMap(({ clause }) => (clause.entryType.startsWith('Full') ? [clause.alid] : [])));
  return before.filter(({ alid }) => whole.has(alid)).flatMap((grant) => besides(grant, clauses));
}

/** What of a grant no row speaks of. A row that names no edit speaks of all. */
function besides(grant: Grant, clauses: DeliveryContent['clauses']): readonly Grant[] {
  let left: readonly Grant[] = [grant];
  for (const { clause } of clauses) {
    const isOf = clause.alid === grant.alid && (clause.editId === undefined || clause.editId === grant.editId);
    if (!isOf) continue;
    const away: TerritorySet = { include: clause.territories, exclude: clause.excludedTerritories };
    left = left.flatMap((each) => narrowGrant(each, away));
  }
  return left;
}

const MOST_NAMED = 50;

function omissions(omitted: readonly string[], file: string): readonly FileFinding[] {
  const where = { path: '' };
  return omitted.slice(0, MOST_NAMED).map((alid): FileFinding => {
    const message = `${alid} is not in this delivery, which is the partner's whole catalog: it ends`;
    return { file, severity: 'notice', code: 'rule-catalog', message, where, value: alid };
  });
}

function keepings(kept: readonly Grant[], file: string): readonly FileFinding[] {
  if (kept.length === 0) return [];
  const message = `${kept.length} grants of edits and territories that this delivery doesn't speak of stay`;
  return [{ file, severity: 'notice', code: 'rule-scope', message, where: { path: '' } }];
}
