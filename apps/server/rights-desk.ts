/**
 * The thread in which the operator's questions to the rights over time are answered: a hundred thousand titles take
 * seconds to read and compare, and whoever watches a film meanwhile notices nothing.
 */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Clock, Result } from '@duoping/kit';
import type { Config } from './config.ts';
import type { RightsQuestion } from './rights-answers.ts';

export interface RightsThreadStart {
  readonly databaseUrl: string;
  readonly config: Config;
}

export interface RightsThreadAsk {
  readonly number: number;
  readonly question: RightsQuestion;
  /** The service's time as it was asked. */
  readonly now: number;
}

export type RightsThreadTold = { readonly number: number } & (
  | { readonly answered: Result<Uint8Array<ArrayBuffer>, 'unknown-delivery'> }
  | { readonly failed: { readonly message: string; readonly code: string | undefined } }
);

export interface RightsDesk {
  /** The answer in the API's form, as JSON in UTF-8. */
  ask(question: RightsQuestion): Promise<Result<Uint8Array<ArrayBuffer>, 'unknown-delivery'>>;
  close(): Promise<void>;
}

/** Who has asked one question asks the next one soon; the thread's memory is given back when nobody does. */
const IDLE_MS = 120_000;

interface Thread {
  readonly worker: Worker;
  readonly waiting: Map<number, PromiseWithResolvers<Result<Uint8Array<ArrayBuffer>, 'unknown-delivery'>>>;
}

export function rightsDesk(
  { clock }: { readonly clock: Clock },
  start: RightsThreadStart,
  { idleMs = IDLE_MS }: { readonly idleMs?: number } = {},
): RightsDesk {
  let thread: Thread | undefined;
  let asked = 0;
  let idle: NodeJS.Timeout | undefined;

  function begun(): Thread {
    const worker = new Worker(new URL('./rights-thread.ts', import.meta.url), { workerData: start });
    const begun: Thread = { worker, waiting: new Map() };
    worker.unref();
    worker.on('message', (told: RightsThreadTold) => {
      const asker = begun.waiting.get(told.number);
      begun.waiting.delete(told.number);
      if ('answered' in told) asker?.resolve(told.answered);
      else asker?.reject(Object.assign(new Error(told.failed.message), { code: told.failed.code }));
      if (begun.waiting.size === 0) idle = setTimeout(() => void close(), idleMs).unref();
    });
    const gone = (why: Error) => {
      if (thread === begun) thread = undefined;
      for (const asker of begun.waiting.values()) asker.reject(why);
      begun.waiting.clear();
    };
    worker.on('error', gone);
    worker.on('exit', () => gone(new Error('The thread that answers questions to the rights has ended')));
    return begun;
  }

  async function close(): Promise<void> {
    clearTimeout(idle);
    if (!thread) return;
    const { worker } = thread;
    thread = undefined;
    const ended = once(worker, 'exit');
    await worker.terminate();
    await ended;
  }

  return {
    ask(question) {
      clearTimeout(idle);
      thread ??= begun();
      asked += 1;
      const asker = Promise.withResolvers<Result<Uint8Array<ArrayBuffer>, 'unknown-delivery'>>();
      thread.waiting.set(asked, asker);
      thread.worker.postMessage({ number: asked, question, now: clock.now() } satisfies RightsThreadAsk);
      return asker.promise;
    },
    close,
  };
}
