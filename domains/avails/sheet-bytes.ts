/** Bytes of a worksheet that are looked through sign by sign, and the texts among them that are as plain as they look. */

const LESS = 0x3c;
const AND = 0x26;
const BRACKET = 0x5d;

export interface Sheet {
  /** What is filled of it ends at `end`; a zero follows, which is no sign of XML. */
  bytes: Uint8Array;
  end: number;
  at: number;
  /** What is noted of the element under way, used again for the next. */
  readonly marks: number[];
}

export function append(sheet: Sheet, piece: Uint8Array): void {
  const needed = sheet.end + piece.length + 1;
  if (needed > sheet.bytes.length) {
    const larger = new Uint8Array(needed * 2);
    larger.set(sheet.bytes.subarray(0, sheet.end));
    sheet.bytes = larger;
  }
  sheet.bytes.set(piece, sheet.end);
  sheet.end += piece.length;
  sheet.bytes[sheet.end] = 0;
}

/** In place of a count of cells: the bytes end too early, or what stands there is not plain. */
export const CUT = -1;
export const ODD = -2;

export function ascii(text: string): readonly number[] {
  return [...text].map((sign) => sign.charCodeAt(0));
}

export const isAt = (sheet: Sheet, at: number, signs: readonly number[]): boolean => expect(sheet, at, signs) === 0;

/** 0 when the signs stand there; `CUT` when they may, but the bytes end too early to say. */
export function expect({ bytes, end }: Sheet, at: number, signs: readonly number[]): typeof CUT | typeof ODD | 0 {
  for (let i = 0; i < signs.length; i++) {
    if (at + i >= end) return CUT;
    if (bytes[at + i] !== signs[i]) return ODD;
  }
  return 0;
}

export const isBlank = (sign: number | undefined): boolean => sign === 0x20 || sign === 0x0a || sign === 0x09;
export const isDigit = (sign: number): boolean => sign >= 0x30 && sign <= 0x39;
export const isLetter = (sign: number): boolean => (sign >= 0x61 && sign <= 0x7a) || (sign >= 0x41 && sign <= 0x5a);

export function skipBlanks({ bytes }: Sheet, from: number): number {
  let at = from;
  while (isBlank(bytes[at])) at += 1;
  return at;
}

export function digitsEnd({ bytes }: Sheet, from: number): number {
  let at = from;
  while (isDigit(bytes[at] ?? 0)) at += 1;
  return at;
}

/** The number that the digits make; one of more than 15 digits is none that could be meant. */
export function numberAt({ bytes }: Sheet, from: number, end: number): number {
  let number = 0;
  for (let at = from; at < end; at++) number = number * 10 + (bytes[at] ?? 0) - 0x30;
  return end - from > 15 ? Number.MAX_SAFE_INTEGER : number;
}

/** Where the text between two tags ends, if it is text that needs no closer look than `textOf` gives it. */
export function readBetween(sheet: Sheet, from: number, open: readonly number[], close: readonly number[]): number {
  const opened = expect(sheet, from, open);
  if (opened < 0) return opened;
  const { bytes, end } = sheet;
  const start = from + open.length;
  let at = start;
  let isWide = false;
  for (let sign = bytes[at] ?? 0; sign !== LESS; sign = bytes[++at] ?? 0) {
    if (sign > 0x7e) isWide = true;
    if (sign >= 0x20 && sign !== AND && sign !== BRACKET) continue;
    if (at >= end) return CUT;
    if (
      sign === BRACKET
        ? isAt(sheet, at, CDATA_END)
        : sign === AND
          ? !isEntity(sheet, at)
          : sign !== 0x0a && sign !== 0x09
    )
      return at + 6 > end ? CUT : ODD;
  }
  const closed = expect(sheet, at, close);
  if (closed < 0) return closed;
  return isWide && !isWideText(bytes.subarray(start, at)) ? ODD : at;
}

/** Is this UTF-8 without the two signs that XML forbids among the higher ones? */
function isWideText(bytes: Uint8Array): boolean {
  try {
    return !/[\uFFFE\uFFFF]/.test(STRICT.decode(bytes));
  } catch {
    return false; // TextDecoder tells by throwing
  }
}

const STRICT = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const CDATA_END = ascii(']]>');
const ENTITIES = ['&amp;', '&lt;', '&gt;', '&quot;', '&apos;'].map(ascii);

const isEntity = (sheet: Sheet, at: number): boolean => ENTITIES.some((entity) => isAt(sheet, at, entity));

const ENTITY = /&(?:amp|lt|gt|quot|apos);/g;
const SIGNS: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
};

export function textOf({ bytes }: Sheet, start: number, end: number): string {
  if (start < 0) return '';
  const text = end - start < 12 ? shortText(bytes, start, end) : undefined;
  const whole = text ?? STRICT.decode(bytes.subarray(start, end));
  return whole.includes('&') ? whole.replace(ENTITY, (entity) => SIGNS[entity] ?? entity) : whole;
}

/** A few signs of ASCII, as numbers and words are. */
function shortText(bytes: Uint8Array, start: number, end: number): string | undefined {
  let text = '';
  for (let at = start; at < end; at++) {
    const sign = bytes[at] ?? 0;
    if (sign > 0x7e) return undefined;
    text += String.fromCharCode(sign);
  }
  return text;
}
