/** What pages show: asked for, kept while a connection is gone, and asked for again when it could differ. */
import type { Calls, Cancel, Refusal, Timers } from '@duoping/client';
import { currentRoute, type State } from './state.ts';

/** What is looked at is asked for again quietly, also when nothing was due: titles come and go. */
const REFRESH_MS = 30_000;
const SOONEST_MS = 500;

export interface PagesPorts {
  readonly calls: Pick<Calls, 'home' | 'title'>;
  readonly timers: Timers;
  readonly serverAheadMs: () => number;
  readonly state: () => State;
  readonly set: (change: Partial<State>) => void;
  /** True when a refusal took the viewer elsewhere. */
  readonly lost: (refusal: Refusal) => boolean;
  readonly refreshSearch: () => void;
}

export interface Pages {
  loadHome(): Promise<void>;
  loadTitle(work: string): Promise<void>;
  /** What is on the glass, quietly. */
  askAgain(): void;
  /** Asks for nothing more by itself. */
  rest(): void;
}

export function createPages({ calls, timers, serverAheadMs, state, set, lost, refreshSearch }: PagesPorts): Pages {
  let cancelRefresh: Cancel = () => {};

  const loadHome = async (): Promise<void> => {
    cancelRefresh();
    if (state().home.status === 'failed') set({ home: { status: 'loading' } });
    const { language } = state();
    const answer = await calls.home(language);
    if (state().phase !== 'in') return;
    if (language !== state().language) return loadHome();
    if (answer.ok) show({ status: 'ready', value: answer.value });
    else if (lost(answer.reason)) return;
    // What is on the glass may outlive a lost connection, but not a refusal.
    else if (state().home.status !== 'ready' || answer.reason.status !== 0)
      show({ status: 'failed', refusal: answer.reason });
    refreshBy(answer.ok ? answer.value.until : null, () => {
      if (currentRoute(state()).name === 'home') void loadHome();
    });
  };
  /** Asks again when what is on the glass could differ, and every half minute for what nobody could know before. */
  const refreshBy = (until: string | null, again: () => void) => {
    const left = until === null ? REFRESH_MS : Date.parse(until) - serverAheadMs() - timers.now();
    cancelRefresh();
    cancelRefresh = timers.after(Math.max(SOONEST_MS, Math.min(REFRESH_MS, left)), again);
  };
  const show = (home: State['home']) => {
    if (JSON.stringify(home) !== JSON.stringify(state().home)) set({ home });
  };

  const loadTitle = async (work: string): Promise<void> => {
    const known = state().titles[work];
    if (known?.status !== 'ready') setTitle(work, { status: 'loading' });
    const answer = await calls.title(work, state().language);
    if (state().phase !== 'in' || (!answer.ok && lost(answer.reason))) return;
    // What is on the glass may outlive a lost connection, but not a refusal.
    if (answer.ok) setTitle(work, { status: 'ready', value: answer.value });
    else if (state().titles[work]?.status !== 'ready' || answer.reason.status !== 0)
      setTitle(work, { status: 'failed', refusal: answer.reason });
    if (currentRoute(state()).name === 'play') return; // only what comes next was asked for
    refreshBy(answer.ok ? answer.value.availableUntil : null, () => {
      const route = currentRoute(state());
      if (route.name === 'title' && route.work === work) void loadTitle(work);
    });
  };
  const setTitle = (work: string, title: State['titles'][string]) =>
    set({ titles: { ...state().titles, [work]: title } });

  return {
    loadHome,
    loadTitle,
    askAgain() {
      const route = currentRoute(state());
      if (route.name === 'home') void loadHome();
      else if (route.name === 'search') refreshSearch();
      else if (route.name === 'title') void loadTitle(route.work);
    },
    rest: () => cancelRefresh(),
  };
}
