/** Finds EIDR ids in the forms that avails carry them, and checks their check character (ISO 7064 Mod 37,36). */

const EIDR = /(?:10\.5240[/:]:?|eidr-s::?)((?:[0-9A-Z]{4}-){5})([0-9A-Z])(?![0-9A-Z-])/i;

/** True for every EIDR with the right check character, false for a wrong one, undefined where there is none. */
export function eidrCheck(text: string): boolean | undefined {
  if (!mayBeEidr(text)) return undefined;
  const [, digits, check] = EIDR.exec(text) ?? [];
  if (digits === undefined || check === undefined) return undefined;
  return checkCharacter(digits.replaceAll('-', '').toUpperCase()) === check.toUpperCase();
}

/** Does the text say that it is an EIDR, and yet isn't twenty digits in fives of four and a check character? */
export const isOddEidr = (text: string): boolean =>
  mayBeEidr(text) && /10\.5240[/:]|eidr-s:/i.test(text) && !EIDR.test(text);

/** Ids are many and EIDRs are some of them: a look that costs little, before one that costs more. */
const mayBeEidr = (text: string): boolean => text.includes('10.5240') || text.includes('-s:') || text.includes('-S:');

/** `10.5240/…` for `urn:eidr:10.5240:…`: one spelling, so that one edit has one id. */
export const plainEidr = (text: string): string => text.replace(/^urn:eidr:10\.5240:/i, '10.5240/');

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

function checkCharacter(digits: string): string | undefined {
  let product = 36;
  for (const digit of digits) {
    const sum = (product + ALPHABET.indexOf(digit)) % 36 || 36;
    product = (sum * 2) % 37;
  }
  return ALPHABET[(37 - product) % 36];
}
