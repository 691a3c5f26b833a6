/** A server small enough to read in a minute that speaks the screens' contract, for trying out and for browser tests. */
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import type {
  Heartbeat,
  HouseholdPlay,
  Lease,
  OtherPlay,
  OtherScreen,
  Play,
  Reason,
  UiLanguage,
} from '@duoping/client';
import { artwork } from './artwork.ts';
import { foundFor } from './found.ts';
import { ALL, homeOf, titleOf } from './titles.ts';

export interface FakeServer {
  readonly url: string;
  /** What the test may change while the screen looks on. */
  readonly wishes: Wishes;
  /** What the screen did. */
  readonly seen: Seen;
  close(): Promise<void>;
}

export interface Wishes {
  approved: boolean;
  language: UiLanguage;
  /** Titles that left the catalog. */
  hidden: Set<string>;
  homeFails: Reason | null;
  searchFails: Reason | null;
  empty: boolean;
  titleRefused: Reason | null;
  playRefused: Reason | null;
  others: OtherPlay[];
  /** What the household's other screens play. */
  elsewhere: HouseholdPlay[];
  /** Where a play could be sent. */
  screens: OtherScreen[];
  /** The next heartbeat ends the play with this reason. */
  endPlay: Reason | null;
  removed: boolean;
  /** How many may watch here, of those that there are names for. */
  profiles: number;
  /** Those that were added, renamed or removed since; null while nothing was. */
  household: { id: string; name: string; language: string }[] | null;
  answerAfterMs: number;
  /** A folder with manifest.mpd; without it no play gets a picture. */
  media: { folder: string; durationSeconds: number } | null;
}

export interface Seen {
  codes: number;
  polls: number;
  beats: Heartbeat[];
  stops: Omit<Heartbeat, 'state'>[];
  /** Segment requests, with the token that each brought. */
  segments: { path: string; token: string | undefined }[];
}

/** The policy the product serves its pages with: nothing inline, nothing from elsewhere. */
export const CONTENT_POLICY =
  "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; media-src 'self' blob:; connect-src 'self'; frame-ancestors 'self'; base-uri 'none'; object-src 'none'";

const TOKEN = 'paired-token';
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.mpd': 'application/dash+xml',
  '.mp4': 'video/mp4',
  '.vtt': 'text/vtt',
};

