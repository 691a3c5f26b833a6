/** Speaks to the running server as its operator. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Config, secretsFolder } from '../config.ts';

/** The server refused; `reason` is its own word for it. */
export class ServerRefusal extends Error {
  override readonly name = 'ServerRefusal';
  readonly status: number;
  readonly reason: string;
  constructor(status: number, reason: string, detail: string | undefined) {
    super(detail ? `${reason}: ${detail}` : reason);
    this.status = status;
    this.reason = reason;
  }
}

/** The server can't be reached, or this user may not speak as its operator. Says what to do. */
export class ServerAway extends Error {
  override readonly name = 'ServerAway';
}

export interface ServerCall {
  json(method: string, path: string, body?: unknown): Promise<unknown>;
  upload(path: string, bytes: AsyncIterable<Uint8Array>): Promise<unknown>;
  /** Begins a file that is sent in pieces; where it goes on. */
  begin(path: string, sizeBytes: number): Promise<{ location: string }>;
  continue(
    location: string,
    piece: { offset: number; complete: boolean; bytes: AsyncIterable<Uint8Array> },
  ): Promise<unknown>;
  /** How many bytes of it the server has; undefined when it can't say. */
  arrived(location: string): Promise<number | undefined>;
  /** The answer as it came. */
  text(path: string): Promise<string>;
  /** The answer as it comes; undefined when the server has no such thing. */
  bytes(path: string): Promise<AsyncIterable<Uint8Array> | undefined>;
}

export async function serverCall(config: Config): Promise<ServerCall> {
  const origin = config.publicUrl ?? `http://127.0.0.1:${config.port}`;
  const path = join(secretsFolder(config), 'operator-token');
  const token = await readFile(path, 'utf8').catch((error: Error) => {
    throw new ServerAway(`The operator token can't be read: ${error.message}. Start the server with: npm start`, {
      cause: error,
    });
  });

  async function answer(method: string, target: string, init: RequestInit): Promise<Response> {
    const headers = { ...init.headers, authorization: `Bearer ${token.trim()}` };
    return fetch(new URL(target, origin), { ...init, method, headers }).catch((error: Error) => {
      throw new ServerAway(`No server answers at ${origin}. Start it with: npm start`, { cause: error });
    });
  }

  async function send(method: string, target: string, init: RequestInit): Promise<unknown> {
    const response = await answer(method, target, init);
    if (!response.ok) throw await refusalOf(response);
    const text = await response.text();
    return text === '' ? undefined : JSON.parse(text);
  }

  return {
    json: (method, target, body) =>
      send(
        method,
        target,
        body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } },
      ),
    upload: (target, bytes) =>
      send('PUT', target, {
        body: bytes,
        duplex: 'half',
        headers: { 'content-type': 'application/octet-stream' },
      } as RequestInit), // `duplex` is in the Fetch standard and not yet in its types
    async begin(target, sizeBytes) {
      const headers = { 'upload-complete': '?0', 'upload-length': String(sizeBytes) };
      const response = await answer('POST', target, { headers });
      if (!response.ok) throw await refusalOf(response);
      return { location: response.headers.get('location') ?? '' };
    },
    continue: (location, { offset, complete, bytes }) =>
      send('PATCH', location, {
        body: bytes,
        duplex: 'half',
        headers: {
          'content-type': 'application/partial-upload',
          'upload-offset': String(offset),
          'upload-complete': complete ? '?1' : '?0',
        },
      } as RequestInit), // `duplex` is in the Fetch standard and not yet in its types
    async arrived(location) {
      const response = await answer('HEAD', location, {}).catch(() => undefined);
      const offset = response?.headers.get('upload-offset');
      return response?.ok && offset ? Number(offset) : undefined;
    },
    async text(target) {
      const response = await answer('GET', target, {});
      if (!response.ok) throw await refusalOf(response);
      return response.text();
    },
    async bytes(target) {
      const response = await answer('GET', target, {});
      if (response.status === 404) return undefined;
      if (!response.ok || !response.body) throw await refusalOf(response);
      return response.body;
    },
  };
}

async function refusalOf(response: Response): Promise<ServerRefusal> {
  const text = await response.text();
  const body: unknown = text === '' ? undefined : JSON.parse(text);
  const { reason = `status ${response.status}`, detail } =
    (body as { error?: { reason?: string; detail?: string } } | undefined)?.error ?? {}; // the API's one shape of errors
  return new ServerRefusal(response.status, reason, detail);
}
