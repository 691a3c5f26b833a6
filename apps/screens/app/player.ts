/** One play as the viewer meets it: starting, seeking, tracks, why it stopped. Intents in, state out; no browser here. */
import {
  type Calls,
  type Cancel,
  type Order,
  type OtherScreen,
  type Play,
  type PlaySession,
  type Reason,
  type Refusal,
  startSession,
  type Timers,
  type UiLanguage,
} from '@duoping/client';
import type { Key } from './keys.ts';
import { followOrders } from './orders.ts';
import { clampSeek, seekStepSeconds } from './seek.ts';
import type { Stage } from './stage.ts';

export interface PlayerState {
  readonly phase: 'starting' | 'playing' | 'paused' | 'stopped';
  readonly play: Play | null;
  readonly positionSeconds: number;
  readonly durationSeconds: number;
  readonly bufferedToSeconds: number;
  readonly waiting: boolean;
  /** Where Left and Right have got to, before it is played from there. */
  readonly seek: { readonly toSeconds: number; readonly stepSeconds: number } | null;
  readonly controls: boolean;
  readonly panel: boolean;
  /** Where the film could be sent, once the panel was opened. */
  readonly screens: readonly OtherScreen[];
  /** The screen that was asked to go on with it. */
  readonly sentTo: OtherScreen | null;
  /** Another episode follows this one. */
  readonly hasNext: boolean;
  /** The film is nearly over, the next episode is announced and was not declined. */
  readonly offersNext: boolean;
  readonly audio: string | null;
  readonly text: string | null;
  /** RFC 3339: as far as is known now, it may be played until then. */
  readonly until: string | null;
  /** Why it is `stopped`. */
  readonly refusal: Refusal | null;
  readonly canRetry: boolean;
}

export interface PlayerPorts {
  readonly calls: Pick<Calls, 'startPlay' | 'heartbeat' | 'stopPlay' | 'orders' | 'screensFor' | 'offerPlay'>;
  readonly timers: Timers;
  readonly serverAheadMs: number;
  readonly accessToken: () => string | null;
  readonly openStage: () => Stage;
  readonly onChange: (state: PlayerState) => void;
  /** Is an episode known that follows this one? */
  readonly hasNext: () => boolean;
  /** How it was left: by the viewer, at the film's own end, or for the next episode. */
  readonly onLeave: (how: Leaving) => void;
}

export type Leaving = 'left' | 'over' | 'next';

export interface Player {
  readonly state: () => PlayerState;
  /** False when the key means nothing here, so that focus may have it. */
  press(key: Key): boolean;
  /** Goes to a place at once, as a finger on the bar does. */
  seekTo(seconds: number): void;
  /** Goes on from `seconds` further, or back when negative. */
  skip(seconds: number): void;
  /** Shows the controls for a while. */
  wake(): void;
  setAudio(language: string): void;
  setText(language: string | null): void;
  /** Asks another screen of the household to go on with the film. */
  sendTo(deviceId: string): void;
  /** Goes on with the next episode, where there is one. */
  next(): void;
  /** Leaves now, whatever is going on. */
  close(): void;
}

const LOOK_EVERY_MS = 250;
/** The picture comes first: keys and heartbeats both write the play, and would wait for each other. */
const FIRST_BEAT_MS = 3_000;
const CONTROLS_MS = 4_000;
/** The next episode is announced so long before the end, and in the last quarter of what is shorter. */
const ANNOUNCES_NEXT_S = 10;
/** After the last press of Left or Right, play goes on from there by itself. */
const SEEK_SETTLES_MS = 900;

/** A right that has ended doesn't come back by asking again; these may. */
const WORTH_RETRYING: readonly Reason[] = ['offline', 'stream-limit', 'lease-expired', 'media-failed', 'unexpected'];

const FIRST: PlayerState = {
  phase: 'starting',
  play: null,
  positionSeconds: 0,
  durationSeconds: 0,
  bufferedToSeconds: 0,
  waiting: true,
  seek: null,
  controls: true,
  panel: false,
  screens: [],
  sentTo: null,
  hasNext: false,
  offersNext: false,
  audio: null,
  text: null,
  until: null,
  refusal: null,
  canRetry: false,
};

/** The languages chosen for the episode before; one that this film lacks is passed over. */
export interface Tracks {
  readonly audio: string | null;
  readonly text: string | null;
}

