/** Search for the try-out server: by the first letters or the beginning of either name. The real one knows much more. */
import type { FoundTitle, UiLanguage } from '@duoping/client';
import { cardOf, TITLES } from './titles.ts';

const SAID: Readonly<Record<string, string>> = {
  'thirty-north': 'bei wei san shi du',
  'letters-from-the-deep': 'shen hai lai xin',
  'harbour-lights': 'gang wan deng huo',
  'orbit-9': 'jiu hao gui dao',
  'steel-river': 'gang tie he liu',
  'tea-road': 'cha ma',
  'paper-birds': 'zhi yuan',
  'fishing-lamps': 'yu huo',
  'quiet-machines': 'an jing de ji qi',
  'the-long-night-and-the-lanterns-of-the-old-city': 'chang ye deng huo',
  'snow-country-line': 'xue xian',
  'summer-clinic': 'xia ri zhen suo',
};
const KEYPAD = 'abc2 def3 ghi4 jkl5 mno6 pqrs7 tuv8 wxyz9'.split(' ');
const dialled = (text: string): string =>
  [...text].map((letter) => KEYPAD.find((key) => key.includes(letter))?.at(-1) ?? letter).join('');

export function foundFor(
  query: string,
  shown: { language: UiLanguage; nowMs: number; hidden: ReadonlySet<string> },
): readonly FoundTitle[] {
  const sought = query.toLowerCase();
  return TITLES.filter((title) => sought !== '' && !shown.hidden.has(title.work)).flatMap((title): FoundTitle[] => {
    const reading = (SAID[title.work] ?? '').split(' ');
    const initials = reading.map((syllable) => syllable.charAt(0)).join('');
    const named = [title.zh[0], title.en[0].toLowerCase()].some((name) => name.startsWith(sought));
    const card = cardOf(title, shown.language, shown.nowMs);
    if (named) return [{ ...card, match: 'prefix', reading: [] }];
    if (reading.join('').startsWith(sought)) return [{ ...card, match: 'pinyin', reading }];
    if (initials.includes(sought)) return [{ ...card, match: 'initials', reading }];
    return dialled(initials).startsWith(sought) ? [{ ...card, match: 'keypad', reading }] : [];
  });
}