export async function startFakeServer(dist: string, given: Partial<Wishes> = {}, port = 0): Promise<FakeServer> {
  const wishes: Wishes = {
    approved: false,
    language: 'zh-CN',
    hidden: new Set(),
    homeFails: null,
    searchFails: null,
    empty: false,
    titleRefused: null,
    playRefused: null,
    others: [],
    elsewhere: [],
    screens: [],
    endPlay: null,
    removed: false,
    profiles: 1,
    household: null,
    answerAfterMs: 0,
    media: null,
    ...given,
  };
  const seen: Seen = { codes: 0, polls: 0, beats: [], stops: [], segments: [] };
  const server = createServer((request, response) => {
    handle({ dist, wishes, seen }, request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The try-out server has no port');
  return {
    url: `http://localhost:${address.port}`,
    wishes,
    seen,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

interface Room {
  readonly dist: string;
  readonly wishes: Wishes;
  readonly seen: Seen;
}

async function handle(room: Room, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const path = decodeURIComponent(url.pathname);
  const screen = /^\/(tv|stb|phone|tablet)$/.exec(path)?.[1];
  if (screen !== undefined) return page(response, room.dist, screen);
  if (path.startsWith('/assets/')) return file(response, join(room.dist, normalize(path)));
  const art = /^\/artwork\/([^/]+)\//.exec(path);
  if (art) return picture(response, art[1] ?? '');
  if (path.startsWith('/media/')) return media(room, request, response, path);
  if (!path.startsWith('/api/')) return json(response, 404, {});
  const body = await read(request);
  if (room.wishes.answerAfterMs > 0) await new Promise((resolve) => setTimeout(resolve, room.wishes.answerAfterMs));
  if (path === '/api/device_authorization' || path === '/api/token') return pairing(room, response, path, request);
  if (room.wishes.removed || request.headers.authorization !== `Bearer ${TOKEN}`) return json(response, 401, {});
  const language: UiLanguage = url.searchParams.get('language') === 'en' ? 'en' : 'zh-CN';
  if (path === '/api/search') return search(room, response, url.searchParams.get('q') ?? '', language);
  if (path.startsWith('/api/profiles') && request.method !== 'GET')
    return keepProfiles(room.wishes, response, path, body === '' ? null : (body as { name: string })); // our own screen sent it
  return api(room, response, path, language, body);
}

function pairing({ wishes, seen }: Room, response: ServerResponse, path: string, request: IncomingMessage) {
  const origin = `http://${request.headers.host ?? 'localhost'}`;
  if (path === '/api/device_authorization') {
    seen.codes++;
    return json(response, 200, {
      device_code: `device-${seen.codes}`,
      user_code: 'BCDF-GHJK',
      verification_uri: `${origin}/pair`,
      verification_uri_complete: `${origin}/pair?code=BCDF-GHJK`,
      expires_in: 600,
      interval: 1,
    });
  }
  seen.polls++;
  if (!wishes.approved) return json(response, 400, { error: 'authorization_pending' });
  wishes.removed = false;
  return json(response, 200, { access_token: TOKEN, token_type: 'Bearer', device_id: 'd1' });
}

function search({ wishes }: Room, response: ServerResponse, query: string, language: UiLanguage) {
  if (wishes.searchFails) return refuse(response, 503, wishes.searchFails);
  json(response, 200, { titles: foundFor(query, { language, nowMs: Date.now(), hidden: wishes.hidden }) });
}

function api(room: Room, response: ServerResponse, path: string, language: UiLanguage, body: unknown) {
  const { wishes, seen } = room;
  const now = Date.now();
  if (path === '/api/me') return json(response, 200, meOf(wishes, now));
  if (path === '/api/profiles') return json(response, 200, { profiles: profilesOf(wishes) });
  if (path === '/api/home') {
    if (wishes.homeFails) return refuse(response, 503, wishes.homeFails);
    return json(response, 200, wishes.empty ? { rails: [], until: null } : homeOf(language, now, wishes.hidden));
  }
  const title = ALL.find((one) => path === `/api/titles/${one.work}`);
  if (path.startsWith('/api/titles/')) {
    if (!title) return refuse(response, 404, 'unknown-work');
    return wishes.titleRefused
      ? refuse(response, 403, wishes.titleRefused)
      : json(response, 200, titleOf(title, language, now));
  }
  if (path === '/api/plays') {
    if (wishes.playRefused === 'stream-limit') {
      return json(response, 409, { error: { reason: 'stream-limit', others: wishes.others } });
    }
    if (wishes.playRefused) return refuse(response, 403, wishes.playRefused);
    return json(response, 201, playOf(room, (body as { work: string }).work, now)); // our own screen sent it
  }
  if (path === '/api/household/plays') return json(response, 200, { plays: wishes.elsewhere, pagesAsOf: '1' });
  if (path.endsWith('/screens')) return json(response, 200, { screens: wishes.screens });
  if (path.endsWith('/offer')) return void response.writeHead(204).end();
  if (path.endsWith('/orders')) return json(response, 200, { orders: [] });
  if (path.endsWith('/heartbeat')) {
    seen.beats.push(body as Heartbeat); // our own screen sent it
    if (wishes.endPlay) return json(response, 410, { error: { reason: wishes.endPlay, others: wishes.others } });
    return json(response, 200, leaseOf(now, seen.beats.length));
  }
  if (path.endsWith('/stop')) {
    seen.stops.push(body as Heartbeat); // our own screen sent it
    response.writeHead(204).end();
    return;
  }
  return json(response, 404, {});
}

/** Adds without an id in the path, renames with one and a name, removes with one alone. */
function keepProfiles(wishes: Wishes, response: ServerResponse, path: string, named: { name: string } | null) {
  const id = path.slice('/api/profiles/'.length);
  const known = profilesOf(wishes);
  const added = { id: `p${known.length + 1}`, name: named?.name ?? '', language: wishes.language };
  if (named && id === '') wishes.household = [...known, added];
  else if (named) wishes.household = known.map((one) => (one.id === id ? { ...one, name: named.name } : one));
  else wishes.household = known.filter((one) => one.id !== id);
  if (!named) return void response.writeHead(204).end();
  return json(response, id === '' ? 201 : 200, wishes.household.find((one) => one.id === id) ?? added);
}

const profilesOf = ({ language, profiles, household }: Wishes) =>
  household ??
  (language === 'en' ? ['Everyone', 'Xiaoman', 'Grandma'] : ['全家', '小满', '外婆'])
    .slice(0, profiles)
    .map((name, place) => ({ id: `p${place + 1}`, name, language }));

const meOf = (wishes: Wishes, now: number) => ({
  household: { id: 'h1', name: wishes.language === 'en' ? 'The Lin family' : '林家' },
  device: { id: 'd1', name: wishes.language === 'en' ? 'Living room' : '客厅电视', model: 'demo-tv', screen: 'tv' },
  profile: { id: 'p1', name: wishes.language === 'en' ? 'Everyone' : '全家', language: wishes.language },
  territory: 'CN',
  brand: { name: 'Duoping' },
  serverTime: new Date(now).toISOString(),
});

const HEARTBEAT_SECONDS = 2;

function playOf({ wishes }: Room, work: string, now: number): Play {
  const title = ALL.find((one) => one.work === work);
  const durationSeconds = wishes.media?.durationSeconds ?? (title?.minutes ?? 1) * 60;
  return {
    id: 'play-1',
    work,
    title: (wishes.language === 'en' ? title?.en[0] : title?.zh[0]) ?? work,
    otherTitle: (wishes.language === 'en' ? title?.zh[0] : title?.en[0]) ?? '',
    positionSeconds: wishes.media ? 0 : Math.round((title?.progress ?? 0) * durationSeconds),
    durationSeconds,
    leaseUntil: new Date(now + 45_000).toISOString(),
    leaseSeconds: 45,
    dash: '/media/manifest.mpd',
    hls: '/media/none.m3u8',
    clearKey: '/api/plays/play-1/clearkey',
    mediaToken: 'media-0',
    heartbeatSeconds: HEARTBEAT_SECONDS,
    until: new Date(now + 3 * 3_600_000).toISOString(),
    formatProfile: 'SD',
    maxHeight: 576,
    cappedByScreen: true,
    audio: [
      { language: 'zh-CN', label: wishes.language === 'en' ? 'Chinese' : '中文' },
      { language: 'en', label: wishes.language === 'en' ? 'English' : '英语' },
    ],
    text: [
      { language: 'zh-CN', label: wishes.language === 'en' ? 'Chinese' : '中文' },
      { language: 'en', label: wishes.language === 'en' ? 'English' : '英语' },
    ],
  };
}

const leaseOf = (now: number, count: number): Lease => ({
  leaseUntil: new Date(now + 45_000).toISOString(),
  leaseSeconds: 45,
  mediaToken: `media-${count}`,
  heartbeatSeconds: HEARTBEAT_SECONDS,
  until: new Date(now + 3 * 3_600_000).toISOString(),
});

async function media({ wishes, seen }: Room, request: IncomingMessage, response: ServerResponse, path: string) {
  const manifest = path.endsWith('.mpd');
  const token = request.headers['cta-common-access-token'];
  if (!manifest) seen.segments.push({ path, token: Array.isArray(token) ? token[0] : token });
  const allowed = manifest ? request.headers.authorization === `Bearer ${TOKEN}` : token !== undefined;
  if (!wishes.media || !allowed) return json(response, 403, {});
  const bytes = await readFile(join(wishes.media.folder, normalize(path.slice('/media'.length))));
  const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '');
  const headers = { 'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream' };
  if (!range) return void response.writeHead(200, headers).end(bytes);
  const [from, to] = [Number(range[1]), Math.min(Number(range[2]), bytes.length - 1)];
  response.writeHead(206, { ...headers, 'Content-Range': `bytes ${from}-${to}/${bytes.length}` });
  response.end(bytes.subarray(from, to + 1));
}

function picture(response: ServerResponse, work: string) {
  const place = ALL.findIndex((title) => title.work === work);
  const title = ALL[place];
  if (!title) return json(response, 404, {});
  response.writeHead(200, { 'Content-Type': 'image/svg+xml', 'Cache-Control': 'max-age=600' });
  response.end(artwork(place * 7 + 10, title.palette, title.kind));
}

/** The page as a server hands it out: with the screen that it is laid out for. */
async function page(response: ServerResponse, dist: string, screen: string) {
  const shell = await readFile(join(dist, 'index.html'), 'utf8');
  const headers = { 'Content-Type': TYPES['.html'] ?? 'text/html', 'Content-Security-Policy': CONTENT_POLICY };
  response.writeHead(200, headers);
  response.end(shell.replace(/(<meta name="duoping-screen" content=")[^"]*/, `$1${screen}`));
}

async function file(response: ServerResponse, path: string) {
  const bytes = await readFile(path);
  const type = TYPES[extname(path)] ?? 'application/octet-stream';
  response.writeHead(200, { 'Content-Type': type, 'Content-Security-Policy': CONTENT_POLICY }).end(bytes);
}

const refuse = (response: ServerResponse, status: number, reason: Reason) =>
  json(response, status, { error: { reason } });

function json(response: ServerResponse, status: number, value: unknown) {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(value));
}

async function read(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer); // a request without an encoding yields buffers
  const text = Buffer.concat(chunks).toString('utf8');
  return text.startsWith('{') ? JSON.parse(text) : text;
}
