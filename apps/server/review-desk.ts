/**
 * Answers what is asked of a delivery's review. What is large is read in a thread of its own, with connections of its own:
 * five thousand rows take the better part of a second to read, and whoever watches a film meanwhile notices nothing.
 */
import { asId, type Clock, refuse } from '@duoping/kit';
import type { DeliveryPorts } from '#deliveries';
import { inBytes } from './answering.ts';
import { type AskingThread, askingThread } from './asking-thread.ts';
import type { Config } from './config.ts';
import { type ReviewQuestion, reviewAnswers } from './review-answers.ts';

export interface ReviewThreadStart {
  readonly databaseUrl: string;
  readonly config: Config;
}

export type ReviewDesk = AskingThread<ReviewQuestion, 'unknown-delivery'>;

/** What is smaller is answered in a few dozen milliseconds, sooner than a thread would be ready. */
const LARGE_BYTES = 32 * 1024;

export function reviewDesk(
  ports: Pick<DeliveryPorts, 'atomically' | 'objects'> & { readonly clock: Clock; readonly elapsedMs: () => number },
  begins: ReviewThreadStart,
  { largeBytes = LARGE_BYTES }: { readonly largeBytes?: number } = {},
): ReviewDesk {
  const here = reviewAnswers(ports, ports.elapsedMs);
  const file = new URL('./review-thread.ts', import.meta.url);
  const there = askingThread<ReviewQuestion, 'unknown-delivery'>(ports, { file, begins });

  /** The file's own size counts for its rows alone. */
  async function isLarge(question: ReviewQuestion, reviewBytes: number): Promise<boolean> {
    if (reviewBytes >= largeBytes || question.kind !== 'rows') return reviewBytes >= largeBytes;
    const delivery = await ports.atomically(({ deliveries }) => deliveries.stored(asId(question.id)));
    const asked = delivery?.files.find(({ name }) => name === question.asked.file);
    return asked !== undefined && asked.sizeBytes >= largeBytes;
  }

  return {
    async ask(question) {
      const bytes = await ports.atomically(({ deliveries }) => deliveries.storedBytes(asId(question.id)));
      if (bytes === undefined) return refuse('unknown-delivery');
      return (await isLarge(question, bytes)) ? there.ask(question) : inBytes(await here(question));
    },
    close: there.close,
  };
}
