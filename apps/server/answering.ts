/** The thread's side of `asking-thread.ts`: answers what it is asked until it is ended. */
import { parentPort } from 'node:worker_threads';
import { type Instant, ok, type Result } from '@duoping/kit';
import type { Answered, ThreadAsk, ThreadTold } from './asking-thread.ts';

/** What answers one kind of question, with a body in the API's form. */
export type Answers<Question, Reason> = (question: Question, now: Instant) => Promise<Result<object, Reason>>;

/** Before each question, `hear` is told the service's time as it was asked. */
export function answering<Question, Reason>(
  answers: Answers<Question, Reason>,
  hear: (now: Instant) => void = () => undefined,
): void {
  parentPort?.on('message', (asked: ThreadAsk<Question>) => {
    hear(asked.now);
    void told(answers, asked).then((answer) => parentPort?.postMessage(answer, memoryOf(answer)));
  });
}

export const inBytes = <Reason>(answer: Result<object, Reason>): Answered<Reason> =>
  answer.ok ? ok(new TextEncoder().encode(JSON.stringify(answer.value))) : answer;

/** The answer's bytes are handed over, not copied: they may be many. */
const memoryOf = (told: ThreadTold<unknown>): ArrayBuffer[] =>
  'answered' in told && told.answered.ok ? [told.answered.value.buffer] : [];

async function told<Question, Reason>(
  answers: Answers<Question, Reason>,
  { number, question, now }: ThreadAsk<Question>,
): Promise<ThreadTold<Reason>> {
  try {
    return { number, answered: inBytes(await answers(question, now)) };
  } catch (error) {
    const { message, code } =
      error instanceof Error ? (error as Error & { code?: string }) : { message: String(error) }; // `code` as Node and pg give it
    return { number, failed: { message, code } };
  }
}
