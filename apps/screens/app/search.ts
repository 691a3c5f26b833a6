/**
 * Search as you press: intents in, state out. Knows no layout: a television puts keys around it, a phone a text field.
 * The newest question wins, one at a time; what was found stays on the glass until better is known.
 */
import type { Calls, Cancel, FoundTitle, Refusal, Timers, UiLanguage } from '@duoping/client';

/** `t9`: digits stand for the letters beside them too. `letters`: A to Z, and digits are digits. */
export type Keypad = 't9' | 'letters';

export interface SearchState {
  readonly query: string;
  readonly keypad: Keypad;
  /** What was found for `answered`, the best first. */
  readonly titles: readonly FoundTitle[];
  /** The question that was last answered: `query`, or an earlier one while its answer is awaited. */
  readonly answered: string;
  /** Why the last question had no answer. */
  readonly refusal: Refusal | null;
}

export const NO_SEARCH: SearchState = { query: '', keypad: 't9', titles: [], answered: '', refusal: null };

export interface SearchPorts {
  readonly calls: Pick<Calls, 'search'>;
  readonly timers: Timers;
  readonly language: () => UiLanguage;
  readonly onChange: (state: SearchState) => void;
  /** The household let this screen go. */
  readonly onLost: (refusal: Refusal) => void;
}

export interface Search {
  state(): SearchState;
  type(text: string): void;
  /** The whole line from a text field, where letters come from a real keyboard and digits are digits. */
  write(query: string): void;
  erase(): void;
  clear(): void;
  switchKeypad(): void;
  /** Asks the same again: the language changed, or titles may have come and gone. Goes on doing so by itself. */
  refresh(): void;
  /** Nobody looks any more. What was typed and found is kept. */
  rest(): void;
}

export const LONGEST_QUERY = 40;
/** Between two questions, so that quick fingers don't ask faster than the server answers anybody. Milliseconds. */
const GAP_MS = 120;
const TOO_FAST_MS = 1_000;
const REFRESH_MS = 30_000;

export function createSearch(ports: SearchPorts): Search {
  const { calls, timers } = ports;
  let state = NO_SEARCH;
  let asking = false;
  let askAgain = false;
  let resting = true;
  let cancel: Cancel = () => {};

  const set = (change: Partial<SearchState>) => {
    state = { ...state, ...change };
    ports.onChange(state);
  };
  const later = (ms: number) => {
    cancel();
    cancel = timers.after(ms, () => void ask());
  };

  const ask = async () => {
    cancel();
    resting = false;
    if (state.query === '') return set({ titles: [], answered: '', refusal: null });
    if (asking) {
      askAgain = true;
      return;
    }
    asking = true;
    const { query, keypad } = state;
    const language = ports.language();
    const answer = await calls.search(query, keypad === 't9' ? 't9' : 'text', language);
    asking = false;
    if (resting) return;
    if (!answer.ok && answer.reason.status === 401) return ports.onLost(answer.reason);
    const tooFast = !answer.ok && answer.reason.status === 429;
    // The answer to what was typed before is better than none while more is being typed, but not once it was erased.
    const concerns = state.query.indexOf(query) === 0 && language === ports.language();
    if (answer.ok && concerns) set({ titles: answer.value.titles, answered: query, refusal: null });
    else if (!answer.ok && concerns && !tooFast) set({ titles: [], answered: query, refusal: answer.reason });
    if (askAgain) {
      askAgain = false;
      later(GAP_MS);
    } else later(tooFast ? TOO_FAST_MS : REFRESH_MS);
  };
  const change = (query: string) => {
    if (query === state.query) return;
    set({ query });
    void ask();
  };

  return {
    state: () => state,
    type: (text) => change((state.query + text).slice(0, LONGEST_QUERY)),
    write: (query) => {
      if (state.keypad !== 'letters') set({ keypad: 'letters' });
      change(query.slice(0, LONGEST_QUERY));
    },
    erase: () => change(state.query.slice(0, -1)),
    clear: () => change(''),
    switchKeypad: () => {
      set({ keypad: state.keypad === 't9' ? 'letters' : 't9' });
      void ask();
    },
    refresh: () => void ask(),
    rest: () => {
      resting = true;
      askAgain = false;
      cancel();
    },
  };
}

export interface Syllable {
  readonly text: string;
  /** How many of its letters were typed. */
  readonly typed: number;
}

/** Which letters of a reading stand for what was typed: the first of its syllables, or all of some of them. */
export function typedIn({ reading, match }: Pick<FoundTitle, 'reading' | 'match'>, query: string): readonly Syllable[] {
  const sought = query.toLowerCase().replace(/[^a-z0-9]/g, '');
  const written = /^[0-9]+$/.test(sought) ? dialled : (text: string) => text;
  const first = written(reading.map((syllable) => syllable.charAt(0)).join('')).indexOf(sought);
  if (sought !== '' && match !== 'pinyin' && first >= 0) {
    return reading.map((text, place) => ({ text, typed: place >= first && place < first + sought.length ? 1 : 0 }));
  }
  const begin = reading.map((_, from) => written(reading.slice(from).join(''))).map((tail) => tail.indexOf(sought));
  const from = begin.indexOf(0);
  let left = from < 0 ? 0 : sought.length;
  return reading.map((text, place) => {
    const typed = place < from ? 0 : Math.min(left, text.length);
    left -= typed;
    return { text, typed };
  });
}

const KEYS = 'abc def ghi jkl mno pqrs tuv wxyz'.split(' ');
const dialled = (text: string): string =>
  text.replace(/[a-z]/g, (letter) => `${2 + KEYS.map((key) => key.indexOf(letter) >= 0).indexOf(true)}`);
