/** What people would type for the titles of `search-titles.ts`. */
import { formsOf, initialsOf } from '../domains/catalog/testing.ts';
import type { BenchTitle } from './search-titles.ts';

export interface Asked {
  readonly kind: string;
  readonly text: string;
  readonly mode: 'text' | 't9';
}

/** What people press: few letters of a name, seldom a whole one. Each kind in turn. */
export function questions(titles: readonly BenchTitle[], count: number, random: () => number): readonly Asked[] {
  const kinds: Readonly<Record<string, (name: string) => string | undefined>> = {
    'Chinese, two or three characters': (name) => part(han(name), 2 + Math.floor(random() * 2)),
    'first letters': (name) => part(letters(name), 3 + Math.floor(random() * 2)),
    'first letters on a keypad': (name) => part(dialled(letters(name) ?? ''), 3 + Math.floor(random() * 3)),
    pinyin: (name) => part(formsOf(name).readings[0]?.join(''), 5 + Math.floor(random() * 7)),
    'an English word': (name) => part(latin(name), 3 + Math.floor(random() * 5)),
    'English words': (name) => latin(name)?.slice(0, 6 + Math.floor(random() * 12)),
    'a whole name': (name) => name,
    'one letter': (name) => part(letters(name), 1),
  };
  const makers = Object.entries(kinds);
  const asked: Asked[] = [];
  while (asked.length < count) {
    const [kind, make] = makers[asked.length % makers.length] ?? ['', () => undefined];
    const names = titles[Math.floor(random() * titles.length)]?.names ?? [];
    const text = make(names[Math.floor(random() * names.length)] ?? '');
    if (text) asked.push({ kind, text, mode: /^\d+$/.test(text) ? 't9' : 'text' });
  }
  return asked;
}

export const han = (name: string): string | undefined => (/\p{Script=Han}/u.test(name) ? name : undefined);
const latin = (name: string): string | undefined => (han(name) === undefined ? name : undefined);
const letters = (name: string): string | undefined => {
  const [reading] = formsOf(name).readings;
  return reading && initialsOf(reading);
};
const part = (text: string | undefined, length: number): string | undefined => text?.slice(0, length);

const KEYS = 'abc def ghi jkl mno pqrs tuv wxyz'.split(' ');
export const dialled = (text: string): string =>
  text.replace(/[a-z]/g, (letter) => `${2 + KEYS.findIndex((key) => key.includes(letter))}`);
