/** A device without a screen: pairs, asks and plays over HTTP, for what has to be tried that no honest screen would do. */
import { approvePairing } from '#devices';
import { HOUSEHOLD, type TestHouse } from './house.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array;
  /** The body as JSON; undefined when it is none. */
  readonly json: Readonly<Record<string, unknown>> | undefined;
}

export interface Caller {
  call(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Answer>;
}

/** Calls with this token, or with none. */
export const callerOf = ({ address }: TestHouse, token?: string): Caller => ({
  async call(method, path, body, headers = {}) {
    const response = await fetch(address + path, {
      method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const bytes = new Uint8Array(await response.arrayBuffer());
    return { status: response.status, headers: response.headers, bytes, json: jsonOf(bytes) };
  },
});

/** Pairs by RFC 8628 with the household's approval, and returns the access token. */
export async function pairDevice(house: TestHouse, model = 'demo-tv', household = HOUSEHOLD): Promise<string> {
  const form = (path: string, fields: Record<string, string>) =>
    fetch(house.address + path, { method: 'POST', body: new URLSearchParams(fields) }).then((answer) => answer.json());
  const offer = (await form('/api/device_authorization', { client_id: model })) as Record<string, string>; // RFC 8628 §3.2
  const { device_code = '', user_code: userCode = '' } = offer;
  const approved = await approvePairing(house.server.house.pairing, { userCode, household, approver: 'me' });
  if (!approved.ok) throw new Error(approved.reason);
  const grant_type = 'urn:ietf:params:oauth:grant-type:device_code';
  const token = (await form('/api/token', { grant_type, device_code, client_id: model })) as Record<string, string>; // §3.5
  return token.access_token ?? '';
}

function jsonOf(bytes: Uint8Array): Record<string, unknown> | undefined {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>; // looked at member by member
  } catch {
    return undefined;
  }
}
