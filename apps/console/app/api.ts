/** The typed API as the console calls it. Sessions ride in a cookie that scripts can't read. */
import type { paths } from '@duoping/client';
import createClient from 'openapi-fetch';

export const api = createClient<paths>({ baseUrl: '', headers: { accept: 'application/json' } });

/** The server refused or was not reached; `reason` is one of the words of docs/errors.md, or `away`. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly status: number;
  readonly reason: string;
  constructor(status: number, reason: string, detail: string | undefined) {
    super(detail ?? reason);
    this.status = status;
    this.reason = reason;
  }
}

/** The body of an answer, or a thrown `Refused`. */
export async function body<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const answer = await call.catch(() => {
    throw new Refused(0, 'away', undefined);
  });
  if (answer.response.ok) return answer.data as T; // the client's types have matched the body with the status
  throw refusal(answer.response.status, answer.error);
}

export function refusal(status: number, answer: unknown): Refused {
  const { reason = `status ${status}`, detail } =
    (answer as { error?: { reason?: string; detail?: string } } | undefined)?.error ?? {}; // the API's one shape of refusals
  return new Refused(status, reason, detail);
}
