/** Numbers for territory sets, and the table of which set covers which place. */
import { coversTerritory, expandTerritory, isSubdivision, type TerritorySet, WORLD } from '@duoping/kit';
import type { TerritoryTable } from './index-columns.ts';
import { internValues } from './intern-terms.ts';
import { territoryWidth } from './territories.ts';

export interface TerritoryNumbers {
  number(set: TerritorySet): number;
  widthOf(number: number): number;
  /** The table of every set numbered so far. */
  table(): TerritoryTable;
}

export function internTerritories(): TerritoryNumbers {
  const numberOf = internValues();
  const sets: TerritorySet[] = [];
  const widths: number[] = [];
  return {
    number(set) {
      const number = numberOf(set);
      if (number === sets.length) {
        sets.push(set);
        widths.push(territoryWidth(set));
      }
      return number;
    },
    widthOf: (number) => widths[number] ?? 0,
    table: () => tableOf(sets),
  };
}

function tableOf(sets: readonly TerritorySet[]): TerritoryTable {
  const named = sets.flatMap((set) => [...set.include, ...set.exclude]).filter(isSubdivision);
  const places = [...new Set([...expandTerritory(WORLD), ...named])];
  const wordsPerSet = Math.ceil(places.length / 32);
  const bits = new Uint32Array(sets.length * wordsPerSet);
  for (const [number, set] of sets.entries())
    for (const [place, code] of places.entries()) {
      const word = number * wordsPerSet + (place >>> 5);
      if (coversTerritory(set, code)) bits[word] = (bits[word] ?? 0) | (1 << (place & 31));
    }
  return { placeNumbers: new Map(places.map((code, number) => [code, number])), bits, wordsPerSet };
}
