/** How Chinese names are said: syllables without tones, and the other readings that people may think of. */
import { pinyin } from 'pinyin-pro';
import { hasHan } from './fold.ts';

/** Readings kept of one name; the likeliest is the first. */
const MOST_READINGS = 6;

/** Characters with a second reading that is alive in names. Other second readings are for dictionaries. */
const POLYPHONES = new Set(
  '长重行乐都还调传弹朝差处单当倒发分冠好号和会几间将降教觉角解看空落卡量露率没蒙难宁强曲参少盛数提为相校兴血要应载涨正中种转薄藏曾称乘冲',
);

/**
 * Every reading of a folded name as its syllables; a word in letters or digits stands as one. Empty when there is
 * nothing Chinese in it. ü is written v, as on a keyboard, and once more u.
 */
export function readingsOf(words: readonly string[]): readonly (readonly string[])[] {
  if (!words.some(hasHan)) return [];
  const places = words.flatMap((word) => (hasHan(word) ? syllablesOf(word) : [[word]]));
  if (places.every((choices) => choices.length === 1)) return [places.map(([only = '']) => only)];
  return places.reduce(combined, [[]]);
}

/** The likeliest reading with each choice first, so that the limit cuts off the least likely. */
function combined(
  readings: readonly (readonly string[])[],
  choices: readonly string[],
): readonly (readonly string[])[] {
  return choices.flatMap((choice) => readings.map((before) => [...before, choice])).slice(0, MOST_READINGS);
}

/** For each character what it may sound like, the likeliest here first. */
function syllablesOf(word: string): readonly (readonly string[])[] {
  const here = pinyin(word, { toneType: 'none', type: 'array' });
  return [...word].map((character, place) => {
    const likeliest = here[place] ?? character;
    if (!POLYPHONES.has(character) && !likeliest.includes('ü')) return [likeliest];
    const others = POLYPHONES.has(character) ? readingsOfCharacter(character) : [];
    return [...new Set([likeliest, ...others].flatMap(typed))];
  });
}

const typed = (syllable: string): readonly string[] =>
  syllable.includes('ü') ? [syllable.replace('ü', 'v'), syllable.replace('ü', 'u')] : [syllable];

const KNOWN = new Map<string, readonly string[]>();

function readingsOfCharacter(character: string): readonly string[] {
  const known = KNOWN.get(character) ?? pinyin(character, { multiple: true, toneType: 'none', type: 'array' });
  KNOWN.set(character, known);
  return known;
}
