/**
 * Search beside flexsearch and MiniSearch: the same names, the same spellings worked out for each, the same queries, the
 * same third of the works that may be shown, the same number of answers. Every peer is given pinyin, first letters,
 * keypad digits and the ends of Chinese names as words, since none makes them itself. Interleaved; timings say nothing
 * about other machines.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { asId } from '@duoping/kit';
import { buildIndex } from '@duoping/rights';
import { grant, instant } from '@duoping/rights/testing';
import flexsearch from 'flexsearch';
import MiniSearch from 'minisearch';
import { libraryOf, livingSearch, searchIndexOf, titleSearch, type ViewerContext, type WorkEntry } from '#catalog';
import { threadedSearch } from '../domains/catalog/adapters/search-planner.ts';
import { admit, findWorks, formsOf, initialsOf, matchOf } from '../domains/catalog/testing.ts';
import { type Asked, dialled, han, questions } from './search-questions.ts';
import { type BenchTitle, makeTitles } from './search-titles.ts';
import { whileOthersWait } from './stall.ts';
import type { BenchRow, BenchTable } from './table.ts';

/** `BENCH_WORKS=10000` for a look in between. */
const WORKS = Number(process.env.BENCH_WORKS ?? 100_000);
const MANY_WORKS = 10 * WORKS;
const LIMIT = 24;
const QUERIES = 480;
/** Queries whose answers are compared with the scan, which takes some tenth of a second for each. */
const JUDGED = 80;
/**
 * Each query is asked so often in turn, and its fastest answer counts: other programs of the machine don't. Every second
 * round the engines take turns the other way round, so that each follows now the one, now the other, on its caches.
 */
const ROUNDS = 4;

/** One engine, filled. */
interface Engine {
  readonly name: string;
  readonly buildMs: number;
  readonly heldMb: number;
  /** Ids of at most so many works that may be shown. */
  find(asked: Asked, limit: number): readonly string[];
}

const mayBeShown = (id: string): boolean => Number(id.slice(5)) % 3 === 0;

export default async function searchBench(): Promise<BenchTable> {
  const random = seeded(7);
  const titles = makeTitles(WORKS, random);
  const asked = questions(titles, QUERIES, random);
  warmUp();
  const documents = titles.map(documentOf);
  const engines = [ours(titles), flexSearch(documents), miniSearch(documents)];
  const taken = engines.map(() => new Float64Array(asked.length).fill(Number.POSITIVE_INFINITY));
  for (let round = 0; round < ROUNDS; round++) {
    const turns = round % 2 === 0 ? [...engines.entries()] : [...engines.entries()].reverse();
    for (const [place, each] of asked.entries()) {
      for (const [number, engine] of turns) {
        const [, ms] = timed(() => engine.find(each, LIMIT));
        const times = taken[number];
        if (times) times[place] = Math.min(times[place] ?? ms, ms);
      }
    }
  }
  const recalls = recallOf(engines, titles, asked.slice(0, JUDGED));
  const figures = engines.map((engine, number) => ({
    ...engine,
    p50: quantile(taken[number] ?? new Float64Array(), 0.5),
    p99: quantile(taken[number] ?? new Float64Array(), 0.99),
    recall: recalls[number] ?? 0,
  }));
  const [own, ...peers] = figures;
  if (!own) throw new Error('No engine was measured');
  const rows = peers.flatMap((peer): BenchRow[] => [
    row('p50', peer, own, { of: ({ p50 }) => p50, write: micros, goal: '≤ 1 ms; ≥ 3 × flexsearch' }),
    row('p99', peer, own, { of: ({ p99 }) => p99, write: micros, goal: '≤ 10 ms; ≥ 15 × flexsearch' }),
    row('build, ours with working out the spellings', peer, own, {
      of: ({ buildMs }) => buildMs,
      write: seconds,
      goal: '',
    }),
    row('memory', peer, own, { of: ({ heldMb }) => heldMb, write: megabytes, goal: '≤ 1/5 of flexsearch' }),
    {
      what: `found of what the scan finds, ${JUDGED} queries`,
      peer: `${peer.name} ${percent(peer.recall)}`,
      ours: percent(own.recall),
      ratio: '–',
      goal: '100 %, and nothing else',
    },
  ]);
  const whole = wholeAnswers(titles, asked);
  const following = await followed(titles);
  const slowest = slowestKinds(asked, taken[0] ?? new Float64Array());
  engines.length = 0;
  const grown = growth(seeded(8));
  return {
    title: `Search: ${WORKS.toLocaleString('en')} works, a third of them may be shown, ${QUERIES} queries × ${ROUNDS}`,
    rows: [...rows, ...whole, ...following, ...grown],
    notes: [
      'Peers: flexsearch 0.8.212 (Index, tokenize forward, words by spaces), MiniSearch 7.2.0 (prefix, and, filter before the cut).',
      'flexsearch has no filter before the cut: it is asked for 240 answers, and for all when too few of those may be shown.',
      'MiniSearch ranks every match by its own score; ours ranks by how it was met. Answers are compared as sets, with no limit.',
      'Peers are given no parts of English words and no spelling without spaces; that is most of what they miss.',
      'Peers hold every spelling as words of one text, which is what their time to build and their memory go into.',
      `Our p99 by kind of query: ${slowest}.`,
      'Others: a timer of the server’s thread, by perf_hooks.monitorEventLoopDelay; what the machine does besides counts too.',
      'Memory: growth of heap and buffers while it is built, after a collection, the documents handed in not counted.',
    ],
  };
}

