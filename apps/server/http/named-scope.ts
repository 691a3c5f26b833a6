/** What a withdrawal names must be known: a name that nobody bears denies nothing, and would be taken for withdrawn. */
import type { Library } from '#catalog';
import type { Contract, Partner } from '#deals';
import type { RightsRecordStore } from '#licensing';

export interface NamedScopePorts {
  readonly library: () => Library;
  readonly record: RightsRecordStore;
  readonly deals: { partners(): Promise<readonly Partner[]>; contracts(): Promise<readonly Contract[]> };
}

export interface NamedScope {
  readonly works: readonly string[];
  readonly partner?: string | undefined;
  readonly contract?: string | undefined;
}

/** The first of its names that is nobody's; undefined when all are known. */
export async function unknownIn(
  { library, record, deals }: NamedScopePorts,
  { works, partner, contract }: NamedScope,
): Promise<'unknown-partner' | 'unknown-contract' | 'unknown-work' | undefined> {
  if (partner !== undefined && !(await deals.partners()).some(({ id }) => id === partner)) return 'unknown-partner';
  if (contract !== undefined) {
    const named = (await deals.contracts()).find(({ terms }) => terms.id === contract);
    if (!named || (partner !== undefined && named.terms.partner !== partner)) return 'unknown-contract';
  }
  const known = new Set<string>(library().works.keys());
  const strange = works.filter((work) => !known.has(work));
  if (strange.length === 0) return undefined;
  // Another node may have applied its delivery a moment ago: the records know.
  const granted = new Set((await record.record(strange)).grants.map(({ work }) => work));
  return strange.every((work) => granted.has(work)) ? undefined : 'unknown-work';
}
