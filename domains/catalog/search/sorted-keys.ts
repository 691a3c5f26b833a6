/**
 * Places in a pool of bytes, sorted by what is written there up to the next zero byte, so that everything that begins
 * alike stands together and is found by halving. What a prefix table, a dictionary and a suffix array have in common.
 */

/** What each byte counts as: itself, or the digit that it shares on a keypad. */
export type Alphabet = Uint8Array;

export const LETTERS: Alphabet = Uint8Array.from({ length: 256 }, (_, byte) => byte);

const KEYPAD = ['abc', 'def', 'ghi', 'jkl', 'mno', 'pqrs', 'tuv', 'wxyz'];
/** Letters as on a telephone: abc is 2, def is 3 … wxyz is 9. */
export const DIGITS: Alphabet = Uint8Array.from(LETTERS, (byte) => {
  const digit = KEYPAD.findIndex((letters) => letters.includes(String.fromCharCode(byte)));
  return digit < 0 ? byte : 0x32 + digit;
});

/** Places in the order of what is written there. */
export interface SortedKeys {
  readonly alphabet: Alphabet;
  readonly positions: Uint32Array;
  /** The first eight bytes at every 64th place, as two numbers: close together, where a search begins. */
  readonly signposts: Uint32Array;
}

export interface Range {
  readonly from: number;
  readonly to: number;
}

const FEW = 12;
const SIGNPOST_EVERY = 64;
/** Bytes that a signpost tells. */
const TOLD = 8;

/** Sorts in place, four bytes at a time: a number of four bytes and its position make one 64-bit number. */
export function sortKeys(pool: Uint8Array, positions: Uint32Array, alphabet: Alphabet = LETTERS): SortedKeys {
  const pairs = new Uint32Array(positions.length * 2);
  // Of each pair the second half counts first: that is what little-endian machines read, and all of ours are.
  const numbers = new BigUint64Array(pairs.buffer);
  const open: number[] = [0, positions.length, 0];
  while (open.length > 0) {
    const depth = open.pop() ?? 0;
    const to = open.pop() ?? 0;
    const from = open.pop() ?? 0;
    if (to - from <= FEW) {
      insertionSort({ pool, alphabet, positions }, { from, to }, depth);
      continue;
    }
    for (let place = from; place < to; place++) {
      const position = positions[place] ?? 0;
      pairs[place * 2] = position;
      pairs[place * 2 + 1] = fourBytes(pool, position + depth, alphabet);
    }
    numbers.subarray(from, to).sort();
    let first = from;
    for (let place = from; place < to; place++) {
      positions[place] = pairs[place * 2] ?? 0;
      const word = pairs[place * 2 + 1] ?? 0;
      if (place + 1 < to && pairs[place * 2 + 3] === word) continue;
      if (place > first && (word & 0xff) !== 0) open.push(first, place + 1, depth + 4);
      first = place + 1;
    }
  }
  return { alphabet, positions, signposts: signpostsOf(pool, positions, alphabet) };
}

function signpostsOf(pool: Uint8Array, positions: Uint32Array, alphabet: Alphabet): Uint32Array {
  const posts = new Uint32Array(Math.ceil(positions.length / SIGNPOST_EVERY) * 2);
  for (let post = 0; post < posts.length; post += 2) {
    const position = positions[(post / 2) * SIGNPOST_EVERY] ?? 0;
    const first = fourBytes(pool, position, alphabet);
    posts[post] = first;
    posts[post + 1] = (first & 0xff) === 0 ? 0 : fourBytes(pool, position + 4, alphabet);
  }
  return posts;
}

/** Those whose bytes begin with these. */
export function rangeOf(pool: Uint8Array, keys: SortedKeys, prefix: Uint8Array): Range {
  const { positions, alphabet, signposts } = keys;
  const orderAt = (place: number): number => compareToPrefix(pool, positions[place] ?? 0, { prefix, alphabet });
  const least = toldOf(prefix, 0);
  const most = toldOf(prefix, 0xff);
  const [before, beyond] = [postsBefore(signposts, least, false), postsBefore(signposts, most, true)];
  const end = Math.min(positions.length, beyond * SIGNPOST_EVERY);
  const from = halved((place) => orderAt(place) < 0, {
    from: Math.max(0, before - 1) * SIGNPOST_EVERY,
    to: Math.min(end, prefix.length > TOLD ? end : before * SIGNPOST_EVERY),
  });
  // Most ranges are short: their end is looked for from their beginning, in steps that grow.
  const begun = prefix.length > TOLD ? from : Math.max(from, (beyond - 1) * SIGNPOST_EVERY);
  let step = 1;
  while (begun + step < end && orderAt(begun + step - 1) <= 0) step *= 2;
  return {
    from,
    to: halved((place) => orderAt(place) <= 0, { from: begun + (step >>> 1), to: Math.min(end, begun + step) }),
  };
}

/** The first place of the range at which `isBefore` is no longer true; its end when it is true of all. */
function halved(isBefore: (place: number) => boolean, { from, to }: Range): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What a signpost tells of keys that begin so and go on with this byte. */
function toldOf(prefix: Uint8Array, next: number): readonly [number, number] {
  const at = (place: number): number => (place < prefix.length ? (prefix[place] ?? 0) : next);
  const word = (place: number): number =>
    ((at(place) << 24) | (at(place + 1) << 16) | (at(place + 2) << 8) | at(place + 3)) >>> 0;
  return [word(0), word(4)];
}

/** How many signposts stand before this one; with `or` those that say the same are counted too. */
function postsBefore(signposts: Uint32Array, [first, second]: readonly [number, number], or: boolean): number {
  return halved(
    (post) => {
      const difference = (signposts[post * 2] ?? 0) - first || (signposts[post * 2 + 1] ?? 0) - second;
      return difference < 0 || (or && difference === 0);
    },
    { from: 0, to: signposts.length / 2 },
  );
}

function compareToPrefix(
  pool: Uint8Array,
  position: number,
  { prefix, alphabet }: { prefix: Uint8Array; alphabet: Alphabet },
): number {
  for (let place = 0; place < prefix.length; place++) {
    const difference = (alphabet[pool[position + place] ?? 0] ?? 0) - (prefix[place] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Big-endian, with nothing after the first zero byte. */
function fourBytes(pool: Uint8Array, position: number, alphabet: Alphabet): number {
  let word = 0;
  for (let place = 0; place < 4; place++) {
    const byte = alphabet[pool[position + place] ?? 0] ?? 0;
    if (byte === 0) return (word << (8 * (4 - place))) >>> 0;
    word = (word << 8) | byte;
  }
  return word >>> 0;
}

function insertionSort(
  { pool, alphabet, positions }: Omit<SortedKeys, 'signposts'> & { pool: Uint8Array },
  { from, to }: Range,
  depth: number,
): void {
  for (let place = from + 1; place < to; place++) {
    const position = positions[place] ?? 0;
    let before = place - 1;
    for (; before >= from; before--) {
      const other = positions[before] ?? 0;
      if (compareKeys(pool, alphabet, other + depth, position + depth) <= 0) break;
      positions[before + 1] = other;
    }
    positions[before + 1] = position;
  }
}

function compareKeys(pool: Uint8Array, alphabet: Alphabet, a: number, b: number): number {
  for (let place = 0; ; place++) {
    const mine = alphabet[pool[a + place] ?? 0] ?? 0;
    const difference = mine - (alphabet[pool[b + place] ?? 0] ?? 0);
    if (difference !== 0 || mine === 0) return difference;
  }
}
