/**
 * `probe` and `decide` beside node:sqlite's prepared statements, in process, on the same questions with the same
 * answers. Interleaved rounds, medians; says nothing about timings elsewhere.
 */
import { DatabaseSync } from 'node:sqlite';
import type { FormatProfile } from '@duoping/avails';
import { coversTerritory, DAY_MS, type Territory, type TerritorySet } from '@duoping/kit';
import {
  buildIndex,
  columnBytes,
  decide,
  type Grant,
  openPlayableView,
  openProbe,
  type Prober,
  probe,
  REFUSED,
  type RightsIndex,
  type RightsRequest,
  SCREENS,
  workNumber,
} from '@duoping/rights';
import { instant } from '@duoping/rights/testing';

interface BenchRow {
  readonly what: string;
  readonly peer: string;
  readonly ours: string;
  readonly ratio: string;
  readonly goal: string;
}

const WORKS = 100_000;
const GRANTS_PER_WORK = 10;
const ROUNDS = 9;
const QUESTIONS = 1 << 17;
const JUNE = instant('2026-06-01T00:00:00Z');

export default async function rightsBench(): Promise<{ title: string; rows: BenchRow[]; notes: string[] }> {
  const random = seeded(1);
  const grants = makeGrants(random);
  const beforeHeap = process.memoryUsage().heapUsed;
  const [index, buildMs] = timed(() => buildIndex({ grants, denials: [], epoch: 1 }));
  const heapBytes = process.memoryUsage().heapUsed - beforeHeap;
  const questions = makeQuestions(random);
  const ask = openDatabase(grants);
  const numbered = openProbers(index, questions);
  const allowed = assertSameAnswers({ index, questions, numbered, ask });

  const rates: Record<'prober' | 'probe' | 'decide' | 'sqlite' | 'chase', number[]> = {
    prober: [],
    probe: [],
    decide: [],
    sqlite: [],
    chase: [],
  };
  const chase = makeChase(columnBytes(index.columns), random);
  for (let round = 0; round < ROUNDS; round++) {
    rates.sqlite.push(rate(questions.slice(0, QUESTIONS / 8), (each) => ask(each)));
    rates.probe.push(rate(questions, (each) => probe(index, each.request, each.at) !== REFUSED));
    rates.prober.push(rate(numbered, (each) => each.prober.probeNumber(each.work, each.at) !== REFUSED));
    rates.decide.push(rate(questions, (each) => decide(index, each.request, each.at).allow));
    rates.chase.push(chase());
  }
  const sqlite = median(rates.sqlite);
  const probes = median(rates.probe);
  const decides = median(rates.decide);
  const reads = median(rates.chase);
  const opened = median(rates.prober);
  const tail = {
    opened: p99(numbered, (each) => each.prober.probeNumber(each.work, each.at)),
    probe: p99(questions, (each) => probe(index, each.request, each.at)),
    decide: p99(questions, (each) => decide(index, each.request, each.at)),
  };
  const playable = playableTimes(index, random);
  return {
    title: `Rights: ${WORKS.toLocaleString('en')} works, ${grants.length.toLocaleString('en')} grants, one thread`,
    rows: [
      {
        what: 'probe, context opened, works by number',
        peer: `node:sqlite prepared, works by number ${perSecond(sqlite)}`,
        ours: perSecond(opened),
        ratio: times(opened / sqlite),
        goal: '≥ 40 ×',
      },
      {
        what: 'probe, context opened, works by number',
        peer: `dependent reads over the same bytes ${perSecond(reads)}`,
        ours: perSecond(opened),
        ratio: times(opened / reads),
        goal: '≥ 0.9 ×',
      },
      { what: 'probe, context opened, p99', peer: 'limit', ours: micros(tail.opened), ratio: '', goal: '≤ 2 µs' },
      {
        what: 'probe, any question, works by name',
        peer: `node:sqlite prepared, works by number ${perSecond(sqlite)}`,
        ours: perSecond(probes),
        ratio: times(probes / sqlite),
        goal: '',
      },
      { what: 'probe, any question, p99', peer: 'limit', ours: micros(tail.probe), ratio: '', goal: '' },
      {
        what: 'decide',
        peer: `node:sqlite prepared, yes or no only ${perSecond(sqlite)}`,
        ours: perSecond(decides),
        ratio: times(decides / sqlite),
        goal: '≥ 500 k/s',
      },
      { what: 'decide, p99', peer: 'limit', ours: micros(tail.decide), ratio: '', goal: '≤ 10 µs' },
      {
        what: 'playable works of a context, kept current, p99',
        peer: 'limit',
        ours: millis(playable.current),
        ratio: '',
        goal: '≤ 1 ms',
      },
      { what: 'playable works of a new context, median', peer: '', ours: millis(playable.first), ratio: '', goal: '' },
      {
        what: 'columns',
        peer: 'limit',
        ours: `${(columnBytes(index.columns) / grants.length).toFixed(1)} B a grant`,
        ratio: '',
        goal: '≤ 64 B',
      },
      { what: 'build', peer: 'limit', ours: millis(buildMs), ratio: '', goal: '≤ 1 s' },
    ],
    notes: [
      `Identical yes and no on ${questions.length.toLocaleString('en')} questions, ${((100 * allowed) / questions.length).toFixed(1)} % allowed.`,
      `Spread over ${ROUNDS} interleaved rounds: context opened ${spread(rates.prober)}, any question ${spread(rates.probe)}, decide ${spread(rates.decide)}, sqlite ${spread(rates.sqlite)}.`,
      `Heap grew by ${Math.round(heapBytes / 1e6)} MB beside the columns: one reference a grant and the words of works.`,
      'SQLite holds one row per grant, screens and places as bits, under an index that covers the whole question.',
    ],
  };
}

