/** The screen as one thing that takes keys and gives states: start, pairing, pages, play. No framework, no browser. */
import type { Cancel, Refusal, UiLanguage } from '@duoping/client';
import { createElsewhere } from './elsewhere.ts';
import { enterSide, focusOn, inSide, leaveSide, move } from './focus.ts';
import type { Key } from './keys.ts';
import { createPages } from './pages.ts';
import { createPlaying } from './playing.ts';
import type { App, AppPorts } from './ports.ts';
import { focusOf, memoryOf, sceneOf } from './scene.ts';
import { createSearch, NO_SEARCH } from './search.ts';
import { stepInSearch } from './search-scene.ts';
import { findEpisode } from './series.ts';
import { currentRoute, findCard, findElsewhere, placeOf, type Route, type State, WHO } from './state.ts';
import { createWho } from './who.ts';

export type { App, AppPorts, Memory } from './ports.ts';

/** A screen that nobody pairs asks for this many more codes by itself, then waits for OK. */
const MOST_RENEWALS = 5;
const RETRY_MS = 10_000;

export function createApp(ports: AppPorts): App {
  const { calls, timers, memory } = ports;
  const listeners: (() => void)[] = [];
  let cancelPairing: Cancel = () => {};
  let cancelRetry: Cancel = () => {};
  let serverAheadMs = 0;
  let renewals = 0;
  let state: State = {
    phase: 'starting',
    language: memory.language() ?? ports.firstLanguage,
    brandName: 'Duoping',
    nowMs: timers.now(),
    pairing: { phase: 'asking' },
    removed: false,
    me: null,
    profiles: [],
    who: WHO,
    stack: [{ name: 'home' }],
    home: { status: 'loading' },
    titles: {},
    search: NO_SEARCH,
    player: null,
    elsewhere: [],
    focus: {},
  };

  const set = (change: Partial<State>) => {
    state = { ...state, ...change };
    const place = placeOf(state);
    const settled = memoryOf(state);
    if (settled !== state.focus[place]) state = { ...state, focus: { ...state.focus, [place]: settled } };
    for (const listener of listeners) listener();
  };
  const search = createSearch({
    calls,
    timers,
    language: () => state.language,
    onChange: (next) => set({ search: next }),
    onLost: () => forget(true),
  });

  const elsewhere = createElsewhere({
    calls,
    timers,
    language: () => state.language,
    onChange(plays, sent) {
      set({ elsewhere: plays });
      const screen = state.me?.device.screen;
      // Sent here by somebody in the room: a television shows it at once, a hand finds it above any page.
      if (sent && (screen === 'tv' || screen === 'stb')) {
        search.rest();
        set({ stack: [{ name: 'home' }] });
        remember(focusOn(sceneOf(state), memoryOf(state), `move:${sent.id}`));
      }
    },
    onOtherPages: () => pages.askAgain(),
    onLost: (refusal) => lost(refusal),
  });

  const pages = createPages({
    calls,
    timers,
    serverAheadMs: () => serverAheadMs,
    state: () => state,
    set,
    lost: (refusal) => lost(refusal),
    refreshSearch: search.refresh,
  });
  const { loadHome, loadTitle } = pages;
  const playing = createPlaying({
    ...{ calls, timers, openStage: ports.openStage, accessToken: memory.token, loadTitle, set },
    serverAheadMs: () => serverAheadMs,
    state: () => state,
    push: (route) => push(route),
    back: () => back(),
    watchElsewhere: (watching) => (watching ? elsewhere.watch(false) : elsewhere.rest()),
  });

  const who = createWho({
    ...{ calls, set, state: () => state, language: () => state.language },
    focusOn: (item) => remember(focusOn(sceneOf(state), memoryOf(state), item)),
    onRemoved: (profile) => {
      if (memory.profile() !== profile && state.me?.profile.id !== profile) return;
      memory.setProfile(null);
      clearPages();
    },
  });

  // ——— start and pairing

  const start = async () => {
    cancelRetry();
    if (memory.token() === null) return pair();
    set({ phase: 'starting' });
    const [answer, known] = await Promise.all([calls.me(), calls.profiles()]);
    if (!answer.ok) {
      if (lost(answer.reason)) return;
      set({ phase: 'unreachable' });
      cancelRetry = timers.after(RETRY_MS, () => void start());
      return;
    }
    const me = answer.value;
    serverAheadMs = Date.parse(me.serverTime) - timers.now() || 0;
    const language = memory.language() ?? (me.profile.language.indexOf('zh') === 0 ? 'zh-CN' : 'en');
    const profiles = known.ok ? known.value.profiles : [];
    const asks = ports.asksWho && profiles.length > 1 && memory.profile() === null;
    set({ phase: asks ? 'choosing' : 'in', me, profiles, language, brandName: me.brand.name, removed: false });
    if (!asks) void loadHome().then(() => state.phase === 'in' && !playing.player() && elsewhere.watch(false));
  };
  /** From now on somebody watches here: pages and places are theirs. */
  const watchAs = (profile: string | null) => {
    memory.setProfile(profile);
    clearPages();
    void start();
  };
  const pair = () => {
    cancelPairing();
    set({ phase: 'pairing', pairing: { phase: 'asking' } });
    cancelPairing = ports.pair((pairing) => {
      if (pairing.phase === 'paired') {
        memory.setToken(pairing.token);
        void start();
      } else if (pairing.phase === 'expired' && renewals < MOST_RENEWALS) {
        renewals += 1;
        pair();
      } else set({ pairing });
    });
  };
  /** This screen no longer belongs to a household: nothing of it stays on the glass. */
  const forget = (removed: boolean) => {
    memory.setToken(null);
    memory.setProfile(null);
    clearPages();
    set({ me: null, profiles: [], removed });
    pair();
  };
  const clearPages = () => {
    playing.clear();
    pages.rest();
    search.clear();
    search.rest();
    elsewhere.rest();
    set({ stack: [{ name: 'home' }], home: { status: 'loading' }, titles: {}, player: null, focus: {} });
  };

  // ——— pages

  const lost = (refusal: Refusal): boolean => {
    if (refusal.status === 401) forget(true);
    else if (refusal.reason === 'unknown-profile' && memory.profile() !== null) watchAs(null);
    else return false;
    return true;
  };

  const push = (route: Route) => {
    const { [keyOfRoute(route)]: _, ...focus } = state.focus;
    set({ stack: state.stack.concat([route]), focus });
  };
  const back = () => {
    if (state.stack.length < 2) return;
    const left = currentRoute(state);
    const stack = state.stack.slice(0, -1);
    set({ stack, player: left.name === 'play' ? null : state.player });
    const route = currentRoute(state);
    if (left.name === 'search') search.rest();
    if (left.name === 'play' || left.name === 'remote') elsewhere.watch(false);
    if (route.name === 'home') void loadHome();
    if (route.name === 'search') search.refresh();
    if (route.name === 'title' && left.name === 'play') void loadTitle(route.work);
  };
  const openSearch = () => {
    search.clear();
    push({ name: 'search' });
    const first = state.search.keypad === 't9' ? 'key:5' : 'key:a'; // the middle key is the nearest to all others
    remember(focusOn(sceneOf(state), memoryOf(state), first));
  };
  const openTitle = (work: string, card = findCard(state, work)) => {
    search.rest();
    push({ name: 'title', work, card });
    void loadTitle(work);
    ports.prepareStage();
  };
  const setLanguage = (language: UiLanguage) => {
    memory.setLanguage(language);
    set({ language, titles: {} });
    if (state.phase === 'in') void loadHome();
    if (currentRoute(state).name === 'search') search.refresh();
  };

  // ——— what OK does

  const act = (item: string) => {
    const route = currentRoute(state);
    const work = route.name === 'title' || route.name === 'play' ? route.work : '';
    if (item.indexOf('card:') === 0) return openTitle(item.slice(item.indexOf(':', 5) + 1));
    if (item.indexOf('episode:') === 0) return openEpisode(item.slice(8));
    if (item.indexOf('audio:') === 0) return playing.setAudio(work, item.slice(6));
    if (item.indexOf('text:') === 0) return playing.setText(work, item.slice(5) || null);
    if (item.indexOf('key:') === 0) return pressKey(item.slice(4));
    if (item.indexOf('profile:') === 0) return watchAs(item.slice(8));
    if (item.indexOf('stop:') === 0) return void playing.stopOther(work, item.slice(5));
    if (item.indexOf('send:') === 0) return playing.player()?.sendTo(item.slice(5));
    if (item.indexOf('move:') === 0) return moveHere(item.slice(5));
    if (item.indexOf('remote:') === 0) return openRemote(item.slice(7));
    if (state.phase === 'choosing' && who.act(item)) return;
    const steered = route.name === 'remote' ? findElsewhere(state, route.play) : null;
    const pressed = STEERING.filter((act) => item === `steer:${act}`)[0];
    if (steered && pressed) return elsewhere.steer(steered, pressed);
    ACTIONS[item]?.(work);
  };
  /** Plays it where it was left; one that can't be played yet shows its page. */
  const openEpisode = (work: string) => {
    const route = currentRoute(state);
    const episode = route.name === 'title' ? findEpisode(state, route.work, work) : null;
    if (episode?.ready) playing.open(work, false);
    else if (episode) openTitle(work, episode);
  };
  const moveHere = (playId: string) => {
    const play = findElsewhere(state, playId);
    if (play) playing.open(play.work, false, play.id);
  };
  const openRemote = (playId: string) => {
    push({ name: 'remote', play: playId });
    elsewhere.watch(true);
  };
  const pressKey = (key: string) => {
    if (key === 'erase') search.erase();
    else if (key === 'clear') search.clear();
    else if (key === 'switch') {
      search.switchKeypad();
      remember(focusOn(sceneOf(state), memoryOf(state), 'key:switch')); // it stands elsewhere among the other keys
    } else search.type(key);
  };
  const fromMenu = (page: Route['name'], go: () => void) => {
    remember(leaveSide(sceneOf(state), memoryOf(state)));
    if (currentRoute(state).name !== page) go();
  };
  const ACTIONS: Readonly<Record<string, (work: string) => void>> = {
    play: (work) => playing.open(work, true),
    resume: (work) => playing.open(work, false),
    'from-start': (work) => playing.open(work, true),
    next: () => playing.player()?.next(),
    back: () => {
      if (!playing.player()?.press('back')) back();
    },
    retry: (work) => retry(work),
    'new-code': () => {
      renewals = 0;
      pair();
    },
    language: () => setLanguage(state.language === 'en' ? 'zh-CN' : 'en'),
    'menu:language': () => setLanguage(state.language === 'en' ? 'zh-CN' : 'en'),
    'menu:home': () => fromMenu('home', back),
    'menu:search': () => fromMenu('search', openSearch),
    'menu:device': () => fromMenu('device', () => push({ name: 'device', confirming: false })),
    'ask-profile': () => set({ phase: 'choosing', who: WHO }),
    'ask-forget': () => push({ name: 'device', confirming: true }),
    keep: () => back(),
    forget: () => forget(false),
  };
  const retry = (work: string) => {
    const route = currentRoute(state).name;
    if (state.phase === 'unreachable') void start();
    else if (route === 'home') void loadHome();
    else if (route === 'search') search.refresh();
    else if (route === 'title') void loadTitle(work);
    else if (route === 'play') playing.retry(work);
  };
  const remember = (next: State['focus'][string]) => set({ focus: { ...state.focus, [placeOf(state)]: next } });

  const press = (key: Key) => {
    playing.touched();
    if (playing.player()?.press(key)) return;
    const scene = sceneOf(state);
    const focus = memoryOf(state);
    if (key === 'left' || key === 'right' || key === 'up' || key === 'down') {
      const inPage = currentRoute(state).name === 'search' && state.phase === 'in' && !inSide(scene, focus);
      const beside = inPage ? stepInSearch(state.search, focusOf(state) ?? '', key) : null;
      const next = beside === null ? move(scene, focus, key) : focusOn(scene, focus, beside);
      if (next !== focus) remember(next);
    } else if (key === 'back') {
      if (inSide(scene, focus)) remember(leaveSide(scene, focus));
      else if (state.phase === 'choosing') {
        // At the very beginning somebody has to be chosen; later one may leave it as it was.
        if (!who.back() && (memory.profile() !== null || state.stack.length > 1)) set({ phase: 'in' });
      } else if (state.stack.length > 1 && state.phase === 'in') back();
      else if (scene.side) remember(enterSide(scene, focus));
    } else if (key === 'ok' || key === 'play' || key === 'playpause') {
      const item = focusOf(state);
      if (item !== null) act(item);
    }
  };

  const type = (text: string): boolean => {
    const route = currentRoute(state).name;
    if (state.phase !== 'in' || (route !== 'search' && route !== 'home')) return false;
    if (route === 'home') openSearch();
    search.type(text);
    return true;
  };
  const erase = (): boolean => {
    if (state.phase !== 'in' || currentRoute(state).name !== 'search' || state.search.query === '') return false;
    search.erase();
    return true;
  };

  const tick = () => {
    set({ nowMs: timers.now() });
    timers.after(1_000, tick);
  };
  timers.after(1_000, tick);
  void start();

  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.push(listener);
      return () => listeners.splice(listeners.indexOf(listener), 1);
    },
    press,
    type,
    writeQuery: (query) => {
      if (state.phase === 'in' && currentRoute(state).name === 'search') search.write(query);
    },
    erase,
    point: (item) => remember(focusOn(sceneOf(state), memoryOf(state), item)),
    callProfile: (name) => who.call(name),
    choose: (item) => {
      remember(focusOn(sceneOf(state), memoryOf(state), item));
      playing.touched();
      if (focusOf(state) === item) act(item);
    },
    seekTo: (seconds) => playing.player()?.seekTo(seconds),
    skip: (seconds) => playing.player()?.skip(seconds),
    wakePlayer: () => {
      playing.touched();
      playing.player()?.wake();
    },
    close: () => playing.player()?.close(),
  };
}

const STEERING = ['play', 'pause', 'back', 'on', 'stop'] as const;

const keyOfRoute = (route: Route): string =>
  route.name === 'title' || route.name === 'play' ? `${route.name}:${route.work}` : route.name;