// ——— engines

function ours(titles: readonly BenchTitle[]): Engine {
  const { value: index, ms, mb } = measured(() => searchIndexOf(titles));
  const admitted = admit(index, (segment, slot) => mayBeShown(segment.works[slot]?.id ?? ''));
  return {
    name: 'ours',
    buildMs: ms,
    heldMb: mb,
    find: ({ text, mode }, limit) => findWorks(index, { text, mode, limit }, admitted).map(({ work }) => work),
  };
}

interface Document {
  readonly id: string;
  readonly text: string;
}

/** Every spelling as a word: what the peers would be given by somebody who wants the same answers. */
function documentOf({ id, names, genres }: BenchTitle): Document {
  const words = [...names, ...genres].flatMap((name) => {
    const forms = formsOf(name);
    const spoken = forms.readings.map((reading) => reading.join(''));
    const first = (forms.readings.length > 0 ? forms.readings : [forms.words]).map(initialsOf);
    const letters = [...spoken, ...first, ...(forms.readings.length > 0 ? [] : [...forms.words, forms.words.join('')])];
    return [...forms.words.flatMap(endsOf), ...letters, ...letters.map(dialled)];
  });
  return { id, text: [...new Set(words)].join(' ') };
}

/** The ends of a Chinese word; others are left whole. */
const endsOf = (word: string): readonly string[] =>
  /\p{Script=Han}/u.test(word) ? Array.from({ length: word.length }, (_, from) => word.slice(from)) : [word];

/** A query as those documents spell: folded, its words kept apart. */
const spelled = (text: string): string => formsOf(text).words.join(' ');

function flexSearch(documents: readonly Document[]): Engine {
  const {
    value: index,
    ms,
    mb,
  } = measured(() => {
    const filled = new flexsearch.Index({ tokenize: 'forward', encode: (text: string) => text.split(' ') });
    for (const [number, { text }] of documents.entries()) filled.add(number, text);
    return filled;
  });
  const shown = (query: string, limit: number): string[] =>
    index
      .search(query, { limit })
      .map((number) => documents[Number(number)]?.id ?? '')
      .filter(mayBeShown);
  return {
    name: 'flexsearch',
    buildMs: ms,
    heldMb: mb,
    find({ text }, limit) {
      const query = spelled(text);
      const some = shown(query, limit * 10);
      return (some.length < limit ? shown(query, documents.length) : some).slice(0, limit);
    },
  };
}