const TERRITORIES = [
  ['US'],
  ['US', 'CA'],
  ['ZZ'],
  ['EU'],
  ['DE', 'AT', 'CH'],
  ['GB', 'IE'],
  ['FR'],
  ['JP'],
  ['CN'],
  ['BR', 'MX', 'AR'],
].map((include): TerritorySet => ({ include, exclude: include[0] === 'ZZ' ? ['CN', 'US'] : [] }));
const PLACES: readonly Territory[] = ['US', 'CA', 'DE', 'FR', 'GB', 'JP', 'CN', 'BR', 'IN', 'AU'];
const LICENSES = [
  { licenseType: 'SVOD', verbs: ['list', 'stream'] },
  { licenseType: 'AVOD', verbs: ['list', 'stream'] },
  { licenseType: 'VOD', verbs: ['list', 'rent', 'play-owned'] },
  { licenseType: 'EST', verbs: ['list', 'buy', 'play-owned'] },
] as const;
const PROFILES: readonly FormatProfile[] = ['SD', 'HD', 'UHD'];
const SCREEN_SETS = [SCREENS, ['tv', 'stb'], ['phone', 'tablet'], ['tv', 'stb', 'web']].map((screens) =>
  Object.fromEntries(screens.map((screen) => [screen, {}])),
);
const VERBS = ['list', 'stream', 'rent', 'buy'] as const;

function makeGrants(random: () => number): Grant[] {
  const grants: Grant[] = [];
  for (let work = 0; work < WORKS; work++)
    for (let row = 0; row < GRANTS_PER_WORK; row++) {
      const start = JUNE + Math.floor((random() - 0.6) * 1000) * DAY_MS;
      const license = pick(random, LICENSES);
      grants.push({
        id: `${work}-${row}`,
        partner: 'p',
        contract: 'c',
        contractVersion: 1,
        delivery: 'd',
        place: { sheet: 'Movies', row },
        clause: 'c',
        work: `work-${work}`,
        alid: `work-${work}`,
        ...license,
        territories: pick(random, TERRITORIES),
        screens: pick(random, SCREEN_SETS),
        window: { start, end: random() < 0.1 ? null : start + Math.floor(random() * 500) * DAY_MS },
        formatProfile: pick(random, PROFILES),
        allowedLanguages: NONE,
        heldBackLanguages: NONE,
        knownFrom: 0,
        knownTo: null,
      });
    }
  return grants;
}

const NONE: Grant['allowedLanguages'] = [];

interface Asked {
  readonly request: RightsRequest;
  readonly at: number;
}

/** Works at random, so that each question meets cold memory. */
const makeQuestions = (random: () => number): Asked[] =>
  Array.from({ length: QUESTIONS }, () => ({
    request: {
      work: `work-${Math.floor(random() * WORKS)}`,
      territory: pick(random, PLACES),
      screen: pick(random, SCREENS),
      verb: pick(random, VERBS),
    },
    at: JUNE + Math.floor((random() - 0.5) * 400) * DAY_MS,
  }));

