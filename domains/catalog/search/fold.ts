/** One spelling for what people write differently: case, accents, width, traditional characters, spaces and punctuation. */
import { Converter } from 'opencc-js/t2cn';

/** Names are looked through this far; what comes after is not searched. In characters. */
const LONGEST_NAME = 200;

const HAN = /\p{Script=Han}/u;
const WORD = /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}\p{Extended_Pictographic}])+/gu;
/** What most queries are, and needs less than others: nothing in these has accents, width or compatible forms. */
const PLAIN_HAN = /^[\u4e00-\u9fa5]+$/;
const ASCII = /^[\x20-\x7e]*$/;
const ASCII_WORD = /[a-z0-9]+/g;
/** Letters that carry no separable accent, and what people type for them. */
const PLAIN: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};
const UNPLAIN = new RegExp(`[${Object.keys(PLAIN).join('')}]`, 'g');

export const hasHan = (text: string): boolean => HAN.test(text);

/**
 * The words of a text, folded. Chinese is one word as far as it reaches; letters and digits make words of their own.
 * Spaces and punctuation part words and are gone. Empty when nothing can be searched for.
 */
export function wordsOf(text: string): readonly string[] {
  const clipped = text.length > LONGEST_NAME ? text.slice(0, LONGEST_NAME) : text;
  if (ASCII.test(clipped)) return clipped.toLowerCase().match(ASCII_WORD) ?? [];
  if (PLAIN_HAN.test(clipped)) return [simplified(clipped)];
  const plain = clipped
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '') // lower case of İ brings its dot back
    .replace(UNPLAIN, (letter) => PLAIN[letter] ?? letter);
  return simplified(plain).match(WORD) ?? [];
}

/** Character by character, so that a part of a name folds as it does within the whole. */
function simplified(text: string): string {
  if (!hasHan(text)) return text;
  let result = '';
  for (const character of text) result += SIMPLE.get(character) ?? character;
  return result;
}

const SIMPLE: ReadonlyMap<string, string> = simpleCharacters();

function simpleCharacters(): Map<string, string> {
  // Its declarations name each other without extensions, so this type is not seen: a text in, a text out.
  const simplify = Converter({ from: 't', to: 'cn' }) as (text: string) => string; // see above
  const simple = new Map<string, string>();
  for (let code = 0x3400; code < 0xa000; code++) {
    const character = String.fromCodePoint(code);
    const folded = simplify(character);
    if (folded !== character && [...folded].length === 1) simple.set(character, folded);
  }
  return simple;
}
