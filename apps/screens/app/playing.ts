/** Plays one after another: starting one, going on with the next episode, trying again, taking another screen's stream. */
import type { Card, UiLanguage } from '@duoping/client';
import { createPlayer, type Player, type PlayerPorts, type Tracks } from './player.ts';
import { nextOf, seriesOf } from './series.ts';
import { currentRoute, type Route, type State } from './state.ts';

/** So many episodes follow by themselves while nobody touches a key; then the next one waits for OK. */
const MOST_UNATTENDED = 3;

export interface PlayingPorts
  extends Omit<PlayerPorts, 'serverAheadMs' | 'onChange' | 'hasNext' | 'onLeave' | 'calls'> {
  readonly calls: PlayerPorts['calls'] & { stopElsewhere(playId: string): Promise<unknown> };
  readonly serverAheadMs: () => number;
  readonly state: () => State;
  readonly set: (change: Partial<State>) => void;
  readonly push: (route: Route) => void;
  readonly back: () => void;
  readonly loadTitle: (work: string) => Promise<void>;
  /** Other screens' plays are looked at between plays, and not during one. */
  readonly watchElsewhere: (watching: boolean) => void;
}

export interface Playing {
  readonly player: () => Player | null;
  /** `from` is the play of another screen that goes on here. */
  open(work: string, fromStart: boolean, from?: string | null): void;
  /** Frees the stream that another screen holds, then plays here. What can't be freed is told by the next refusal. */
  stopOther(work: string, playId: string): Promise<void>;
  retry(work: string): void;
  setAudio(work: string, language: string): void;
  setText(work: string, language: string | null): void;
  /** Somebody is there. */
  touched(): void;
  /** Ends it, and forgets what was chosen this evening. */
  clear(): void;
}

export function createPlaying(ports: PlayingPorts): Playing {
  const { state, set, push, back } = ports;
  let player: Player | null = null;
  let wished: { fromStart: boolean; from: string | null } = { fromStart: false, from: null };
  let unattended = 0;
  /** By series: the languages that were chosen this evening. */
  let chosen: Readonly<Record<string, Tracks>> = {};

  const open = (work: string, fromStart: boolean, from: string | null = null) => {
    wished = { fromStart, from };
    ports.watchElsewhere(false);
    push({ name: 'play', work });
    if (!state().titles[work]) void ports.loadTitle(work); // for what comes next
    const tracks = chosen[seriesOf(state(), work) ?? ''];
    const language: UiLanguage = state().language;
    player = createPlayer(
      { work, fromStart, language, ...(from === null ? {} : { from }), ...(tracks ? { tracks } : {}) },
      {
        calls: ports.calls,
        timers: ports.timers,
        serverAheadMs: ports.serverAheadMs(),
        accessToken: ports.accessToken,
        openStage: ports.openStage,
        onChange: (next) => set({ player: next }),
        hasNext: () => nextOf(state(), work) !== null,
        onLeave: (how) => {
          player = null;
          const next = how === 'left' ? null : nextOf(state(), work);
          if (next) goOnWith(next, how === 'next');
          else back();
        },
      },
    );
    set({ player: player.state() });
  };
  /** The next episode takes the place of this one, and its page that of this one's page. */
  const goOnWith = (next: Card, asked: boolean) => {
    unattended = asked ? 0 : unattended + 1;
    const beneath = state().stack.slice(0, -1);
    const kept = beneath[beneath.length - 1]?.name === 'title' ? beneath.slice(0, -1) : beneath;
    set({ stack: kept, player: null });
    push({ name: 'title', work: next.work, card: next });
    void ports.loadTitle(next.work);
    if (unattended < MOST_UNATTENDED) open(next.work, false);
    else ports.watchElsewhere(true);
  };
  const remember = (work: string) => {
    const series = seriesOf(state(), work);
    const now = player?.state();
    if (series !== null && now) chosen = { ...chosen, [series]: { audio: now.audio, text: now.text } };
  };

  return {
    player: () => player,
    open,
    async stopOther(work, playId) {
      await ports.calls.stopElsewhere(playId);
      const route = currentRoute(state());
      if (route.name !== 'play' || route.work !== work || state().player?.phase !== 'stopped') return;
      player?.close();
      back();
      open(work, wished.fromStart, wished.from);
    },
    retry(work) {
      const fromSeconds = state().player?.positionSeconds ?? 0;
      const from = state().player?.play ? null : wished.from; // what has begun here goes on from its own place
      player?.close();
      back();
      open(work, fromSeconds === 0 && from === null, from);
    },
    setAudio(work, language) {
      player?.setAudio(language);
      remember(work);
    },
    setText(work, language) {
      player?.setText(language);
      remember(work);
    },
    touched: () => {
      unattended = 0;
    },
    clear() {
      player?.close();
      player = null;
      chosen = {};
    },
  };
}
