/** The port that waits. A screen gives the platform's timers, a test a clock that it winds by hand. */
import type { Clock } from '@duoping/kit';

/** Stops what was arranged; harmless when it already happened. */
export type Cancel = () => void;

export interface Timers extends Clock {
  /** Runs `act` once, `delayMs` from now. */
  after(delayMs: number, act: () => void): Cancel;
}
