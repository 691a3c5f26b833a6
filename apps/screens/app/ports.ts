/** What the screen needs from the world around it, and what can be asked of it. */
import type { Calls, Cancel, PairingState, Timers, UiLanguage } from '@duoping/client';
import type { Key } from './keys.ts';
import type { Stage } from './stage.ts';
import type { State } from './state.ts';

/** What this screen keeps between two evenings. */
export interface Memory {
  readonly token: () => string | null;
  setToken(token: string | null): void;
  /** Who was watching last; null before anybody was chosen. */
  readonly profile: () => string | null;
  setProfile(profile: string | null): void;
  readonly language: () => UiLanguage | null;
  setLanguage(language: UiLanguage): void;
}

export interface AppPorts {
  readonly calls: Calls;
  readonly timers: Timers;
  readonly memory: Memory;
  readonly pair: (onChange: (state: PairingState) => void) => Cancel;
  readonly openStage: () => Stage;
  /** A title is being looked at: what playing it will need may be fetched. */
  readonly prepareStage: () => void;
  /** Whether a new screen asks who is watching; one that is framed beside others begins with the first profile. */
  readonly asksWho: boolean;
  /** Shown until the household's own is known. */
  readonly firstLanguage: UiLanguage;
}

export interface App {
  readonly state: () => State;
  subscribe(listener: () => void): Cancel;
  press(key: Key): void;
  /** A letter or digit from a keyboard or the remote's own keys; false where nothing can be typed. */
  type(text: string): boolean;
  /** The whole line of a text field on the search page. */
  writeQuery(query: string): void;
  /** Takes the last letter back; false where there is none. */
  erase(): boolean;
  /** A pointer came over something that can have focus. */
  point(item: string): void;
  /** A pointer chose something. */
  choose(item: string): void;
  /** A name that was typed for a profile. */
  callProfile(name: string): void;
  /** What touch adds to keys while a film plays; without one they do nothing. */
  seekTo(seconds: number): void;
  skip(seconds: number): void;
  wakePlayer(): void;
  /** The page is being closed: a stream in use is let go at once. */
  close(): void;
}
