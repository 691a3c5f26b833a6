/**
 * `probe` and `decide` beside node:sqlite's prepared statements, in process, on the same questions with the same
 * grants as answers. Interleaved rounds, medians of processor time; says nothing about timings elsewhere.
 */

import { DAY_MS } from '@duoping/kit';
import {
  buildIndex,
  columnBytes,
  decide,
  type Grant,
  grantOf,
  openPlayableView,
  openProbe,
  type Prober,
  probe,
  REFUSED,
  type RightsIndex,
  SCREENS,
  workNumber,
} from '@duoping/rights';
import {
  median,
  micros,
  millis,
  p99,
  perSecond,
  processorMicros,
  quantile,
  rate,
  spread,
  times,
} from './rights/clock.ts';
import { type Ask, type AskAll, askByName, askByNumber } from './rights/sqlite.ts';
import {
  type Asked,
  freshly,
  JUNE,
  makeGrants,
  makeQuestions,
  PLACES,
  pick,
  seeded,
  WORKS_PER_CONTEXT,
} from './rights/world.ts';
import type { BenchRow, BenchTable } from './table.ts';

const WORKS = 100_000;
const ROUNDS = 9;
const QUESTIONS = 1 << 17;

export default async function rightsBench(): Promise<BenchTable> {
  const world = openWorld(WORKS);
  const { grants, index } = world;
  const { one: number, list } = askByNumber(grants);
  const peers = { name: askByName(grants), number, list };
  const allowed = assertSameAnswers(world, peers);
  const rates = measure(world, peers);
  const mid = Object.fromEntries(Object.entries(rates).map(([what, all]) => [what, median(all)])) as Rates<number>; // the same keys
  const ours = forms(index);
  const playable = playableTimes(index);
  const byName = `node:sqlite prepared, by name ${perSecond(mid.sqliteByName)}`;
  const byNumber = `node:sqlite prepared, by number ${perSecond(mid.sqliteByNumber)}`;
  const inLists = `node:sqlite prepared, a list a statement ${perSecond(mid.sqliteInLists)}`;
  const ofLists = `probe by number, in lists of ${WORKS_PER_CONTEXT}`;
  const reads = `dependent reads over the same bytes ${perSecond(mid.chase)}`;
  const row = (what: string, ours: string, goal = '', against: Partial<BenchRow> = {}): BenchRow => ({
    what,
    peer: '–',
    ours,
    ratio: '–',
    goal,
    ...against,
  });
  const against = (peer: string, ratio: number) => ({ peer, ratio: times(ratio) });
  return {
    title: `Rights: ${WORKS.toLocaleString('en')} works, ${grants.length.toLocaleString('en')} grants, one thread`,
    rows: [
      row('probe by name, any question', perSecond(mid.name), '≥ 40 ×', against(byName, mid.name / mid.sqliteByName)),
      row(
        'probe by number, context opened',
        perSecond(mid.number),
        '≥ 40 ×',
        against(byNumber, mid.number / mid.sqliteByNumber),
      ),
      row('probe by number, context opened', perSecond(mid.number), '≥ 0.9 ×', against(reads, mid.number / mid.chase)),
      row(ofLists, perSecond(mid.list), '≥ 40 ×', against(inLists, mid.list / mid.sqliteInLists)),
      row(ofLists, perSecond(mid.list), '≥ 0.9 ×', against(reads, mid.list / mid.chase)),
      row('probe by name, p99', micros(p99(world.questions, ours.name)), '≤ 2 µs'),
      row('probe by number, p99', micros(p99(world.numbered, ours.number)), '≤ 2 µs'),
      row('decide by name', perSecond(mid.decision), '≥ 500 k/s', against(byName, mid.decision / mid.sqliteByName)),
      row('decide by name, p99', micros(p99(world.questions, ours.decision)), '≤ 10 µs'),
      row('playable works of a context, kept current, p99', millis(playable.current), '≤ 1 ms'),
      row('playable works of a new context, median', millis(playable.first)),
      row('columns', `${(columnBytes(index.columns) / grants.length).toFixed(1)} B a grant`, '≤ 64 B'),
      row('build, processor time', millis(world.buildMs), '≤ 1 s'),
      ...growth(),
    ],
    notes: [
      `Identical grants on ${QUESTIONS.toLocaleString('en')} questions, ${((100 * allowed) / QUESTIONS).toFixed(1)} % allowed.`,
      `Spread over ${ROUNDS} interleaved rounds: ${Object.entries(rates)
        .map(([what, all]) => `${what} ${spread(all)}`)
        .join(', ')}.`,
      `A list is what a page shows: ${WORKS_PER_CONTEXT} works at random, asked at once in one viewer's context at one time. Its works aren't asked for one after the other, so it is not bound by dependent reads.`,
      'By name counts for a server: work, place, screen and verb come as words out of a request, the grant goes out. By number gives SQLite integers and bits in one covering index, its fastest form, and us a context that is opened for 64 works at a time.',
      'Rates are by the processor time of the thread, and questions are made anew just before they are put; p99 is by the wall clock.',
    ],
  };
}

