/** Sets of territories as avails and contracts write them: what two have in common, and how wide one is. */
import {
  countryOf,
  coversTerritory,
  expandTerritory,
  isCountry,
  isSubdivision,
  type Territory,
  type TerritorySet,
  WORLD,
} from '@duoping/kit';

/** Can a viewer stand there? A country or one of its subdivisions; groups and unknown codes are not places. */
export const isPlace = (code: Territory): boolean => isCountry(code) || isSubdivision(code);

/** Does the set cover the place? Nothing covers a code at which nobody can be. */
export const coversPlace = (set: TerritorySet, place: Territory): boolean =>
  isPlace(place) && coversTerritory(set, place);

/** Could someone be inside of the set who is only known to be at the place? In a country also where the set names a part of it. */
export const reachesInto = (set: TerritorySet, place: Territory): boolean =>
  coversPlace(set, place) ||
  (isCountry(place) &&
    set.include.some((code) => isSubdivision(code) && countryOf(code) === place && coversTerritory(set, code)));

/** What both sets cover. Exclusions of either side stand. */
export function meetTerritories(a: TerritorySet, b: TerritorySet): TerritorySet {
  const include = a.include.flatMap((left) => b.include.flatMap((right) => meetCodes(left, right)));
  return territorySet(include, [...a.exclude, ...b.exclude]);
}

/** Sorted, without repeats, without what another member already says. */
export function territorySet(include: readonly Territory[], exclude: readonly Territory[]): TerritorySet {
  const without = widest(exclude);
  const within = widest(include).filter((code) => !without.some((other) => isWithin(code, other)));
  return { include: within, exclude: without.filter((code) => within.some((other) => touch(code, other))) };
}

/** Is everything in `inner` also in `outer`? True of a code and itself. */
export function isWithin(inner: Territory, outer: Territory): boolean {
  if (inner === outer || outer === WORLD) return true;
  if (inner === WORLD || inner === 'EU') return false;
  return isSubdivision(inner) && outer === countryOf(inner)
    ? true
    : outer === 'EU' && memberStates.has(countryOf(inner));
}

/** Does the set cover `territory` as a code? Subdivisions that it excludes are judged by themselves. */
export const coversWhole = (set: TerritorySet, territory: Territory): boolean =>
  set.include.some((code) => isWithin(territory, code)) && !set.exclude.some((code) => isWithin(territory, code));

/** A measure for order only: countries count a thousand, subdivisions one. */
export function territoryWidth(set: TerritorySet): number {
  const places = new Set(set.include.flatMap(expandTerritory));
  for (const code of set.exclude.flatMap(expandTerritory)) places.delete(code);
  let width = 0;
  for (const place of places) width += isCountry(place) ? 1000 : 1;
  return width - set.exclude.filter((code) => isSubdivision(code) && places.has(countryOf(code))).length;
}

const memberStates: ReadonlySet<Territory> = new Set(expandTerritory('EU'));

const touch = (a: Territory, b: Territory): boolean => isWithin(a, b) || isWithin(b, a);

function meetCodes(a: Territory, b: Territory): Territory[] {
  if (isWithin(a, b)) return [a];
  return isWithin(b, a) ? [b] : [];
}

const widest = (codes: readonly Territory[]): Territory[] => {
  const distinct = [...new Set(codes)].sort();
  return distinct.filter((code) => !distinct.some((other) => other !== code && isWithin(code, other)));
};
