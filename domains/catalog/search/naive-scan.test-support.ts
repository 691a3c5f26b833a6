/** Search by looking at every name of every work, with plain strings: slow, short, and what the index must agree with. */
import { MATCHES, type Match, type SearchMode } from './find-works.ts';
import { hasHan, wordsOf } from './fold.ts';
import { readingsOf } from './pinyin.ts';
import type { Searchable } from './segment.ts';

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
  const { words, text, readings, initials } = keysOf(name);
  const spoken = hasHan(sought) ? '' : sought.replace(/([a-z])[1-5](?!\d)/g, '$1');
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
  const { text, readings, initials } = keysOf(genre);
  return [text, ...readings.map((reading) => reading.join('')), ...initials].some((key) => key.startsWith(sought));
}

interface Keys {
  readonly words: readonly string[];
  readonly text: string;
  readonly readings: readonly (readonly string[])[];
  readonly initials: readonly string[];
}

const KNOWN = new Map<string, Keys>();

/** Worked out once for each name: a scan reads every name for every question. */
function keysOf(name: string): Keys {
  const known = KNOWN.get(name);
  if (known) return known;
  const words = wordsOf(name);
  const readings = readingsOf(words);
  const keys = { words, text: words.join(''), readings, initials: initialsIn(words, readings) };
  KNOWN.set(name, keys);
  return keys;
}

function initialsIn(words: readonly string[], readings: readonly (readonly string[])[]): readonly string[] {
  const spoken = readings.length > 0 ? readings : words.length > 1 ? [words] : [];
  return spoken.map((parts) => parts.map((part) => (/^\d/.test(part) ? part : ([...part][0] ?? ''))).join(''));
}