function miniSearch(documents: readonly Document[]): Engine {
  const {
    value: index,
    ms,
    mb,
  } = measured(() => {
    const split = (text: string) => text.split(' ');
    const filled = new MiniSearch<Document>({ fields: ['text'], tokenize: split, processTerm: (term) => term });
    filled.addAll(documents);
    return filled;
  });
  return {
    name: 'MiniSearch',
    buildMs: ms,
    heldMb: mb,
    find: ({ text }, limit) =>
      index
        .search(spelled(text), { prefix: true, combineWith: 'AND', filter: ({ id }) => mayBeShown(String(id)) })
        .slice(0, limit)
        .map(({ id }) => String(id)),
  };
}

// ——— judging

/** The share of what the scan finds that each engine finds; throws when ours finds anything else. */
function recallOf(
  engines: readonly Engine[],
  titles: readonly BenchTitle[],
  asked: readonly Asked[],
): readonly number[] {
  const found = engines.map(() => 0);
  let expected = 0;
  for (const each of asked) {
    const scan = new Set(
      titles.filter((title) => mayBeShown(title.id) && matchOf(title, each.text, each.mode)).map(({ id }) => id),
    );
    expected += scan.size;
    for (const [number, engine] of engines.entries()) {
      const answers = engine.find(each, titles.length);
      found[number] = (found[number] ?? 0) + answers.filter((id) => scan.has(id)).length;
      if (number === 0 && answers.length !== scan.size)
        throw new Error(`Ours differs from the scan on ${JSON.stringify(each)}: ${answers.length} to ${scan.size}`);
    }
  }
  return found.map((count) => count / expected);
}

/** What a route does: the viewer's set kept by rights, the search, and a decision and a card for each answer. */
function wholeAnswers(titles: readonly BenchTitle[], asked: readonly Asked[]): readonly BenchRow[] {
  const at = instant('2026-06-01T12:00:00Z');
  const licensed = titles.filter(({ id }) => mayBeShown(id));
  const shop = {
    library: libraryOf(titles.map(entryOf)),
    rights: buildIndex({ grants: licensed.map(({ id }) => grant({ id, work: id, alid: id })), denials: [], epoch: 1 }),
    search: searchIndexOf(titles),
  };
  const search = titleSearch();
  const find = ({ text, mode }: Asked) => search.find(shop, { text, mode, limit: LIMIT }, { viewer: VIEWER, at });
  const [, first] = timed(() => asked[0] && find(asked[0]));
  const times = Float64Array.from(asked, (each) =>
    Math.min(...Array.from({ length: ROUNDS }, () => timed(() => find(each))[1])),
  );
  return [
    {
      what: 'with decisions and cards, p50',
      peer: 'limit',
      ours: micros(quantile(times, 0.5)),
      ratio: '–',
      goal: '≤ 1 ms',
    },
    {
      what: 'with decisions and cards, p99',
      peer: 'limit',
      ours: micros(quantile(times, 0.99)),
      ratio: '–',
      goal: '≤ 10 ms',
    },
    {
      what: 'the first of a viewer after rights changed',
      peer: 'limit',
      ours: micros(first),
      ratio: '–',
      goal: '≤ 50 ms',
    },
  ];
}

/** How long plays and pages wait while the index follows the library: all of it, and after a delivery. */
async function followed(titles: readonly BenchTitle[]): Promise<readonly BenchRow[]> {
  const search = livingSearch(threadedSearch);
  const works = titles.map(entryOf);
  const renamed = (every: number) =>
    libraryOf(titles.map(({ names, ...rest }, place) => entryOf({ ...rest, names: place % every ? names : ['新片'] })));
  const rows: BenchRow[] = [];
  for (const [what, library] of [
    ['all works for the first time', libraryOf(works)],
    ['a delivery that renamed ten', renamed(titles.length / 10)],
    ['a delivery that renamed a hundredth', renamed(100)],
  ] as const) {
    const { took, stall } = await whileOthersWait(() => search.follow(library));
    const ours = `${micros(stall)}, done after ${seconds(took)}`;
    rows.push({ what: `others wait at most, ${what}`, peer: 'limit', ours, ratio: '–', goal: '≤ 50 ms' });
  }
  return rows;
}