/** One row per grant; places, screens and verbs as bits, the fastest form found for this engine. */
function openDatabase(grants: readonly Grant[]): (asked: Asked) => boolean {
  const db = new DatabaseSync(':memory:');
  db.exec(
    'create table grants (work integer, places integer, screens integer, verbs integer, start integer, stop integer)',
  );
  const insert = db.prepare('insert into grants values (?, ?, ?, ?, ?, ?)');
  const placeBits = new Map(TERRITORIES.map((set) => [set, bitsOf(PLACES, (place) => coversTerritory(set, place))]));
  db.exec('begin');
  for (const { work, territories, screens, verbs, window } of grants)
    insert.run(
      numberOf(work),
      placeBits.get(territories) ?? 0,
      bitsOf(SCREENS, (screen) => screens[screen] !== undefined),
      bitsOf(VERBS, (verb) => verbs.includes(verb)),
      window.start,
      window.end ?? Number.MAX_SAFE_INTEGER,
    );
  db.exec('commit');
  db.exec('create index by_work on grants (work, verbs, screens, places, start, stop)');
  db.exec('analyze');
  const query = db.prepare(
    'select 1 from grants where work = ? and (places & ?) and (screens & ?) and (verbs & ?) and start <= ? and stop > ? limit 1',
  );
  return ({ request: { work, territory, screen, verb }, at }) =>
    query.get(numberOf(work), bit(PLACES, territory), bit(SCREENS, screen), bit(VERBS, verb), at, at) !== undefined;
}

/** SQLite is asked by integer, its fastest key. */
const numberOf = (work: string): number => Number(work.slice(5));

const bit = (list: readonly string[], item: string): number => 1 << list.indexOf(item);

const bitsOf = <Item>(list: readonly Item[], holds: (item: Item) => boolean): number =>
  list.reduce((bits, item, position) => (holds(item) ? bits | (1 << position) : bits), 0);

interface Numbered {
  readonly prober: Prober;
  readonly work: number;
  readonly at: number;
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

interface Compared {
  readonly index: RightsIndex;
  readonly questions: readonly Asked[];
  readonly numbered: readonly Numbered[];
  readonly ask: (asked: Asked) => boolean;
}

/** How many are allowed; throws on the first difference. */
function assertSameAnswers({ index, questions, numbered, ask }: Compared): number {
  let allowed = 0;
  for (const [position, asked] of questions.entries()) {
    const peer = ask(asked);
    const opened = numbered[position];
    const ours = [
      probe(index, asked.request, asked.at) !== REFUSED,
      decide(index, asked.request, asked.at).allow,
      opened?.prober.probeNumber(opened.work, opened.at) !== REFUSED,
    ];
    if (ours.some((each) => each !== peer))
      throw new Error(`Answers differ: ${JSON.stringify(asked)}: peer ${peer}, ours ${ours}`);
    if (peer) allowed++;
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
    const [, ms] = timed(() => {
      for (let read = 0; read < reads; read++) at = next[at] ?? 0;
    });
    return at < 0 ? 0 : (reads * 1000) / ms;
  };
}

function playableTimes(index: RightsIndex, random: () => number): { first: number; current: number } {
  const first: number[] = [];
  const current: number[] = [];
  for (const territory of PLACES) {
    const [view, opened] = timed(() => {
      const own = openPlayableView(index, { territory, screen: pick(random, SCREENS), verb: 'stream' });
      own.at(JUNE);
      return own;
    });
    first.push(opened);
    for (let day = 1; day <= 100; day++) current.push(timed(() => view.at(JUNE + day * DAY_MS))[1]);
  }
  return { first: median(first), current: quantile(current, 0.99) };
}

function rate<Each>(questions: readonly Each[], answer: (asked: Each) => boolean): number {
  let allowed = 0;
  const [, ms] = timed(() => {
    for (const asked of questions) if (answer(asked)) allowed++;
  });
  return allowed < 0 ? 0 : (questions.length * 1000) / ms;
}

/** 99th percentile of single calls in microseconds; the timer's own cost is included. */
function p99<Each>(questions: readonly Each[], answer: (asked: Each) => unknown): number {
  const taken = new Float64Array(questions.length);
  for (const [position, asked] of questions.entries()) {
    const start = process.hrtime.bigint();
    answer(asked);
    taken[position] = Number(process.hrtime.bigint() - start) / 1000;
  }
  return quantile([...taken], 0.99);
}

function timed<Value>(act: () => Value): [Value, number] {
  const start = performance.now();
  const value = act();
  return [value, performance.now() - start];
}

function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}

function pick<Item>(random: () => number, items: readonly Item[]): Item {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error('Nothing to pick from');
  return item;
}

const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;
const median = (values: readonly number[]): number => quantile(values, 0.5);
const spread = (values: readonly number[]): string =>
  `${perSecond(Math.min(...values))} to ${perSecond(Math.max(...values))}`;
const perSecond = (value: number): string =>
  value >= 1e6 ? `${(value / 1e6).toFixed(2)} M/s` : `${Math.round(value / 1e3)} k/s`;
const times = (value: number): string => `${value.toFixed(2)} ×`;
const micros = (value: number): string => `${value.toFixed(2)} µs`;
const millis = (value: number): string => `${value.toFixed(2)} ms`;
