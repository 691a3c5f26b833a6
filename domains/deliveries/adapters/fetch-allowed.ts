/**
 * Reads from listed addresses alone: by HTTPS (HTTP where it is listed so), to the address that was looked up and judged,
 * through redirects only where they lead to a listed address again, within limits of size and time.
 */
import { lookup as lookUp } from 'node:dns/promises';
import { type ClientRequest, type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP } from 'node:net';
import { ok, type Result, refuse } from '@duoping/kit';
import type { FetchRefusal, PullPorts } from '../pull.ts';
import { isPublicAddress } from './public-address.ts';

export interface FetchLimits {
  readonly maxBytes: number;
  /** So long nothing may come. */
  readonly stallMs: number;
  readonly totalMs: number;
}

export interface FetchSettings {
  /** Addresses such as `https://avails.example.org/drops/`: everything below them may be read. */
  readonly allowed: readonly string[];
  readonly limits?: Partial<FetchLimits>;
  /** All addresses of a name. */
  readonly resolve?: (host: string) => Promise<readonly string[]>;
}

const LIMITS: FetchLimits = { maxBytes: 200 * 1024 ** 3, stallMs: 30_000, totalMs: 12 * 3600_000 };
const MOST_REDIRECTS = 3;

export function fetchAllowed({ allowed, limits: given, resolve = addressesOf }: FetchSettings): PullPorts['fetchFile'] {
  const list = allowed.map((entry) => new URL(entry));
  const limits = { ...LIMITS, ...given };

  /** The one address to connect to, when this may be read. A name is looked up once: what was judged is what is called. */
  async function addressFor(url: URL): Promise<Result<string, FetchRefusal>> {
    const entry = list.find((each) => url.origin === each.origin && url.pathname.startsWith(each.pathname));
    // An escaped slash or dot could mean another place to the other side than it does here.
    if (!entry || url.username || url.password || /%2e|%2f|%5c/i.test(url.pathname)) return refuse('not-allowed');
    const host = url.hostname.replace(/^\[|\]$/g, '');
    if (isIP(host)) return ok(host); // listed as it is, so it is meant
    const addresses = await resolve(host).catch(() => []);
    const [first] = addresses;
    if (first === undefined) return refuse('away');
    return addresses.every(isPublicAddress) ? ok(first) : refuse('private-address');
  }

  async function open(url: URL, redirects: number): Promise<Result<IncomingMessage, FetchRefusal>> {
    const address = await addressFor(url);
    if (!address.ok) return address;
    const answer = await answerOf(url, address.value, limits).catch(() => undefined);
    if (!answer) return refuse('away');
    const { statusCode = 0, headers } = answer;
    if (statusCode === 200)
      return Number(headers['content-length'] ?? 0) > limits.maxBytes ? cut(answer, 'too-large') : ok(answer);
    const target = headers.location;
    if (![301, 302, 303, 307, 308].includes(statusCode) || target === undefined || redirects === 0)
      return cut(answer, 'bad-answer');
    answer.destroy();
    return URL.canParse(target, url.href) ? open(new URL(target, url.href), redirects - 1) : refuse('bad-answer');
  }

  return async (asked, take) => {
    if (!URL.canParse(asked)) return refuse('not-allowed');
    const opened = await open(new URL(asked), MOST_REDIRECTS);
    if (!opened.ok) return opened;
    const answer = opened.value;
    const state: { reason: FetchRefusal | undefined } = { reason: undefined };
    const ending = setTimeout(() => answer.destroy(new Error('took too long')), limits.totalMs);
    try {
      return ok(await take(bounded(answer, limits, state)));
    } catch (error) {
      if (state.reason === undefined) throw error;
      return refuse(state.reason);
    } finally {
      clearTimeout(ending);
      answer.destroy();
    }
  };
}

const cut = (answer: IncomingMessage, reason: FetchRefusal): { ok: false; reason: FetchRefusal } => {
  answer.destroy();
  return refuse(reason);
};

/** The bytes of an answer, counted; one that breaks off before its length is no file. */
async function* bounded(
  answer: IncomingMessage,
  { maxBytes }: FetchLimits,
  state: { reason: FetchRefusal | undefined },
): AsyncIterable<Uint8Array> {
  let size = 0;
  try {
    for await (const piece of answer as AsyncIterable<Buffer>) {
      // as: without an encoding it gives buffers
      size += piece.length;
      if (size > maxBytes) {
        state.reason = 'too-large';
        throw new Error('The answer is larger than allowed');
      }
      yield piece;
    }
  } catch (error) {
    state.reason ??= 'away';
    throw error;
  }
  if (!answer.complete) {
    state.reason = 'away';
    throw new Error('The answer broke off');
  }
}

function answerOf(url: URL, address: string, { stallMs }: FetchLimits): Promise<IncomingMessage> {
  const secure = url.protocol === 'https:';
  return new Promise((resolve, reject) => {
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const request: ClientRequest = (secure ? requestHttps : requestHttp)({
      // The judged address and no other: no second look-up that could answer differently. The certificate is still the name's.
      ...{ host: address, port: url.port || (secure ? 443 : 80), path: url.pathname + url.search, agent: false },
      ...(secure && !isIP(host) ? { servername: host } : {}),
      headers: { host: url.host, accept: '*/*', 'accept-encoding': 'identity' },
      timeout: stallMs,
    });
    request.on('response', resolve);
    request.on('timeout', () => request.destroy(new Error('nothing came')));
    request.on('error', reject);
    request.end();
  });
}

const addressesOf = async (host: string): Promise<readonly string[]> =>
  (await lookUp(host, { all: true, verbatim: true })).map(({ address }) => address);
