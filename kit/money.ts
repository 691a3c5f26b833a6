/** Money as whole minor units of one currency. No float ever holds an amount. */

/** `minor` counts the smallest unit of `currency` (ISO 4217, upper case): cents, fen, yen. */
export interface Money {
  readonly minor: bigint;
  readonly currency: string;
}

/** Adds amounts of one currency; throws when the currencies differ, because that is a bug and not a case. */
export function add(a: Money, b: Money): Money {
  if (a.currency !== b.currency) throw new Error(`Cannot add ${a.currency} to ${b.currency}`);
  return { minor: a.minor + b.minor, currency: a.currency };
}

const AMOUNT = /^(-?)(\d{1,18})(?:\.(\d{1,4}))?$/;

/** Reads a plain decimal such as `12.50` exactly; undefined for anything else, more decimals than `digits` included. */
export function parseMinor(text: string, digits: number): bigint | undefined {
  const match = AMOUNT.exec(text);
  if (!match) return undefined;
  const [, sign, whole = '0', fraction = ''] = match;
  if (fraction.replace(/0+$/, '').length > digits) return undefined;
  const minor = BigInt(whole) * 10n ** BigInt(digits) + BigInt(fraction.slice(0, digits).padEnd(digits, '0') || '0');
  return sign === '-' ? -minor : minor;
}
