/** Amounts as people read them. Whole minor units in, text out: a point is put in, and nothing is ever rounded unless said. */
import { minorDigits } from '@duoping/kit';
import type { Words } from '../words/en.ts';

export type Minor = string | bigint;

/** `CN¥1,234.56`, exact to the unit. */
export const shownMoney = (minor: Minor, currency: string, { language }: Words): string =>
  formatOf(language, currency).format(decimalOf(minor, minorDigits(currency)));

/** As `shownMoney`, without a fraction where there is none: for large sums that were agreed in whole. */
export const wholeMoney = (minor: Minor, currency: string, { language }: Words): string =>
  formatOf(language, currency, 'stripped').format(decimalOf(minor, minorDigits(currency)));

/** `US$1.2bn`, `12亿美元`: for charts, where the exact amount stands beside it. */
export const roundMoney = (minor: Minor, currency: string, { language }: Words): string =>
  formatOf(language, currency, 'compact').format(decimalOf(minor, minorDigits(currency)));

/** Thousandths of the whole, to the nearest whole number; 0 of nothing. */
export const permilleOf = (part: Minor, whole: Minor): number =>
  BigInt(whole) === 0n ? 0 : Number((BigInt(part) * 2000n + BigInt(whole)) / (BigInt(whole) * 2n));

/** `12.3 %` of a part in a whole. */
export const shownShare = (part: Minor, whole: Minor, { language }: Words): string =>
  (permilleOf(part, whole) / 1000).toLocaleString(language, { style: 'percent', maximumFractionDigits: 1 });

export const sumOf = (amounts: readonly Minor[]): bigint =>
  amounts.reduce<bigint>((sum, each) => sum + BigInt(each), 0n);

const formats = new Map<string, Intl.NumberFormat>();

const OPTIONS = {
  standard: {},
  stripped: { trailingZeroDisplay: 'stripIfInteger' },
  compact: { notation: 'compact', minimumFractionDigits: 0, maximumFractionDigits: 2 },
} as const satisfies Record<string, Intl.NumberFormatOptions>;

function formatOf(language: string, currency: string, form: keyof typeof OPTIONS = 'standard'): Intl.NumberFormat {
  const key = `${language} ${currency} ${form}`;
  const known = formats.get(key);
  if (known) return known;
  // The English of nobody's country: `US$`, so that no dollar is taken for another.
  const locale = language === 'en' ? 'en-001' : language;
  const digits = minorDigits(currency);
  const exact = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  const made = new Intl.NumberFormat(locale, { style: 'currency', currency, ...exact, ...OPTIONS[form] });
  formats.set(key, made);
  return made;
}

/** The minor units as decimal text, which `Intl` formats exactly (ECMA-402, NumberFormat v3). */
function decimalOf(minor: Minor, digits: number): Intl.StringNumericLiteral {
  const text = String(minor);
  const sign = text.startsWith('-') ? '-' : '';
  const units = text.slice(sign.length).padStart(digits + 1, '0');
  const point = units.length - digits;
  return `${sign}${units.slice(0, point)}${digits > 0 ? `.${units.slice(point)}` : ''}` as Intl.StringNumericLiteral; // digits, at most one point
}
