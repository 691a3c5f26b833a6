/** When a title goes on sale in a place: the event that `ESTStart` waits for. */
import type { Clause } from '@duoping/avails';
import type { Instant, Territory, TerritorySet } from '@duoping/kit';
import { isSaleStart } from './bounds.ts';
import { coversWhole, territorySet } from './territories.ts';

export interface SaleStarts {
  /** Territories that a sale of this title is delivered for. */
  territoriesOf(alid: string): readonly Territory[];
  /** The earliest start of a sale that covers all of `territory`; undefined while there is none. */
  earliest(alid: string, territory: Territory, startOf: (clause: Clause) => Instant | undefined): Instant | undefined;
}

/** Looks at the EST clauses among `standing`; one that itself waits for the sale starts nothing. */
export function collectSaleStarts(standing: readonly Clause[]): SaleStarts {
  const sales = new Map<string, { clause: Clause; territories: TerritorySet }[]>();
  for (const clause of standing) {
    const { start } = clause;
    if (clause.licenseType !== 'EST' || (start.kind === 'condition' && isSaleStart(start.condition))) continue;
    const territories = territorySet(clause.territories, clause.excludedTerritories);
    const known = sales.get(clause.alid);
    if (known) known.push({ clause, territories });
    else sales.set(clause.alid, [{ clause, territories }]);
  }
  return {
    territoriesOf: (alid) =>
      (sales.get(alid) ?? []).flatMap((sale) => [...sale.territories.include, ...sale.territories.exclude]),
    earliest(alid, territory, startOf) {
      const starts = (sales.get(alid) ?? [])
        .filter(({ territories }) => coversWhole(territories, territory))
        .flatMap(({ clause }) => startOf(clause) ?? []);
      return starts.length === 0 ? undefined : Math.min(...starts);
    },
  };
}
