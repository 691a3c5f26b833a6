/** The screen as one thing that takes keys and gives states: start, pairing, pages, play. No framework, no browser. */
import type { Cancel, Refusal, UiLanguage } from '@duoping/client';
import { createElsewhere } from './elsewhere.ts';
import { enterSide, focusOn, inSide, leaveSide, move } from './focus.ts';
import type { Key } from './keys.ts';
import { createPlayer, type Player } from './player.ts';
import type { App, AppPorts } from './ports.ts';
import { focusOf, memoryOf, sceneOf } from './scene.ts';
import { createSearch, NO_SEARCH } from './search.ts';
import { stepInSearch } from './search-scene.ts';
import { currentRoute, findCard, findElsewhere, type Loadable, placeOf, type Route, type State } from './state.ts';

export type { App, AppPorts, Memory } from './ports.ts';

/** A screen that nobody pairs asks for this many more codes by itself, then waits for OK. */
const MOST_RENEWALS = 5;
const RETRY_MS = 10_000;
/** What is looked at is asked for again quietly, also when nothing was due: titles come and go. */
const REFRESH_MS = 30_000;
const SOONEST_MS = 500;

export function createApp(ports: AppPorts): App {
  const { calls, timers, memory } = ports;
  const listeners: (() => void)[] = [];
  let player: Player | null = null;
  let cancelPairing: Cancel = () => {};
  let cancelRetry: Cancel = () => {};
  let cancelRefresh: Cancel = () => {};
  let serverAheadMs = 0;
  let renewals = 0;
  let wishedFromStart = false;
  let wishedFrom: string | null = null;
  let state: State = {
    phase: 'starting',
    language: memory.language() ?? ports.firstLanguage,
    brandName: 'Duoping',
    nowMs: timers.now(),
    pairing: { phase: 'asking' },
    removed: false,
    me: null,
    profiles: [],
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
    onOtherPages: () => askAgain(),
    onLost: (refusal) => lost(refusal),
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
    if (!asks) void loadHome().then(() => state.phase === 'in' && !player && elsewhere.watch(false));
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
    player?.close();
    player = null;
    cancelRefresh();
    search.clear();
    search.rest();
    elsewhere.rest();
    set({ stack: [{ name: 'home' }], home: { status: 'loading' }, titles: {}, player: null, focus: {} });
  };

  // ——— pages

  const loadHome = async () => {
    cancelRefresh();
    if (state.home.status === 'failed') set({ home: { status: 'loading' } });
    const { language } = state;
    const answer = await calls.home(language);
    if (state.phase !== 'in') return;
    if (language !== state.language) return loadHome();
    if (answer.ok) show({ status: 'ready', value: answer.value });
    else if (lost(answer.reason)) return;
    // What is on the glass may outlive a lost connection, but not a refusal.
    else if (state.home.status !== 'ready' || answer.reason.status !== 0)
      show({ status: 'failed', refusal: answer.reason });
    refreshBy(answer.ok ? answer.value.until : null, () => {
      if (currentRoute(state).name === 'home') void loadHome();
    });
  };
  /** Asks again when what is on the glass could differ, and every half minute for what nobody could know before. */
  const refreshBy = (until: string | null, again: () => void) => {
    const left = until === null ? REFRESH_MS : Date.parse(until) - serverAheadMs - timers.now();
    cancelRefresh();
    cancelRefresh = timers.after(Math.max(SOONEST_MS, Math.min(REFRESH_MS, left)), again);
  };
  /** What is on the glass, quietly. */
  const askAgain = () => {
    const route = currentRoute(state);
    if (route.name === 'home') void loadHome();
    else if (route.name === 'search') search.refresh();
    else if (route.name === 'title') void loadTitle(route.work);
  };
  const show = (home: State['home']) => {
    if (JSON.stringify(home) !== JSON.stringify(state.home)) set({ home });
  };
  const loadTitle = async (work: string) => {
    const known = state.titles[work];
    if (known?.status !== 'ready') setTitle(work, { status: 'loading' });
    const answer = await calls.title(work, state.language);
    if (state.phase !== 'in' || (!answer.ok && lost(answer.reason))) return;
    // What is on the glass may outlive a lost connection, but not a refusal.
    if (answer.ok) setTitle(work, { status: 'ready', value: answer.value });
    else if (state.titles[work]?.status !== 'ready' || answer.reason.status !== 0)
      setTitle(work, { status: 'failed', refusal: answer.reason });
    refreshBy(answer.ok ? answer.value.availableUntil : null, () => {
      const route = currentRoute(state);
      if (route.name === 'title' && route.work === work) void loadTitle(work);
    });
  };
  const setTitle = (work: string, title: Loadable<never> | State['titles'][string]) =>
    set({ titles: { ...state.titles, [work]: title } });
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
  const openTitle = (work: string) => {
    search.rest();
    push({ name: 'title', work, card: findCard(state, work) });
    void loadTitle(work);
    ports.prepareStage();
  };
  /** `from` is the play of another screen that goes on here. */
  const openPlayer = (work: string, fromStart: boolean, from: string | null = null) => {
    wishedFromStart = fromStart;
    wishedFrom = from;
    elsewhere.rest();
    push({ name: 'play', work });
    player = createPlayer(
      { work, fromStart, language: state.language, ...(from === null ? {} : { from }) },
      {
        calls,
        timers,
        serverAheadMs,
        accessToken: memory.token,
        openStage: ports.openStage,
        onChange: (next) => set({ player: next }),
        onLeave: () => {
          player = null;
          back();
        },
      },
    );
    set({ player: player.state() });
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
    if (item.indexOf('audio:') === 0) return player?.setAudio(item.slice(6));
    if (item.indexOf('text:') === 0) return player?.setText(item.slice(5) || null);
    if (item.indexOf('key:') === 0) return pressKey(item.slice(4));
    if (item.indexOf('profile:') === 0) return watchAs(item.slice(8));
    if (item.indexOf('stop:') === 0) return void stopElsewhere(work, item.slice(5));
    if (item.indexOf('send:') === 0) return player?.sendTo(item.slice(5));
    if (item.indexOf('move:') === 0) return moveHere(item.slice(5));
    if (item.indexOf('remote:') === 0) return openRemote(item.slice(7));
    const steered = route.name === 'remote' ? findElsewhere(state, route.play) : null;
    const pressed = STEERING.filter((act) => item === `steer:${act}`)[0];
    if (steered && pressed) return elsewhere.steer(steered, pressed);
    ACTIONS[item]?.(work);
  };
  const moveHere = (playId: string) => {
    const play = findElsewhere(state, playId);
    if (play) openPlayer(play.work, false, play.id);
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
    play: (work) => openPlayer(work, true),
    resume: (work) => openPlayer(work, false),
    'from-start': (work) => openPlayer(work, true),
    back: () => (player ? player.press('back') : back()),
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
    'ask-profile': () => set({ phase: 'choosing' }),
    'ask-forget': () => push({ name: 'device', confirming: true }),
    keep: () => back(),
    forget: () => forget(false),
  };
  /** Frees the stream that another screen holds, then plays here. What can't be freed is told by the next refusal. */
  const stopElsewhere = async (work: string, playId: string) => {
    await calls.stopElsewhere(playId);
    const route = currentRoute(state);
    if (route.name !== 'play' || route.work !== work || state.player?.phase !== 'stopped') return;
    player?.close();
    back();
    openPlayer(work, wishedFromStart, wishedFrom);
  };
  const retry = (work: string) => {
    const route = currentRoute(state).name;
    if (state.phase === 'unreachable') void start();
    else if (route === 'home') void loadHome();
    else if (route === 'search') search.refresh();
    else if (route === 'title') void loadTitle(work);
    else if (route === 'play') {
      const fromSeconds = state.player?.positionSeconds ?? 0;
      player?.close();
      const from = state.player?.play ? null : wishedFrom; // what has begun here goes on from its own place
      back();
      openPlayer(work, fromSeconds === 0 && from === null, from);
    }
  };
  const remember = (next: State['focus'][string]) => set({ focus: { ...state.focus, [placeOf(state)]: next } });

  const press = (key: Key) => {
    if (player?.press(key)) return;
    const scene = sceneOf(state);
    const focus = memoryOf(state);
    if (key === 'left' || key === 'right' || key === 'up' || key === 'down') {
      const inPage = currentRoute(state).name === 'search' && state.phase === 'in' && !inSide(scene, focus);
      const beside = inPage ? stepInSearch(state.search, focusOf(state) ?? '', key) : null;
      const next = beside === null ? move(scene, focus, key) : focusOn(scene, focus, beside);
      if (next !== focus) remember(next);
    } else if (key === 'back') {
      if (inSide(scene, focus)) remember(leaveSide(scene, focus));
      else if (state.phase === 'choosing' && memory.profile() !== null) set({ phase: 'in' });
      else if (state.stack.length > 1 && state.phase === 'in') back();
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
    choose: (item) => {
      remember(focusOn(sceneOf(state), memoryOf(state), item));
      if (focusOf(state) === item) act(item);
    },
    seekTo: (seconds) => player?.seekTo(seconds),
    skip: (seconds) => player?.skip(seconds),
    wakePlayer: () => player?.wake(),
    close: () => player?.close(),
  };
}

const STEERING = ['play', 'pause', 'back', 'on', 'stop'] as const;

const keyOfRoute = (route: Route): string =>
  route.name === 'title' || route.name === 'play' ? `${route.name}:${route.work}` : route.name;