const VIEWER: ViewerContext = {
  ...{ territory: 'US', screen: 'tv', model: 'demo-tv', language: 'zh-CN', licenseTypes: ['SVOD'] },
  progress: new Map(),
  finished: new Map(),
  mediaOf: () => ({ ready: true, durationSeconds: 5_400 }),
};

const entryOf = ({ id, names, genres }: BenchTitle): WorkEntry => ({
  id: asId<'Work'>(id),
  offers: [{ partner: 'example', alid: id }],
  artwork: [],
  descriptions: names.map((title) => ({
    ...{
      partner: 'example',
      alid: id,
      language: han(title) === undefined ? 'en' : 'zh-CN',
      title,
      synopsis: '',
      genres,
    },
    ...{ year: null, rating: null, credits: null, illustrative: false },
  })),
});

/** Ten times the works, ours alone: what bends first. */
function growth(random: () => number): readonly BenchRow[] {
  const titles = makeTitles(MANY_WORKS, random);
  const engine = ours(titles);
  const asked = questions(titles, QUERIES / 3, random);
  const times = Float64Array.from(asked, (each) =>
    Math.min(...Array.from({ length: ROUNDS }, () => timed(() => engine.find(each, LIMIT))[1])),
  );
  const what = `${MANY_WORKS.toLocaleString('en')} works`;
  const alone = (name: string, value: string): BenchRow => ({
    ...{ what: `${what}: ${name}`, peer: '–', ours: value, ratio: '–', goal: '' },
  });
  return [
    alone('p50', micros(quantile(times, 0.5))),
    alone('p99', micros(quantile(times, 0.99))),
    alone('p99 by kind of query', slowestKinds(asked, times)),
    alone('build, forms included', seconds(engine.buildMs)),
    alone('memory', megabytes(engine.heldMb)),
  ];
}

function slowestKinds(asked: readonly Asked[], times: Float64Array): string {
  const kinds = [...new Set(asked.map(({ kind }) => kind))].map((kind) => ({
    kind,
    p99: quantile(
      times.filter((_, place) => asked[place]?.kind === kind),
      0.99,
    ),
  }));
  return kinds
    .sort((a, b) => b.p99 - a.p99)
    .map(({ kind, p99 }) => `${kind} ${micros(p99)}`)
    .join(', ');
}

type Figures = Engine & { readonly p50: number; readonly p99: number };

function row(
  what: string,
  peer: Figures,
  own: Figures,
  { of, write, goal }: { of: (each: Figures) => number; write: (value: number) => string; goal: string },
): BenchRow {
  const ratio = `${(of(peer) / of(own)).toFixed(1)} ×`;
  return { what, peer: `${peer.name} ${write(of(peer))}`, ours: write(of(own)), ratio, goal };
}

// ——— measuring

/** Dictionaries are read before anything is measured. */
const warmUp = (): void => void searchIndexOf(makeTitles(2_000, seeded(1)));

function measured<Value>(build: () => Value): { value: Value; ms: number; mb: number } {
  const before = held();
  const [value, ms] = timed(build);
  return { value, ms, mb: held() - before };
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void; // what the flag puts there

function held(): number {
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1e6;
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

const quantile = (values: Float64Array, share: number): number =>
  values.toSorted()[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;
const micros = (ms: number): string => (ms < 10 ? `${Math.round(ms * 1000)} µs` : `${ms.toFixed(1)} ms`);
const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
const megabytes = (mb: number): string => `${Math.round(mb)} MB`;
const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