export function createPlayer(
  wish: { work: string; fromStart: boolean; language: UiLanguage; from?: string; tracks?: Tracks },
  ports: PlayerPorts,
): Player {
  const { timers } = ports;
  let state = FIRST;
  let session: PlaySession | null = null;
  let stage: Stage | null = null;
  let closed = false;
  let cancelHide: Cancel = () => {};
  let cancelSettle: Cancel = () => {};
  let cancelLook: Cancel = () => {};
  let cancelOrders: Cancel = () => {};
  let run = { key: '', presses: 0 };
  let pictures = 1;
  let declinedNext = false;

  const set = (change: Partial<PlayerState>) => {
    state = { ...state, ...change };
    if (!closed) ports.onChange(state);
  };

  const begin = async () => {
    stage = ports.openStage(); // it gets itself ready while the server decides
    const { fromStart: _, tracks, ...asked } = wish;
    const answer = await ports.calls.startPlay({ ...asked, open: 'dash' });
    if (closed) {
      // The viewer left before the answer came: the stream must not stay claimed.
      if (answer.ok) void ports.calls.stopPlay(answer.value.id, { sequence: 1, positionSeconds: 0, watched: [] });
      return;
    }
    if (!answer.ok) return halt(answer.reason);
    const play = answer.value;
    const startSeconds = wish.fromStart ? 0 : play.positionSeconds;
    const durationSeconds = play.durationSeconds;
    set({
      play,
      until: play.until,
      positionSeconds: startSeconds,
      durationSeconds,
      audio: offered(play.audio, tracks?.audio) ?? play.audio[0]?.language ?? null,
      text: offered(play.text, tracks?.text),
    });
    const current = startSession(play, {
      calls: ports.calls,
      timers,
      serverAheadMs: ports.serverAheadMs,
      firstBeatMs: FIRST_BEAT_MS,
      onRenewed: (lease) => set({ until: lease.until }),
      onEnd: (reason, others) => halt({ ...plain(reason, 410), others }),
    });
    session = current;
    cancelOrders = followOrders(play.id, { calls: ports.calls, timers, carryOut, onEnd: halt });
    watch();
    void openPicture(current, stage, startSeconds);
  };

  const openPicture = async (current: PlaySession, opened: Stage, startSeconds: number) => {
    const { play, audio, text } = state;
    if (!play) return;
    const failed = await opened.load({
      dash: play.dash,
      clearKey: play.clearKey,
      opening: (pictures === 1 && play.opening) || null, // a second picture asks anew what is allowed by then
      startSeconds,
      audio,
      accessToken: ports.accessToken,
      mediaToken: current.mediaToken,
      onChange: look,
      onEnd: () => leave(declinedNext ? 'left' : 'over'),
      onFailure: (reason) => failPicture(current, reason),
    });
    if (stage !== opened) return;
    if (failed) return failPicture(current, failed);
    if (text !== null) opened.setText(text);
    set({ phase: 'playing' });
    opened.play();
    look();
    showControls();
  };
  /** A decoder that stumbles is given a second picture from the same place; a second time is the end of it. */
  const failPicture = (current: PlaySession, reason: Reason) => {
    if (reason !== 'media-failed' || pictures > 1 || !stage) return halt(plain(reason, 0));
    look();
    pictures += 1;
    stage.close();
    stage = ports.openStage();
    set({ phase: 'starting', waiting: true, seek: null, panel: false });
    void openPicture(current, stage, state.positionSeconds);
  };

  /** Stops the picture, lets the stream go and says why. */
  const halt = (refusal: Refusal) => {
    if (closed || state.phase === 'stopped') return;
    release();
    const canRetry = WORTH_RETRYING.indexOf(refusal.reason) >= 0;
    set({ phase: 'stopped', refusal, canRetry, seek: null, panel: false, waiting: false });
  };
  const release = () => {
    if (stage) look();
    cancelHide();
    cancelSettle();
    cancelLook();
    cancelOrders();
    stage?.close();
    stage = null;
    void session?.stop();
    session = null;
  };
  const leave = (how: Leaving) => {
    if (closed) return;
    release();
    closed = true;
    ports.onLeave(how);
  };
  const next = () => {
    if (ports.hasNext()) leave('next');
  };

  const look = () => {
    // A picture that is still being opened stands at 0, which is not the viewer's place.
    if (!stage || closed || state.phase === 'starting' || state.phase === 'stopped') return;
    const seen = stage.look();
    session?.observe({ positionSeconds: seen.positionSeconds, moving: seen.moving });
    const { positionSeconds, bufferedToSeconds, waiting } = seen;
    const durationSeconds = seen.durationSeconds || state.durationSeconds;
    const hasNext = ports.hasNext();
    const nearlyOver = durationSeconds - positionSeconds <= Math.min(ANNOUNCES_NEXT_S, durationSeconds / 4);
    if (!nearlyOver) declinedNext = false;
    const offersNext = hasNext && nearlyOver && !declinedNext;
    set({ positionSeconds, bufferedToSeconds, waiting, durationSeconds, hasNext, offersNext });
  };
  const watch = () => {
    look();
    cancelLook = timers.after(LOOK_EVERY_MS, watch);
  };

  const showControls = () => {
    cancelHide();
    if (!state.controls) set({ controls: true });
    cancelHide = timers.after(CONTROLS_MS, () => {
      if (state.phase === 'playing' && !state.seek && !state.panel && !state.waiting) set({ controls: false });
    });
  };
  const resume = () => {
    stage?.play();
    set({ phase: 'playing' });
    look();
    session?.tell();
    showControls();
  };
  const pause = () => {
    stage?.pause();
    set({ phase: 'paused', controls: true });
    look();
    session?.tell();
  };

  const seekBy = (key: Key, sign: number) => {
    run = { key, presses: run.key === key && state.seek ? run.presses + 1 : 1 };
    const stepSeconds = seekStepSeconds(run.presses, state.durationSeconds);
    const from = state.seek?.toSeconds ?? state.positionSeconds;
    set({
      controls: true,
      seek: { toSeconds: clampSeek(from + sign * stepSeconds, state.durationSeconds), stepSeconds },
    });
    cancelSettle();
    cancelSettle = timers.after(SEEK_SETTLES_MS, () => finishSeek());
  };
  const finishSeek = () => {
    cancelSettle();
    const { seek } = state;
    if (!seek) return;
    look();
    stage?.seek(seek.toSeconds);
    set({ seek: null, positionSeconds: seek.toSeconds });
    resume();
  };

  /** False leaves the key to focus. */
  const press = (key: Key): boolean => {
    if (key === 'stop' || (key === 'back' && state.phase === 'stopped')) leave('left');
    else if (state.phase === 'stopped') return false;
    else if (key === 'back') goBack();
    else if (state.phase === 'playing' || state.phase === 'paused') return steer(key);
    return true;
  };
  const goBack = () => {
    cancelSettle();
    if (state.panel) set({ panel: false });
    else if (state.seek) set({ seek: null });
    else if (state.offersNext) {
      declinedNext = true;
      set({ offersNext: false });
    } else return leave('left');
    showControls();
  };
  const steer = (key: Key): boolean => {
    showControls();
    if (state.panel) return false;
    if (key === 'left' || key === 'rewind') seekBy(key, -1);
    else if (key === 'right' || key === 'forward') seekBy(key, 1);
    else if (key === 'up' || key === 'down') openPanel();
    else if (state.seek) finishSeek();
    else if (key === 'ok' && state.offersNext) next();
    else if (key === 'pause' || (key !== 'play' && state.phase === 'playing')) pause();
    else resume();
    return true;
  };

  const openPanel = () => {
    set({ panel: true, seek: null, sentTo: null });
    const { play } = state;
    if (play) void ports.calls.screensFor(play.id).then((answer) => answer.ok && set(answer.value));
  };
  const sendTo = (deviceId: string) => {
    const { play } = state;
    const to = state.screens.filter(({ id }) => id === deviceId)[0];
    if (!play || !to) return;
    void ports.calls.offerPlay(play.id, to.id).then((answer) => {
      if (answer.ok) return set({ sentTo: to });
      const refused = { ...to, refused: answer.reason.reason };
      set({ screens: state.screens.map((screen) => (screen.id === to.id ? refused : screen)) });
    });
  };
  const carryOut = (order: Order) => {
    if (order.kind === 'skip') seekTo(state.positionSeconds + order.seconds);
    else if (order.kind === 'pause' && state.phase === 'playing') pause();
    else if (order.kind === 'play' && state.phase === 'paused') resume();
  };

  const seekTo = (seconds: number) => {
    if (state.phase !== 'playing' && state.phase !== 'paused') return;
    set({ seek: { toSeconds: clampSeek(seconds, state.durationSeconds), stepSeconds: 0 } });
    finishSeek();
  };

  void begin();
  return {
    state: () => state,
    press,
    seekTo,
    skip: (seconds) => seekTo(state.positionSeconds + seconds),
    wake: showControls,
    setAudio: (language) => {
      stage?.setAudio(language);
      set({ audio: language });
    },
    setText: (language) => {
      stage?.setText(language);
      set({ text: language });
    },
    sendTo,
    next,
    close: () => {
      release();
      closed = true;
    },
  };
}

const offered = (tracks: readonly { language: string }[], wanted: string | null | undefined): string | null =>
  tracks.filter(({ language }) => language === wanted)[0]?.language ?? null;

const plain = (reason: Reason, status: number): Refusal => ({ reason, status, until: null, others: [] });