interface Numbered {
  readonly prober: Prober;
  readonly work: number;
  readonly at: number;
}

interface World {
  readonly grants: readonly Grant[];
  readonly index: RightsIndex;
  /** The median of three. */
  readonly buildMs: number;
  readonly questions: readonly Asked[];
  readonly numbered: readonly Numbered[];
  readonly lists: readonly List[];
}

/** Works that are asked for at once. */
interface List {
  readonly prober: Prober;
  readonly works: Int32Array;
  /** The same works as SQLite knows them. */
  readonly numbers: readonly number[];
  readonly request: Asked['request'];
  readonly at: number;
}

function openWorld(works: number): World {
  const random = seeded(1);
  const grants = makeGrants(works, random);
  const questions = makeQuestions(QUESTIONS, works, random);
  const build = () => buildIndex({ grants, denials: [], epoch: 1 });
  const buildMs = median([1, 2, 3].map(() => processorMicros(() => void build()) / 1000));
  const index = build();
  const numbered = openProbers(index, questions);
  return { grants, index, buildMs, questions, numbered, lists: inLists(questions, numbered) };
}

/** A prober for each of the 200 viewer contexts asked, and works by number. */
function openProbers(index: RightsIndex, questions: readonly Asked[]): Numbered[] {
  const probers = new Map<string, Prober>();
  return questions.map(({ request: { work, ...context }, at }) => {
    const key = JSON.stringify(context);
    const prober = probers.get(key) ?? openProbe(index, context);
    probers.set(key, prober);
    return { prober, work: workNumber(index, work), at };
  });
}

/** Each viewer's works, all at the time of the first. */
const inLists = (questions: readonly Asked[], numbered: readonly Numbered[]): List[] =>
  Array.from({ length: questions.length / WORKS_PER_CONTEXT }, (_, number) => {
    const from = number * WORKS_PER_CONTEXT;
    const [first, opened] = [questions[from], numbered[from]];
    if (!first || !opened) throw new Error('A list without works');
    const { request, at } = first;
    const own = <Each>(all: readonly Each[]): readonly Each[] => all.slice(from, from + WORKS_PER_CONTEXT);
    const works = Int32Array.from(own(numbered), ({ work }) => work);
    return { prober: opened.prober, works, numbers: own(questions).map((asked) => asked.number), request, at };
  });

/** The ways to ask. */
const forms = (index: RightsIndex) => ({
  name: { prepare: freshly, answer: ({ request, at }: Asked) => probe(index, request, at) },
  decision: { prepare: freshly, answer: ({ request, at }: Asked) => decide(index, request, at) },
  number: {
    prepare: (each: Numbered) => ({ ...each }),
    answer: ({ prober, work, at }: Numbered) => prober.probeNumber(work, at),
  },
  list: {
    prepare: (each: List) => ({ ...each, works: each.works.slice() }),
    answer: ({ prober, works, at }: List) => {
      prober.probeNumbers(works, at, HANDLES);
      return HANDLES[0];
    },
  },
});

const HANDLES = new Int32Array(WORKS_PER_CONTEXT);

interface Peers {
  readonly name: Ask;
  readonly number: Ask;
  readonly list: AskAll;
}

type Rates<Value> = Record<
  'sqliteByName' | 'sqliteByNumber' | 'sqliteInLists' | 'name' | 'number' | 'list' | 'decision' | 'chase',
  Value
>;

