/** What the household's other screens play: asked every few seconds, steered by thumb, and what of it may go on here. */
import {
  type Calls,
  type Cancel,
  type HouseholdPlay,
  type Reason,
  type Refusal,
  readReason,
  type Timers,
  type UiLanguage,
} from '@duoping/client';

/** A play of another screen, with when this one heard of it. */
export interface OtherScreenPlay extends HouseholdPlay {
  readonly heardMs: number;
}

export interface ElsewherePorts {
  readonly calls: Pick<Calls, 'householdPlays' | 'steer' | 'stopElsewhere'>;
  readonly timers: Timers;
  readonly language: () => UiLanguage;
  /** Says what plays elsewhere, and the play that has just been sent to this screen. */
  readonly onChange: (plays: readonly OtherScreenPlay[], sent: HouseholdPlay | null) => void;
  /** Titles may have come or gone since the pages on this screen were asked for. */
  readonly onOtherPages: () => void;
  /** This screen no longer belongs to a household. */
  readonly onLost: (refusal: Refusal) => boolean;
}

export interface Elsewhere {
  /** Asks now and from then on; `closely` while a viewer steers. */
  watch(closely: boolean): void;
  rest(): void;
  steer(play: OtherScreenPlay, act: 'play' | 'pause' | 'back' | 'on' | 'stop'): void;
}

const EVERY_MS = 5_000;
const CLOSELY_MS = 2_000;
const SKIP_SECONDS = 10;
/** What was pressed is shown as done until the other screen could have said so itself. */
const BELIEVED_MS = 3_500;

export function createElsewhere(ports: ElsewherePorts): Elsewhere {
  const { calls, timers } = ports;
  let plays: readonly OtherScreenPlay[] = [];
  let everyMs = EVERY_MS;
  let believedUntilMs = 0;
  let round = 0;
  let presses = 0;
  let offered: readonly string[] = [];
  let pagesAsOf: string | null = null;
  let cancel: Cancel = () => {};

  const show = (next: readonly OtherScreenPlay[], sent: HouseholdPlay | null) => {
    if (next.length === 0 && plays.length === 0) return;
    plays = next;
    ports.onChange(plays, sent);
  };
  const ask = () => {
    cancel();
    const mine = ++round;
    void calls.householdPlays(ports.language()).then((answer) => {
      if (mine !== round) return;
      if (answer.ok) {
        hear(answer.value.plays.filter(({ here }) => !here));
        hearPages(answer.value.pagesAsOf);
      } else if (ports.onLost(answer.reason)) return;
      else if (answer.reason.status !== 0) show([], null);
      cancel = timers.after(everyMs, ask);
    });
  };
  const hear = (heard: readonly HouseholdPlay[]) => {
    const heardMs = timers.now();
    const believed = heardMs < believedUntilMs ? plays : [];
    const next = heard.map((play) => believed.filter(({ id }) => id === play.id)[0] ?? { ...play, heardMs });
    const sent = heard.filter((play) => play.offered && offered.indexOf(play.id) < 0)[0] ?? null;
    offered = heard.filter((play) => play.offered).map(({ id }) => id);
    show(next, sent);
  };
  const hearPages = (next: string) => {
    const before = pagesAsOf;
    pagesAsOf = next;
    if (before !== null && before !== next) ports.onOtherPages();
  };
  const expect = (play: OtherScreenPlay, change: Partial<HouseholdPlay>) => {
    const now = timers.now();
    believedUntilMs = now + BELIEVED_MS;
    const changed = { ...play, positionSeconds: placeNow(play, now), ...change, heardMs: now };
    show(
      plays.map((one) => (one.id === play.id ? changed : one)),
      null,
    );
  };
  return {
    watch(closely) {
      everyMs = closely ? CLOSELY_MS : EVERY_MS;
      ask();
    },
    rest() {
      round += 1;
      cancel();
      offered = [];
      show([], null);
    },
    steer(play, act) {
      const id = `${play.id}.${timers.now()}.${++presses}`;
      if (act === 'stop') {
        void calls.stopElsewhere(play.id).then(ask);
      } else if (act === 'play' || act === 'pause') {
        expect(play, { moving: act === 'play' });
        void calls.steer(play.id, { id, kind: act });
      } else {
        const seconds = act === 'on' ? SKIP_SECONDS : -SKIP_SECONDS;
        const to = Math.max(0, Math.min(play.durationSeconds, placeNow(play, timers.now()) + seconds));
        expect(play, { positionSeconds: to });
        void calls.steer(play.id, { id, kind: 'skip', seconds });
      }
    },
  };
}

/** Where the other screen's picture is by now, as far as this one can tell. */
export const placeNow = (play: OtherScreenPlay, nowMs: number): number =>
  Math.min(
    play.durationSeconds,
    play.positionSeconds + (play.moving ? Math.max(0, Math.min(15, (nowMs - play.heardMs) / 1000)) : 0),
  );

/** Why it can't go on here; null when it can. */
export const refusedHere = ({ refused }: HouseholdPlay): Reason | null =>
  refused === null ? null : readReason(refused);
