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

/** Digits after the point where they aren't two (ISO 4217). Engines tell what people write, which is less in some countries. */
const DIGITS: Readonly<Record<string, number>> = {
  ...{ BIF: 0, CLP: 0, DJF: 0, GNF: 0, ISK: 0, JPY: 0, KMF: 0, KRW: 0, PYG: 0, RWF: 0, UGX: 0, UYI: 0, VND: 0, VUV: 0 },
  ...{ XAF: 0, XOF: 0, XPF: 0, BHD: 3, IQD: 3, JOD: 3, KWD: 3, LYD: 3, OMR: 3, TND: 3, CLF: 4, UYW: 4 },
};

/** How many digits of its minor units stand after the point of an amount in this currency. */
export const minorDigits = (currency: string): number => DIGITS[currency] ?? 2;

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