function measure({ index, questions, numbered, lists }: World, peers: Peers): Rates<number[]> {
  const rates: Rates<number[]> = {
    sqliteByName: [],
    sqliteByNumber: [],
    sqliteInLists: [],
    name: [],
    number: [],
    list: [],
    decision: [],
    chase: [],
  };
  const { name, number, list, decision } = forms(index);
  const some = questions.slice(0, QUESTIONS / 8);
  const someLists = lists.slice(0, lists.length / 8);
  const asList = { prepare: (each: List) => ({ ...each, works: [...each.numbers] }), answer: peers.list };
  const chase = makeChase(columnBytes(index.columns), seeded(2));
  for (let round = 0; round < ROUNDS; round++) {
    rates.sqliteByName.push(rate(some, { prepare: freshly, answer: peers.name }));
    rates.name.push(rate(questions, name));
    rates.sqliteByNumber.push(rate(some, { prepare: freshly, answer: peers.number }));
    rates.number.push(rate(numbered, number));
    rates.sqliteInLists.push(rate(someLists, asList) * WORKS_PER_CONTEXT);
    rates.list.push(rate(lists, list) * WORKS_PER_CONTEXT);
    rates.decision.push(rate(questions, decision));
    rates.chase.push(chase());
  }
  return rates;
}

/** How many are allowed; throws on the first difference in which grant allows. */
function assertSameAnswers({ index, questions, numbered, lists }: World, peers: Peers): number {
  for (const { prober, works, numbers, request, at } of lists) {
    prober.probeNumbers(works, at, HANDLES);
    const listed = peers.list({ works: numbers, request, at });
    for (const [position, work] of works.entries()) {
      const ids = [HANDLES[position] ?? REFUSED, prober.probeNumber(work, at)].map((each) => grantOf(index, each)?.id);
      if (ids.some((id) => id !== listed[position]))
        throw new Error(`Lists differ: ${listed[position]}, others ${ids}`);
    }
  }
  let allowed = 0;
  for (const [position, asked] of questions.entries()) {
    const peer = peers.name(asked);
    const opened = numbered[position];
    const decision = decide(index, asked.request, asked.at);
    const others = [
      peers.number(asked),
      grantOf(index, probe(index, asked.request, asked.at))?.id,
      decision.allow ? decision.chosen.id : undefined,
      opened && grantOf(index, opened.prober.probeNumber(opened.work, opened.at))?.id,
    ];
    if (others.some((each) => each !== peer))
      throw new Error(`Answers differ: ${JSON.stringify(asked)}: ${peer}, others ${others}`);
    if (peer !== undefined) allowed++;
  }
  return allowed;
}

/** Reads that each depend on the one before, over as many bytes as the columns take: what memory allows. */
function makeChase(bytes: number, random: () => number): () => number {
  const next = Uint32Array.from({ length: bytes / 4 }, (_, position) => position);
  for (let position = next.length - 1; position > 0; position--) {
    const other = Math.floor(random() * position); // one single cycle (Sattolo)
    const kept = next[position] ?? 0;
    next[position] = next[other] ?? 0;
    next[other] = kept;
  }
  let at = 0;
  return () => {
    const reads = 1_000_000;
    const taken = processorMicros(() => {
      for (let read = 0; read < reads; read++) at = next[at] ?? 0;
    });
    return at < 0 ? 0 : (reads * 1e6) / taken;
  };
}

/** By the wall clock: single calls are shorter than what a thread's processor time is counted in. */
function playableTimes(index: RightsIndex): { first: number; current: number } {
  const random = seeded(3);
  const first: number[] = [];
  const current: number[] = [];
  const timed = (act: () => void): number => {
    const began = performance.now();
    act();
    return performance.now() - began;
  };
  for (const territory of PLACES) {
    const context = { territory, screen: pick(random, SCREENS), verb: 'stream' } as const;
    first.push(timed(() => void openPlayableView(index, context).at(JUNE)));
    const view = openPlayableView(index, context);
    view.at(JUNE);
    for (let day = 1; day <= 100; day++) current.push(timed(() => void view.at(JUNE + day * DAY_MS)));
  }
  return { first: median(first), current: quantile(current, 0.99) };
}

/** What each costs as the catalogue grows; five million grants only where hours are allowed. */
function growth(): BenchRow[] {
  return [10_000, 100_000, ...(process.env.DEEP === '1' ? [500_000] : [])].map((works) => {
    const { grants, index, buildMs, questions, numbered } = openWorld(works);
    const { name, number, decision } = forms(index);
    const told = (rates: () => number) => perSecond(median([rates(), rates(), rates()]));
    const build = `build ${millis(buildMs)}, ${((buildMs * 1e6) / grants.length).toFixed(0)} ns a grant`;
    const asked = `probe by number ${told(() => rate(numbered, number))}, by name ${told(() => rate(questions, name))}, decide ${told(() => rate(questions, decision))}`;
    const what = `growth: ${grants.length.toLocaleString('en')} grants`;
    return { what, peer: '–', ours: `${build}; ${asked}`, ratio: '–', goal: '' };
  });
}
