/** Search by looking at every name of every work, with plain strings: slow, short, and what the index must agree with. */
import { MATCHES, type Match, type SearchMode } from './find-works.ts';
import { hasHan, wordsOf } from './fold.ts';
import { readingsOf } from './pinyin.ts';
import type { Searchable } from './search-index.ts';

const KEYPAD = 'abc2 def3 ghi4 jkl5 mno6 pqrs7 tuv8 wxyz9'.split(' ');
const dialled = (text: string): string =>
  [...text].map((letter) => KEYPAD.find((key) => key.includes(letter))?.at(-1) ?? letter).join('');

/** Ends of a list of parts: `['da','jiang','he']` gives `dajianghe`, `jianghe`, `he`. */
const tails = (parts: readonly string[]): string[] => parts.map((_, from) => parts.slice(from).join(''));
const plain = (text: string): boolean => /^[\x20-\x7e]+$/.test(text);

/** The best way in which the query meets the work; undefined when it doesn't. */
export function matchOf(work: Searchable, query: string, mode: SearchMode): Match | undefined {
  const sought = wordsOf(query.slice(0, 64)).join('');
  if (sought === '') return undefined;
  const met = [
    ...work.names.flatMap((name) => matchesOfName(name, sought, mode)),
    ...work.genres.flatMap((genre) => (beginsAnyKey(genre, sought) ? ['genre' as const] : [])),
  ];
  return MATCHES.find((match) => met.includes(match));
}

function matchesOfName(name: string, sought: string, mode: SearchMode): readonly Match[] {
  const words = wordsOf(name);
  const text = words.join('');
  const readings = readingsOf(words);
  const spoken = hasHan(sought) ? '' : sought.replace(/([a-z])[1-5](?!\d)/g, '$1');
  const initials = initialsIn(words, readings);
  const met: Match[] = [];
  if (text === sought) met.push('exact');
  if (text.startsWith(sought)) met.push('prefix');
  if (tails(words).some((tail) => tail.startsWith(sought))) met.push('word');
  for (const reading of readings) {
    const said = reading.join('');
    if (!hasHan(sought) && (said.startsWith(sought) || said.startsWith(spoken))) met.push('pinyin');
    if (tails(reading).some((tail) => tail.startsWith(sought))) met.push('inside');
  }
  if (!hasHan(sought) && initials.some((letters) => letters.startsWith(sought))) met.push('initials');
  if (text.includes(sought) || initials.some((letters) => letters.includes(sought))) met.push('inside');
  if (mode === 't9' && /^\d+$/.test(sought)) {
    const starts = [text, ...readings.map((reading) => reading.join('')), ...initials].filter(plain);
    if (starts.some((start) => dialled(start).startsWith(sought))) met.push('keypad');
    const parts = [words, ...readings].filter((each) => plain(each.join('')));
    const later = [...parts.flatMap(tails), ...initials.filter(plain).flatMap((letters) => tails([...letters]))];
    if (later.some((tail) => dialled(tail).startsWith(sought))) met.push('inside');
  }
  return met;
}

function beginsAnyKey(genre: string, sought: string): boolean {
  const words = wordsOf(genre);
  const readings = readingsOf(words);
  const keys = [words.join(''), ...readings.map((reading) => reading.join('')), ...initialsIn(words, readings)];
  return keys.some((key) => key.startsWith(sought));
}

function initialsIn(words: readonly string[], readings: readonly (readonly string[])[]): readonly string[] {
  const spoken = readings.length > 0 ? readings : words.length > 1 ? [words] : [];
  return spoken.map((parts) => parts.map((part) => (/^\d/.test(part) ? part : ([...part][0] ?? ''))).join(''));
}
