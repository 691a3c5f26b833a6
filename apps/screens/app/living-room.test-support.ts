/** A living room without a browser: the whole app, a server that answers what a test wishes, and a clock moved by hand. */
import {
  type Calls,
  type Home,
  type HouseholdPlay,
  no,
  type PairingState,
  type Play,
  type Reason,
  type Title,
  type UiLanguage,
  yes,
} from '@duoping/client';
import { handClock } from '@duoping/client/testing';
import { ALL, homeOf, titleOf } from '../testing/titles.ts';
import { createApp } from './app.ts';
import type { Key } from './keys.ts';
import { focusOf } from './scene.ts';
import type { Stage, StageSource } from './stage.ts';
import { currentRoute } from './state.ts';

/** A picture that stands where the test puts it. */
function stageAt(picture: Picture): Stage {
  return {
    load: async (source) => {
      picture.source = source;
      picture.atSeconds = source.startSeconds;
      return null;
    },
    ...{ play() {}, pause() {}, seek() {}, setAudio() {}, setText() {}, close() {} },
    look: () => ({
      positionSeconds: picture.atSeconds,
      durationSeconds: 0,
      bufferedToSeconds: picture.atSeconds,
      moving: false,
      waiting: false,
    }),
  };
}

interface Picture {
  atSeconds: number;
  source: StageSource | null;
}

export const PLAY: Play = {
  ...{ id: 'play-1', work: 'w', title: '', otherTitle: '', positionSeconds: 0, durationSeconds: 2520 },
  ...{ leaseUntil: '2026-11-21T20:00:00Z', leaseSeconds: 86_400, dash: '', hls: '', clearKey: '', mediaToken: 't' },
  ...{ heartbeatSeconds: 3600, until: null, formatProfile: 'HD', maxHeight: 1080, cappedByScreen: false },
  audio: [
    { language: 'zh-CN', label: '' },
    { language: 'en', label: '' },
  ],
  text: [{ language: 'en', label: '' }],
};

interface Given {
  token?: string | null;
  home?: (language: UiLanguage) => Home;
  profiles?: readonly string[];
  asksWho?: boolean;
}

export async function livingRoom({ token = 'secret', home, profiles = ['全家'], asksWho = true }: Given = {}) {
  const clock = handClock(Date.parse('2026-11-20T20:00:00Z'));
  const kept = { token: token as string | null, language: null as UiLanguage | null, profile: null as string | null };
  const wishes = {
    hidden: new Set<string>(),
    homeFails: null as Reason | null,
    removed: false,
    titleFails: null as Reason | null,
    streamTaken: false,
    profilesFail: false,
    /** What a start answers; without one nothing may be played. */
    play: null as Play | null,
    elsewhere: [] as HouseholdPlay[],
    pagesAsOf: '1',
  };
  let known = profiles.map((name, place) => ({ id: `p${place}`, name, language: 'zh-CN' }));
  const picture: Picture = { atSeconds: 0, source: null };
  const stoppedElsewhere: string[] = [];
  const started: { work: string; from?: string }[] = [];
  let onPairing: (state: PairingState) => void = () => {};
  const refusal = (reason: Reason, status: number) => no({ reason, status, until: null, others: [] });
  const title = (work: string, language: UiLanguage): Title | undefined => {
    const found = ALL.filter((one) => one.work === work)[0];
    return found && titleOf(found, language, clock.now());
  };
  const calls: Calls = {
    me: async () =>
      wishes.removed
        ? refusal('device-removed', 401)
        : yes({
            household: { id: 'h', name: '林家' },
            device: { id: 'd', name: '客厅电视', model: 'demo-tv', screen: 'tv' },
            profile: { id: kept.profile ?? 'p0', name: '全家', language: 'zh-CN' },
            territory: 'CN',
            brand: { name: 'Duoping' },
            serverTime: new Date(clock.now()).toISOString(),
          }),
    profiles: async () => {
      return wishes.removed ? refusal('device-removed', 401) : yes({ profiles: known });
    },
    addProfile: async (name, language) => {
      const id = `p${known.length}`;
      if (wishes.profilesFail) return refusal('unexpected', 409);
      known = known.concat([{ id, name, language }]);
      return yes({ id, name, language });
    },
    renameProfile: async (id, name) => {
      if (wishes.profilesFail) return refusal('unexpected', 404);
      known = known.map((one) => (one.id === id ? { ...one, name } : one));
      return yes({ id, name, language: 'zh-CN' });
    },
    removeProfile: async (id) => {
      if (wishes.profilesFail) return refusal('unexpected', 409);
      known = known.filter((one) => one.id !== id);
      return yes(null);
    },
    home: async (language) => {
      if (kept.profile === 'gone') return refusal('unknown-profile', 403);
      if (wishes.removed) return refusal('device-removed', 401);
      if (wishes.homeFails) return refusal(wishes.homeFails, 503);
      return yes(home ? home(language) : homeOf(language, 0, wishes.hidden));
    },
    title: async (work, language) => {
      if (wishes.titleFails) return refusal(wishes.titleFails, 403);
      const found = title(work, language);
      return found ? yes(found) : refusal('unknown-work', 404);
    },
    search: async () => yes({ titles: [] }),
    startPlay: async (wish) => {
      started.push(wish);
      if (wishes.play) return yes({ ...wishes.play, work: wish.work });
      return wishes.streamTaken
        ? no({
            reason: 'stream-limit',
            status: 409,
            until: null,
            others: [{ playId: 'p7', deviceName: '卧室盒子', title: '茶马' }],
          })
        : refusal('no-entitlement', 403);
    },
    stopElsewhere: async (playId) => {
      wishes.streamTaken = false;
      stoppedElsewhere.push(playId);
      return yes(null);
    },
    householdPlays: async () => yes({ plays: wishes.elsewhere, pagesAsOf: wishes.pagesAsOf }),
    screensFor: async () => yes({ screens: [] }),
    offerPlay: async () => yes(null),
    steer: async () => yes(null),
    orders: async () => yes({ orders: [] }),
    heartbeat: async () => refusal('ended', 410),
    stopPlay: async () => yes(null),
  };
  const app = createApp({
    calls,
    timers: clock,
    memory: {
      token: () => kept.token,
      setToken: (next) => {
        kept.token = next;
      },
      profile: () => kept.profile,
      setProfile: (profile) => {
        kept.profile = profile;
      },
      language: () => kept.language,
      setLanguage: (language) => {
        kept.language = language;
      },
    },
    asksWho,
    firstLanguage: 'en',
    pair: (onChange) => {
      onPairing = onChange;
      return () => {};
    },
    openStage: () => stageAt(picture),
    prepareStage: () => {},
  });
  await clock.pass(0);
  const press = async (...keys: Key[]) => {
    for (const key of keys) {
      app.press(key);
      await clock.pass(0);
    }
  };
  const place = () => (app.state().phase === 'in' ? currentRoute(app.state()).name : app.state().phase);
  return {
    app,
    clock,
    press,
    kept,
    wishes,
    picture,
    stoppedElsewhere,
    started,
    place,
    focus: () => focusOf(app.state()),
    pairing: (state: PairingState) => onPairing(state),
  };
}
