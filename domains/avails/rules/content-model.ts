/** Content models as automata: which element may come next, and whether an element may end here. */
import { type Particle, type TypeRef, UNBOUNDED } from './schema-table.ts';

export interface State {
  /** May the parent end here? */
  readonly ends: boolean;
  readonly next: ReadonlyMap<string, Move>;
  /** Wildcards: elements of any namespace but the one named. */
  readonly others: readonly { readonly but: string; readonly strict: boolean; readonly move: Move }[];
}

export interface Move {
  readonly state: State;
  readonly type: TypeRef;
  /** The schema wants this element where it stands. */
  readonly required: boolean;
}

export interface ContentModel {
  readonly start: State;
  /** By name, wherever in the model it stands: for what comes after a fault. */
  readonly types: ReadonlyMap<string, TypeRef>;
}

/** One occurrence of an element or wildcard in the model. */
interface Position {
  readonly name: string;
  /** Undefined for an element. */
  readonly wild: { readonly strict: boolean } | undefined;
  readonly type: TypeRef;
  readonly required: boolean;
  readonly follow: Set<Position>;
}

interface Part {
  readonly empty: boolean;
  readonly first: readonly Position[];
  readonly last: readonly Position[];
}

const EMPTY: Part = { empty: true, first: [], last: [] };

/** Builds the automaton of a model by Glushkov's construction; XML Schema sees to it that no state is ambiguous. */
export function contentModel(particle: Particle | undefined): ContentModel {
  const types = new Map<string, TypeRef>();
  const whole = particle ? partOf(particle, types) : EMPTY;
  const ends = new Set(whole.last);
  const states = new Map<Position, Filling>();
  const moveTo = (position: Position): Move => {
    const known = states.get(position);
    const state = known ?? { ends: ends.has(position), next: new Map(), others: [] };
    if (!known) {
      states.set(position, state);
      fill(state, position.follow, moveTo);
    }
    return { state, type: position.type, required: position.required };
  };
  const start: Filling = { ends: whole.empty, next: new Map(), others: [] };
  fill(start, whole.first, moveTo);
  return { start, types };
}

interface Filling {
  readonly ends: boolean;
  readonly next: Map<string, Move>;
  readonly others: { but: string; strict: boolean; move: Move }[];
}

function fill(state: Filling, positions: Iterable<Position>, moveTo: (position: Position) => Move): void {
  for (const position of positions) {
    if (position.wild) state.others.push({ but: position.name, strict: position.wild.strict, move: moveTo(position) });
    else if (!state.next.has(position.name)) state.next.set(position.name, moveTo(position));
  }
}

function partOf(particle: Particle, types: Map<string, TypeRef>): Part {
  const [kind, least, most] = particle;
  const one = (): Part => {
    if (kind === 'element') {
      const [, , , name, type] = particle;
      types.set(name, type);
      return single({ name, wild: undefined, type, required: least > 0, follow: new Set() });
    }
    if (kind === 'any')
      return single({
        name: particle[3],
        wild: { strict: particle[4] },
        type: 'anyType',
        required: false,
        follow: new Set(),
      });
    const parts = particle[3].map((each) => partOf(each, types));
    return kind === 'sequence' ? parts.reduce(sequence, EMPTY) : choice(parts);
  };
  let whole = EMPTY;
  for (let count = 0; count < least; count++) whole = sequence(whole, one());
  if (most === UNBOUNDED) return sequence(whole, repeated(one()));
  for (let count = least; count < most; count++) whole = sequence(whole, { ...one(), empty: true });
  return whole;
}

const single = (position: Position): Part => ({ empty: false, first: [position], last: [position] });

function sequence(a: Part, b: Part): Part {
  for (const position of a.last) for (const next of b.first) position.follow.add(next);
  return {
    empty: a.empty && b.empty,
    first: a.empty ? [...a.first, ...b.first] : a.first,
    last: b.empty ? [...a.last, ...b.last] : b.last,
  };
}

const choice = (parts: readonly Part[]): Part => ({
  empty: parts.some(({ empty }) => empty),
  first: parts.flatMap(({ first }) => first),
  last: parts.flatMap(({ last }) => last),
});

function repeated(part: Part): Part {
  for (const position of part.last) for (const next of part.first) position.follow.add(next);
  return { ...part, empty: true };
}
