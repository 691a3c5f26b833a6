/** How far one press of Left or Right goes: further the longer one keeps pressing, never past what a film can bear. */

const STEPS: readonly (readonly [presses: number, seconds: number])[] = [
  [3, 10],
  [8, 20],
  [16, 40],
  [30, 80],
];
const LONGEST_STEP_S = 160;
const SHORTEST_STEP_S = 10;

/** Seconds for press number `presses` (from 1) of a run in one direction; a short film keeps short steps. */
export function seekStepSeconds(presses: number, durationSeconds: number): number {
  const row = STEPS.filter(([upTo]) => presses <= upTo)[0];
  const most = Math.max(SHORTEST_STEP_S, durationSeconds / 20);
  return Math.min(row ? row[1] : LONGEST_STEP_S, most);
}

/** Keeps the target inside the film, and off its very last second, so that a seek never ends the film by itself. */
export const clampSeek = (seconds: number, durationSeconds: number): number =>
  Math.max(0, Math.min(seconds, Math.max(0, durationSeconds - 1)));
