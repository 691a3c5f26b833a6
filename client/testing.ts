/** Time that a test winds by hand, for everything that takes Timers. */
import type { Cancel, Timers } from './timers.ts';

export interface HandClock extends Timers {
  /** Lets time pass, running what falls due in order, promises in between included. */
  pass(ms: number): Promise<void>;
}

export function handClock(startMs = 0): HandClock {
  let now = startMs;
  let due: { at: number; act: () => void }[] = [];
  const after = (delayMs: number, act: () => void): Cancel => {
    const entry = { at: now + Math.max(0, delayMs), act };
    due.push(entry);
    return () => {
      due = due.filter((other) => other !== entry);
    };
  };
  const pass = async (ms: number) => {
    const end = now + ms;
    await settle();
    for (;;) {
      const next = due.filter((entry) => entry.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      due = due.filter((entry) => entry !== next);
      now = next.at;
      next.act();
      await settle();
    }
    now = end;
  };
  return { now: () => now, after, pass };
}

/** Lets every promise that is already due run. */
const settle = async () => {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
};
