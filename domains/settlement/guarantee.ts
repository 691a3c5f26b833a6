/** A minimum guarantee is money promised ahead; what the partner earns recoups it first, month after month, to the unit. */
import { overlaps, type Window } from '@duoping/kit';

export interface Guarantee {
  readonly amountMinor: bigint;
  /** The periods whose earnings recoup it: all that share an instant with this window. */
  readonly window: Window;
  /** False: the guarantee is paid besides what is earned. */
  readonly recoupable: boolean;
}

/** What one period's earnings do to a guarantee. `earned = recouped + payable`. */
export interface Recoupment {
  readonly amountMinor: bigint;
  /** False when this period's earnings don't recoup it: it can't be recouped, or its window isn't open. */
  readonly running: boolean;
  readonly recoupedBeforeMinor: bigint;
  readonly recoupedMinor: bigint;
  /** What later earnings still have to recoup; never below zero. */
  readonly unrecoupedMinor: bigint;
}

export function recoup(
  guarantee: Guarantee,
  facts: { earnedMinor: bigint; recoupedBeforeMinor: bigint; period: Window },
): Recoupment {
  const { earnedMinor, recoupedBeforeMinor, period } = facts;
  const open = atLeastZero(guarantee.amountMinor - recoupedBeforeMinor);
  const running = guarantee.recoupable && overlaps(guarantee.window, period);
  const recoupedMinor = running ? least(earnedMinor, open) : 0n;
  return {
    amountMinor: guarantee.amountMinor,
    running,
    recoupedBeforeMinor,
    recoupedMinor,
    unrecoupedMinor: guarantee.recoupable ? open - recoupedMinor : 0n,
  };
}

/** Walks the lines in their order: the first units earned recoup, and the line that crosses is split at the crossing unit. */
export function splitByLine(
  earned: readonly bigint[],
  recoupedMinor: bigint,
): readonly { readonly recoupedMinor: bigint; readonly payableMinor: bigint }[] {
  let left = recoupedMinor;
  return earned.map((earnedMinor) => {
    const recouped = least(earnedMinor, left);
    left -= recouped;
    return { recoupedMinor: recouped, payableMinor: earnedMinor - recouped };
  });
}

const atLeastZero = (value: bigint): bigint => (value < 0n ? 0n : value);

/** `Math.min` knows no bigint. */
function least(a: bigint, b: bigint): bigint {
  if (a < b) return a;
  return b;
}
