/** Pairs a screen without typing (RFC 8628): asks for a code, shows it, polls as slowly as the server likes. */
import type { DeviceCode } from './api.ts';
import type { Fetch } from './calls.ts';
import type { Cancel, Timers } from './timers.ts';

export type PairingState =
  | { readonly phase: 'asking' }
  | {
      readonly phase: 'showing';
      readonly userCode: string;
      readonly uri: string;
      readonly uriComplete: string;
      /** By the screen's own clock, in milliseconds. */
      readonly expiresAtMs: number;
      /** False while the server can't be reached; the code stays good. */
      readonly reachable: boolean;
    }
  | { readonly phase: 'expired' | 'denied' | 'unknown-model' | 'unreachable' }
  | { readonly phase: 'paired'; readonly token: string; readonly deviceId: string };

export interface PairingPorts {
  readonly fetch: Fetch;
  readonly timers: Timers;
  /** The device model's id, as the operator registered it. */
  readonly model: string;
  readonly deviceName: string;
  readonly baseUrl?: string;
  readonly onChange: (state: PairingState) => void;
}

/** RFC 8628 §3.2 and §3.5: the interval when none is named, and what `slow_down` adds. */
const DEFAULT_INTERVAL_S = 5;
const SLOW_DOWN_S = 5;
const RETRY_FIRST_MS = 2_000;
const RETRY_MOST_MS = 30_000;

/** Starts at once. After `expired`, `denied` or `unknown-model` it rests until it is started anew. */
export function startPairing(ports: PairingPorts): Cancel {
  let stopped = false;
  let cancelTimer: Cancel = () => {};
  const tell = (state: PairingState) => {
    if (!stopped) ports.onChange(state);
  };
  const later = (ms: number, act: () => void) => {
    if (!stopped) cancelTimer = ports.timers.after(ms, act);
  };

  const ask = (retryMs: number) => {
    tell({ phase: 'asking' });
    const form = { client_id: ports.model, device_name: ports.deviceName };
    void postForm(ports, '/api/device_authorization', form).then(({ status, json }) => {
      if (status === 200) return show(readCode(json));
      if (status >= 400 && status < 500 && status !== 429) return tell({ phase: 'unknown-model' });
      tell({ phase: 'unreachable' });
      later(retryMs, () => ask(Math.min(retryMs * 2, RETRY_MOST_MS)));
    });
  };

  const show = (code: DeviceCode) => {
    const expiresAtMs = ports.timers.now() + code.expires_in * 1000;
    const showing = (reachable: boolean): PairingState => ({
      phase: 'showing',
      userCode: code.user_code,
      uri: code.verification_uri,
      uriComplete: code.verification_uri_complete,
      expiresAtMs,
      reachable,
    });
    tell(showing(true));
    const wait = (intervalMs: number) => {
      const left = expiresAtMs - ports.timers.now();
      if (left <= intervalMs) later(left, () => tell({ phase: 'expired' }));
      else later(intervalMs, () => poll(intervalMs));
    };
    const poll = (intervalMs: number) => {
      const form = {
        grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
        device_code: code.device_code,
        client_id: ports.model,
      };
      void postForm(ports, '/api/token', form).then(({ status, json }) => {
        if (status === 200) {
          return tell({ phase: 'paired', token: word(json, 'access_token'), deviceId: word(json, 'device_id') });
        }
        const error = status >= 400 && status < 500 ? word(json, 'error') : '';
        if (error === 'access_denied') return tell({ phase: 'denied' });
        if (error === 'expired_token' || error === 'invalid_grant') return tell({ phase: 'expired' });
        if (error === 'invalid_client') return tell({ phase: 'unknown-model' });
        tell(showing(error !== ''));
        if (error === 'authorization_pending') return wait(intervalMs);
        // RFC 8628 §3.5: slow_down is for all later polls; after a failure to connect the wait grows as well, to a bound.
        const slower = intervalMs + SLOW_DOWN_S * 1000;
        wait(error === '' ? Math.min(slower, Math.max(RETRY_MOST_MS, intervalMs)) : slower);
      });
    };
    wait((code.interval ?? DEFAULT_INTERVAL_S) * 1000);
  };

  ask(RETRY_FIRST_MS);
  return () => {
    stopped = true;
    cancelTimer();
  };
}

/** Status 0: no answer came. */
function postForm(ports: PairingPorts, path: string, form: Record<string, string>) {
  const body = Object.keys(form)
    .map((name) => `${encodeURIComponent(name)}=${encodeURIComponent(form[name] ?? '')}`)
    .join('&');
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'application/json' };
  return ports
    .fetch((ports.baseUrl ?? '') + path, { method: 'POST', headers, body })
    .then(async (response) => ({ status: response.status, json: JSON.parse(await response.text()) as unknown })) // unknown until it is read
    .catch(() => ({ status: 0, json: null as unknown })); // unknown until it is read
}

const readCode = (json: unknown): DeviceCode => json as DeviceCode; // the server's own contract, tested with the server

function word(json: unknown, name: string): string {
  const value = typeof json === 'object' && json !== null ? (json as Record<string, unknown>)[name] : undefined; // reading only
  return typeof value === 'string' ? value : '';
}
