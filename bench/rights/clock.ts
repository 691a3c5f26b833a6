/** Rates, medians and percentiles, and how they are written. */

const BLOCK = 2048;

/**
 * Questions a second of this thread's processor time, so that neighbours on the machine count less. `prepare` makes
 * each block of questions anew outside the clock.
 */
export function rate<Each, Ready>(
  questions: readonly Each[],
  ask: { prepare: (asked: Each) => Ready; answer: (asked: Ready) => unknown },
): number {
  let micros = 0;
  for (let from = 0; from < questions.length; from += BLOCK) {
    const ready = questions.slice(from, from + BLOCK).map(ask.prepare);
    micros += processorMicros(() => {
      for (const asked of ready) sink = ask.answer(asked);
    });
  }
  return sink === NOTHING ? 0 : (questions.length * 1e6) / micros;
}

const NOTHING = Symbol('nothing');
/** Answers end here, so that none is left out as unused. */
let sink: unknown = NOTHING;

/** 99th percentile of single calls in microseconds of the wall clock; the clock's own cost is included. */
export function p99<Each, Ready>(
  questions: readonly Each[],
  ask: { prepare: (asked: Each) => Ready; answer: (asked: Ready) => unknown },
): number {
  const taken: number[] = [];
  for (let from = 0; from < questions.length; from += BLOCK)
    for (const asked of questions.slice(from, from + BLOCK).map(ask.prepare)) {
      const start = process.hrtime.bigint();
      sink = ask.answer(asked);
      taken.push(Number(process.hrtime.bigint() - start) / 1000);
    }
  return quantile(taken, 0.99);
}

export function processorMicros(act: () => void): number {
  const before = process.threadCpuUsage();
  act();
  const { user, system } = process.threadCpuUsage(before);
  return user + system;
}

export const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;
export const median = (values: readonly number[]): number => quantile(values, 0.5);
export const spread = (values: readonly number[]): string =>
  `${perSecond(Math.min(...values))} to ${perSecond(Math.max(...values))}`;
export const perSecond = (value: number): string =>
  value >= 1e6 ? `${(value / 1e6).toFixed(2)} M/s` : `${Math.round(value / 1e3)} k/s`;
export const times = (value: number): string => `${value.toFixed(2)} ×`;
export const micros = (value: number): string => `${value.toFixed(2)} µs`;
export const millis = (value: number): string => `${value.toFixed(2)} ms`;
