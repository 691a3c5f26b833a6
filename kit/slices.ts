/** Long work in slices: between two of them others have their turn. */

/** Stops wherever others may be let in, and ends with what was worked out. */
export type Slices<Value> = Generator<undefined, Value>;

/** Resolves when others had their turn. */
export type Pause = () => Promise<void>;

export async function inSlices<Value>(slices: Slices<Value>, pause: Pause): Promise<Value> {
  let slice = slices.next();
  for (; !slice.done; slice = slices.next()) await pause();
  return slice.value;
}

export function atOnce<Value>(slices: Slices<Value>): Value {
  let slice = slices.next();
  while (!slice.done) slice = slices.next();
  return slice.value;
}
