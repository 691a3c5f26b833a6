/**
 * A thread that lives as long as it is asked: it keeps what it has read for the next question, and whoever watches a film
 * meanwhile notices nothing. What it does stands in a file of its own, which calls `answering` (answering.ts).
 */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Clock, Result } from '@duoping/kit';

export interface ThreadAsk<Question> {
  readonly number: number;
  readonly question: Question;
  /** The service's time as it was asked. */
  readonly now: number;
}

export type ThreadTold<Reason> = { readonly number: number } & (
  | { readonly answered: Answered<Reason> }
  | { readonly failed: { readonly message: string; readonly code: string | undefined } }
);

/** The answer in the API's form, as JSON in UTF-8. */
export type Answered<Reason> = Result<Uint8Array<ArrayBuffer>, Reason>;

export interface AskingThread<Question, Reason> {
  ask(question: Question): Promise<Answered<Reason>>;
  close(): Promise<void>;
}

/** Who has asked one question asks the next one soon; the thread's memory is given back when nobody does. */
const IDLE_MS = 120_000;

interface Thread<Reason> {
  readonly worker: Worker;
  readonly waiting: Map<number, PromiseWithResolvers<Answered<Reason>>>;
}

/** `begins` is what the thread's file finds as its `workerData`. */
export function askingThread<Question, Reason>(
  { clock }: { readonly clock: Clock },
  { file, begins }: { readonly file: URL; readonly begins: unknown },
  { idleMs = IDLE_MS }: { readonly idleMs?: number } = {},
): AskingThread<Question, Reason> {
  let thread: Thread<Reason> | undefined;
  let asked = 0;
  let idle: NodeJS.Timeout | undefined;

  function begun(): Thread<Reason> {
    const worker = new Worker(file, { workerData: begins });
    const begun: Thread<Reason> = { worker, waiting: new Map() };
    worker.unref();
    worker.on('message', (told: ThreadTold<Reason>) => {
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
    worker.on('exit', () => gone(new Error('The thread that answers questions has ended')));
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
      const asker = Promise.withResolvers<Answered<Reason>>();
      thread.waiting.set(asked, asker);
      thread.worker.postMessage({ number: asked, question, now: clock.now() } satisfies ThreadAsk<Question>);
      return asker.promise;
    },
    close,
  };
}
