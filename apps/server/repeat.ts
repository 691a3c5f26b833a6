/** Something done again and again until it is stopped, never twice at once. A failure is told and tried again. */

export interface Repeating {
  /** Aborts what runs, and resolves when it has ended. */
  stop(): Promise<void>;
}

export function every(
  intervalMs: number,
  work: (signal: AbortSignal) => Promise<unknown>,
  failed: (error: Error) => void,
): Repeating {
  const stopping = new AbortController();
  const { signal } = stopping;
  const running = (async () => {
    while (!signal.aborted) {
      try {
        await work(signal);
      } catch (error) {
        if (!signal.aborted) failed(error instanceof Error ? error : new Error(String(error)));
      }
      await pause(intervalMs, signal);
    }
  })();
  return {
    stop() {
      stopping.abort();
      return running;
    },
  };
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(done, ms);
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done);
  });
