/** Divides an amount by weights without losing or making a unit: the largest remainder gets what is left over. */

export interface Claim {
  /** Decides between equal remainders: the lower one, by code unit, comes first. */
  readonly id: string;
  /** Not negative. */
  readonly weight: bigint;
}

/**
 * Every claim's part of `total` minor units. The parts add up to `total`, each is less than one unit from its exact part,
 * and neither depends on the order of the claims. Throws when there is something to divide and nobody has any weight.
 */
export function apportion(total: bigint, claims: readonly Claim[]): ReadonlyMap<string, bigint> {
  if (total < 0n) throw new Error(`Nothing below zero is divided: ${total}`);
  const weights = claims.reduce((sum, { weight }) => sum + weight, 0n);
  if (claims.some(({ weight }) => weight < 0n)) throw new Error('A claim has a weight below zero');
  if (new Set(claims.map(({ id }) => id)).size !== claims.length) throw new Error('Two claims have one id');
  if (weights === 0n) {
    if (total > 0n) throw new Error(`${total} can't be divided among claims without weight`);
    return new Map(claims.map(({ id }) => [id, 0n]));
  }
  const parts = claims.map(({ id, weight }) => ({
    id,
    whole: (total * weight) / weights,
    remainder: (total * weight) % weights,
  }));
  let left = total - parts.reduce((sum, { whole }) => sum + whole, 0n);
  const byRemainder = parts.toSorted((a, b) => compare(b.remainder, a.remainder) || compare(a.id, b.id));
  return new Map(byRemainder.map(({ id, whole }) => [id, left-- > 0n ? whole + 1n : whole]));
}

export const compare = <T extends bigint | string>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);
