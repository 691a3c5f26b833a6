/** Everything a screen shows, as data. Layouts read it and send intents; nothing here knows a browser. */
import type { Card, Home, Me, PairingState, Profiles, Refusal, Title, UiLanguage } from '@duoping/client';
import type { OtherScreenPlay } from './elsewhere.ts';
import type { FocusMemory } from './focus.ts';
import type { PlayerState } from './player.ts';
import type { SearchState } from './search.ts';

export type Loadable<T> =
  | { readonly status: 'loading' }
  | { readonly status: 'ready'; readonly value: T }
  | { readonly status: 'failed'; readonly refusal: Refusal };

export type Route =
  | { readonly name: 'home' }
  | { readonly name: 'search' }
  /** `card` is what was known when it was opened, shown while the rest loads. */
  | { readonly name: 'title'; readonly work: string; readonly card: Card | null }
  | { readonly name: 'play'; readonly work: string }
  /** Steers what another screen plays. */
  | { readonly name: 'remote'; readonly play: string }
  /** This screen: its name, household, language, and how to leave the household. */
  | { readonly name: 'device'; readonly confirming: boolean };

export type Phase = 'starting' | 'unreachable' | 'pairing' | 'choosing' | 'in';

export type WhoPage =
  | { readonly name: 'watch' | 'edit' }
  /** One profile, to be renamed or removed. */
  | { readonly name: 'one' | 'removing'; readonly profile: string }
  /** null is a new one. */
  | { readonly name: 'naming'; readonly profile: string | null };

export interface WhoState {
  readonly page: WhoPage;
  /** The last wish was refused or did not arrive. */
  readonly failed: boolean;
}

export const WHO: WhoState = { page: { name: 'watch' }, failed: false };

export interface State {
  readonly phase: Phase;
  readonly language: UiLanguage;
  readonly brandName: string;
  /** This screen's clock, milliseconds; moves once a second at most. */
  readonly nowMs: number;
  readonly pairing: PairingState;
  /** True when the household let this screen go, until it is paired again. */
  readonly removed: boolean;
  readonly me: Me | null;
  /** Who may watch here, in the household's order. */
  readonly profiles: Profiles['profiles'];
  /** Where one is among the pages of who watches. */
  readonly who: WhoState;
  /** From the first page to the current one; never empty. */
  readonly stack: readonly Route[];
  readonly home: Loadable<Home>;
  readonly titles: Readonly<Record<string, Loadable<Title>>>;
  readonly search: SearchState;
  readonly player: PlayerState | null;
  /** What other screens of the household play, newest last. */
  readonly elsewhere: readonly OtherScreenPlay[];
  /** By `placeOf`. */
  readonly focus: Readonly<Record<string, FocusMemory>>;
}

export const findElsewhere = ({ elsewhere }: State, playId: string): OtherScreenPlay | null =>
  elsewhere.filter(({ id }) => id === playId)[0] ?? null;

export const currentRoute = (state: State): Route => state.stack[state.stack.length - 1] ?? { name: 'home' };

/** Where a focus memory belongs. Two visits of one title are one place, different titles are not. */
export function placeOf(state: State): string {
  // A code that has run out is another place: there OK asks for a new one.
  if (state.phase === 'pairing') return `pairing:${needsNewCode(state) ? 'renew' : 'show'}`;
  if (state.phase === 'choosing') return `choosing:${state.who.page.name}`;
  if (state.phase !== 'in') return state.phase;
  const route = currentRoute(state);
  if (route.name === 'title' || route.name === 'play') return `${route.name}:${route.work}`;
  return route.name === 'device' && route.confirming ? 'device:confirming' : route.name;
}

/** True when only the viewer can go on: by OK. */
export const needsNewCode = ({ pairing }: State): boolean =>
  pairing.phase === 'expired' || pairing.phase === 'denied' || pairing.phase === 'unknown-model';

export const findCard = (state: State, work: string): Card | null => {
  for (const title of state.search.titles) if (title.work === work) return title;
  if (state.home.status !== 'ready') return null;
  for (const rail of state.home.value.rails) for (const card of rail.cards) if (card.work === work) return card;
  return null;
};
