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
}

export async function serverCall(config: Config): Promise<ServerCall> {
  const origin = config.publicUrl ?? `http://127.0.0.1:${config.port}`;
  const path = join(secretsFolder(config), 'operator-token');
  const token = await readFile(path, 'utf8').catch((error: Error) => {
    throw new ServerAway(`The operator token can't be read: ${error.message}. Start the server with: npm start`, {
      cause: error,
    });
  });

  async function send(method: string, target: string, init: RequestInit): Promise<unknown> {
    const headers = { ...init.headers, authorization: `Bearer ${token.trim()}` };
    const response = await fetch(new URL(target, origin), { ...init, method, headers }).catch((error: Error) => {
      throw new ServerAway(`No server answers at ${origin}. Start it with: npm start`, { cause: error });
    });
    const text = await response.text();
    const body: unknown = text === '' ? undefined : JSON.parse(text);
    if (response.ok) return body;
    const { reason = `status ${response.status}`, detail } =
      (body as { error?: { reason?: string; detail?: string } } | undefined)?.error ?? {}; // the API's one shape of errors
    throw new ServerRefusal(response.status, reason, detail);
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
  };
}
