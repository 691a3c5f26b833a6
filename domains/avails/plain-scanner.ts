/**
 * Scans a long run of like elements out of a document's bytes, in the plain form that programs write, and leaves what
 * stands around it to the parser. At the first thing that a reader of one element does not know, the parser gets the rest.
 */
import { append, CUT, isAt, ODD, type Sheet, skipBlanks } from './sheet-bytes.ts';
import type { ByteScanner } from './xml.ts';

export interface PlainRun {
  /** The tag with which the run begins. */
  readonly opening: readonly number[];
  /** Is that tag the first element's own? Otherwise the run is behind it, and the parser gets the tag. */
  readonly isOwn: boolean;
  /** Notes the element that begins at `from` and moves behind it: that is `CUT`, `ODD`, or a number for `play`. */
  read(sheet: Sheet, from: number): number;
  /** Tells of the element noted last; false once no further one is wanted. */
  play(sheet: Sheet, found: number): boolean;
}

/** A longer element, or more before the run, is left to the parser. */
const MOST_HELD = 1024 * 1024;

export function plainScanner({ opening, isOwn, read, play }: PlainRun): ByteScanner {
  let state: 'before' | 'within' | 'after' = 'before';
  const sheet: Sheet = { bytes: new Uint8Array(256 * 1024), end: 0, at: 0, marks: [] };
  const handOver = (from: number): Uint8Array => {
    state = 'after';
    return sheet.bytes.subarray(from, sheet.end);
  };
  const keep = (from: number): void => {
    sheet.bytes.copyWithin(0, from, sheet.end);
    sheet.end -= from;
    sheet.at = 0;
  };
  const scan = (): Uint8Array => {
    for (;;) {
      const start = skipBlanks(sheet, sheet.at);
      const found = read(sheet, start);
      if (found === CUT && sheet.end - start < MOST_HELD) {
        keep(start);
        return NOTHING;
      }
      if (found < 0) return handOver(start);
      if (!play(sheet, found)) {
        state = 'after';
        return NOTHING;
      }
    }
  };
  return {
    take(piece) {
      if (state === 'after') return piece;
      append(sheet, piece);
      if (state === 'within') return scan();
      const tag = openingAt(sheet, opening);
      if (tag < 0) return tag === CUT && sheet.end < MOST_HELD ? NOTHING : handOver(0);
      const at = isOwn ? tag : tag + opening.length;
      const head = sheet.bytes.slice(0, at);
      state = 'within';
      sheet.at = at;
      const rest = scan();
      return rest.length === 0 ? head : joined(head, rest);
    },
    end: () => (state === 'after' ? NOTHING : handOver(0)),
  };
}

const NOTHING = new Uint8Array();

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const whole = new Uint8Array(a.length + b.length);
  whole.set(a);
  whole.set(b, a.length);
  return whole;
}

const LESS = 0x3c;
const BANG = 0x21;
const QUESTION = 0x3f;
/** Read byte by byte, a mark of the byte order is three other signs. */
const DECLARATION = /^[^<]{0,3}<\?xml[^>]*\?>/;

/** Where the opening tag stands. Odd is what could hide that tag, and any encoding but UTF-8. */
function openingAt(sheet: Sheet, opening: readonly number[]): number {
  const { bytes, end } = sheet;
  for (let at = 0; at < end; at++) {
    if (bytes[at] === 0) return ODD;
    if (bytes[at] !== LESS) continue;
    if (bytes[at + 1] === BANG) return ODD;
    if (bytes[at + 1] === QUESTION && at > 3) return ODD;
    if (!isAt(sheet, at, opening)) continue;
    const head = LATIN.decode(bytes.subarray(0, at));
    const declaration = DECLARATION.exec(head)?.[0] ?? '';
    return /encoding/.test(declaration) && !/encoding\s*=\s*["']utf-?8["']/i.test(declaration) ? ODD : at;
  }
  return CUT;
}

const LATIN = new TextDecoder('latin1');
