/** Ctrl-C, SIGTERM and SIGHUP: the first asks to stop in order, one that comes later insists. */

/**
 * One Ctrl-C reaches the whole process group, and npm and tools/run.mjs hand it on once more:
 * what arrives this soon after the first is the same wish.
 */
const SAME_WISH_MS = 1_000;

/** Resolves at the first signal. One that insists ends the process at once; the next start then adopts the database. */
export function stopSignal(log: (line: string) => void): Promise<void> {
  return new Promise((resolve) => {
    let askedAt: number | undefined;
    const asked = () => {
      const now = performance.now();
      if (askedAt === undefined) {
        askedAt = now;
        log('Stopping …');
        resolve();
      } else if (now - askedAt > SAME_WISH_MS) {
        log('Stopped at once; the next start goes on from here.');
        process.exit(130);
      }
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, asked);
  });
}
