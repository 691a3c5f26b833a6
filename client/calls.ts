/** The calls a paired screen makes. Every refusal is a value; no call throws and none waits for ever. */

import { type Answer, no, yes } from './answer.ts';
import type {
  Card,
  Heartbeat,
  Home,
  HouseholdPlay,
  Lease,
  Me,
  Order,
  OtherScreen,
  Play,
  Profile,
  Profiles,
  Refusal,
  SearchAnswer,
  Title,
  UiLanguage,
} from './api.ts';
import { readReason } from './api.ts';
import type { Timers } from './timers.ts';

export type Fetch = (url: string, init: FetchInit) => Promise<FetchAnswer>;

/** The part of the platform's fetch in use, small enough to write by hand in a test. */
export interface FetchInit {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
}
export interface FetchAnswer {
  readonly status: number;
  text(): Promise<string>;
}

export interface CallsPorts {
  readonly fetch: Fetch;
  readonly timers: Timers;
  /** The device's access token, or null before pairing. */
  readonly token: () => string | null;
  /** Who is watching, or null before somebody was chosen. */
  readonly profile?: () => string | null;
  /** Where the server is; empty for the page's own origin. */
  readonly baseUrl?: string;
  readonly timeoutMs?: number;
}

export interface Steering {
  readonly id: string;
  readonly kind: Order['kind'];
  /** With `skip`: how far on, or back when negative. */
  readonly seconds?: number;
}

export interface Calls {
  me(): Promise<Answer<Me>>;
  profiles(): Promise<Answer<Profiles>>;
  /** The household's own doing, from any of its screens. */
  addProfile(name: string, language: UiLanguage): Promise<Answer<Profile>>;
  renameProfile(profile: string, name: string): Promise<Answer<Profile>>;
  removeProfile(profile: string): Promise<Answer<null>>;
  home(language: UiLanguage): Promise<Answer<Home>>;
  title(work: Card['work'], language: UiLanguage): Promise<Answer<Title>>;
  /** `t9`: digits may stand for the letters beside them on a keypad. */
  search(query: string, mode: 'text' | 't9', language: UiLanguage): Promise<Answer<SearchAnswer>>;
  /** `language` is what the names in the answer are said in; `from` is another screen's play that goes on here; `open` sends what the picture needs along. */
  startPlay(wish: { work: string; language?: UiLanguage; from?: string; open?: 'dash' }): Promise<Answer<Play>>;
  heartbeat(playId: string, beat: Heartbeat): Promise<Answer<Lease>>;
  /** Stops what another screen of the household plays. */
  stopElsewhere(playId: string): Promise<Answer<null>>;
  /** What the screens of the household play now; `pagesAsOf` is another one when pages could look different. */
  householdPlays(language: UiLanguage): Promise<Answer<{ plays: readonly HouseholdPlay[]; pagesAsOf: string }>>;
  /** Where a play could be sent. */
  screensFor(playId: string): Promise<Answer<{ screens: readonly OtherScreen[] }>>;
  offerPlay(playId: string, deviceId: string): Promise<Answer<null>>;
  /** `id` is one for each press: an order that is sent again with it counts once. */
  steer(playId: string, order: Steering): Promise<Answer<null>>;
  /** Orders for a play of this screen, after the last one carried out. */
  orders(playId: string, after: number): Promise<Answer<{ orders: readonly Order[] }>>;
  stopPlay(playId: string, last: Omit<Heartbeat, 'state'>): Promise<Answer<null>>;
}

export function createCalls(ports: CallsPorts): Calls {
  const get = <T>(path: string) => send<T>(ports, 'GET', path);
  const post = <T>(path: string, body: unknown) => send<T>(ports, 'POST', path, body);
  const part = encodeURIComponent;
  return {
    me: () => get<Me>('/api/me'),
    profiles: () => get<Profiles>('/api/profiles'),
    addProfile: (name, language) => post<Profile>('/api/profiles', { name, language }),
    renameProfile: (profile, name) => send<Profile>(ports, 'PATCH', `/api/profiles/${part(profile)}`, { name }),
    removeProfile: (profile) => send<null>(ports, 'DELETE', `/api/profiles/${part(profile)}`),
    home: (language) => get<Home>(`/api/home?language=${part(language)}`),
    title: (work, language) => get<Title>(`/api/titles/${part(work)}?language=${part(language)}`),
    search: (query, mode, language) =>
      get<SearchAnswer>(`/api/search?q=${part(query)}&mode=${mode}&language=${part(language)}`),
    startPlay: (wish) => post<Play>('/api/plays', wish),
    heartbeat: (playId, beat) => post<Lease>(`/api/plays/${part(playId)}/heartbeat`, beat),
    stopElsewhere: (playId) => post<null>(`/api/plays/${part(playId)}/stop-elsewhere`, {}),
    householdPlays: (language) => get(`/api/household/plays?language=${part(language)}`),
    screensFor: (playId) => get(`/api/plays/${part(playId)}/screens`),
    offerPlay: (playId, deviceId) => post<null>(`/api/plays/${part(playId)}/offer`, { deviceId }),
    steer: (playId, order) => post<null>(`/api/plays/${part(playId)}/orders`, order),
    orders: (playId, after) => get(`/api/plays/${part(playId)}/orders?after=${after}`),
    stopPlay: (playId, last) => post<null>(`/api/plays/${part(playId)}/stop`, last),
  };
}

const DEFAULT_TIMEOUT_MS = 10_000;

function send<T>(ports: CallsPorts, method: string, path: string, body?: unknown): Promise<Answer<T>> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  const token = ports.token();
  if (token !== null) headers.Authorization = `Bearer ${token}`;
  // A running play knows by itself who watches it.
  const profile = path.indexOf('/api/plays/') === 0 ? null : (ports.profile?.() ?? null);
  if (profile !== null) headers['Duoping-Profile'] = profile;
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  const init = body === undefined ? { method, headers } : { method, headers, body: JSON.stringify(body) };
  return new Promise((resolve) => {
    const giveUp = ports.timers.after(ports.timeoutMs ?? DEFAULT_TIMEOUT_MS, () => resolve(no(refusal('offline', 0))));
    const settle = (answer: Answer<T>) => {
      giveUp();
      resolve(answer);
    };
    ports.fetch((ports.baseUrl ?? '') + path, init).then(
      (response) => readAnswer<T>(response).then(settle, () => settle(no(refusal('offline', 0)))),
      () => settle(no(refusal('offline', 0))),
    );
  });
}

async function readAnswer<T>(response: FetchAnswer): Promise<Answer<T>> {
  const text = await response.text();
  const json = parse(text);
  if (response.status >= 200 && response.status < 300) {
    if (response.status === 204) return yes(null as T); // 204 is only promised where T is null
    // The server's own contract; its shape is checked where the server is tested, not again on a TV.
    return json === undefined ? no(refusal('unexpected', response.status)) : yes(json as T);
  }
  return no(readRefusal(json, response.status));
}

function readRefusal(json: unknown, status: number): Refusal {
  const error = member(json, 'error') ?? json;
  const others = member(error, 'others');
  const until = member(error, 'until');
  const said = readReason(member(error, 'reason'));
  return {
    reason: said === 'unexpected' && status === 401 ? 'device-removed' : said,
    status,
    until: typeof until === 'string' ? until : null,
    others: Array.isArray(others) ? others : [],
  };
}

const refusal = (reason: Refusal['reason'], status: number): Refusal => ({ reason, status, until: null, others: [] });

const member = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined; // reading only

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // not JSON: the caller turns it into a refusal
  }
}
