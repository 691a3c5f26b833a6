/**
 * The console's lists over 100,000 titles: a page of the rights calendar, a search as it is typed, and the first page after
 * a delivery changed some titles. No peer: what a person waits for is the measure.
 */
import { setImmediate } from 'node:timers/promises';
import { asId, DAY_MS } from '@duoping/kit';
import { buildIndex, calendar } from '@duoping/rights';
import { grant, instant } from '@duoping/rights/testing';
import { libraryOf, titleLists, type WorkEntry } from '#catalog';
import { makeTitles } from './search-titles.ts';
import { type Stalled, whileOthersWait } from './stall.ts';
import type { BenchTable } from './table.ts';

const WORKS = Number(process.env.BENCH_WORKS ?? 100_000);
const PAGE = 100;
const ASKED = 400;
const CHANGED = 200;
/** Each page is asked for so often in turn, and its fastest counts: other programs of the machine don't. */
const ROUNDS = 3;
const NOW = instant('2026-06-01T00:00:00Z');

export default async function consoleLists(): Promise<BenchTable> {
  const random = seeded(11);
  const works = makeTitles(WORKS, random).map(workOf);
  const rights = buildIndex({ grants: works.map(({ id }, at) => grantOf(id, at)), denials: [], epoch: 1 });
  const library = libraryOf(works);
  const lists = titleLists(() => setImmediate());
  const page = (of: typeof library, q: string, from: number) =>
    lists.page(of, { q, from, language: 'zh-CN', limit: PAGE });
  const first = await whileOthersWait(() => page(library, '', 0));
  const places = Array.from({ length: ASKED }, () => Math.floor(random() * (WORKS - PAGE)));
  const scrolled = await fastest(places, async (from) =>
    (await page(library, '', from)).found.map(({ work }) =>
      calendar(
        rights,
        { work: work.id, territory: 'US', screen: 'tv', verb: 'stream' },
        { start: NOW, end: NOW + 366 * DAY_MS },
      ),
    ),
  );
  const words = Array.from({ length: ASKED }, () => {
    const { title: name = '' } = works[Math.floor(random() * WORKS)]?.descriptions[0] ?? {};
    return [1, 2, 3, 4].map((letters) => name.slice(0, letters));
  }).flat();
  const typed = await fastest(words, (q) => page(library, q, 0));
  const changed = libraryOf(works.map((work, at) => (at % (WORKS / CHANGED) === 0 ? renamed(work) : { ...work })));
  const after = await whileOthersWait(() => page(changed, '', 0));
  const row = (what: string, ours: string, goal: string) => ({ what, peer: '–', ours, ratio: '–', goal });
  const spread = (times: Float64Array) => `${ms(quantile(times, 0.5))} / ${ms(quantile(times, 0.99))}`;
  const longest = ({ took, stall }: Stalled) => `${ms(took)}, others waited ${ms(stall)} at most`;
  return {
    title: `The console's lists over ${WORKS.toLocaleString('en')} titles, median / p99`,
    rows: [
      row('a page of the rights calendar, a year, anywhere in the list', spread(scrolled), 'p99 ≤ 10 ms'),
      row('search as it is typed, the first page', spread(typed), 'p99 ≤ 10 ms'),
      row('the very first page, which sorts all', longest(first), 'others wait ≤ 50 ms'),
      row(`the first page after a delivery that renamed ${CHANGED}`, longest(after), 'others wait ≤ 50 ms'),
    ],
    notes: [`Without the HTTP around it; the fastest of ${ROUNDS} rounds. Others: a timer of the same thread.`],
  };
}

function workOf({ id, names }: { id: string; names: readonly string[] }): WorkEntry {
  const alid = `md:alid:org:example:${id}`;
  return {
    id: asId(id),
    offers: [{ partner: 'example', alid }],
    descriptions: names.map((title, at) => ({
      ...{ partner: 'example', alid, language: at === 0 ? 'zh-CN' : 'en', title, synopsis: '', year: null },
      ...{ rating: null, genres: [], credits: null, illustrative: false },
    })),
    artwork: [],
  };
}

const renamed = (work: WorkEntry): WorkEntry => ({
  ...work,
  descriptions: work.descriptions.map((description) => ({ ...description, title: `新 ${description.title}` })),
});

/** Two rights with a gap between them, so that a year has three stretches. */
const grantOf = (work: string, at: number) =>
  grant({ work, window: { start: NOW - DAY_MS, end: NOW + ((at % 300) + 1) * DAY_MS } });

async function fastest<Asked>(asked: readonly Asked[], ask: (one: Asked) => Promise<unknown>): Promise<Float64Array> {
  const times = new Float64Array(asked.length).fill(Number.POSITIVE_INFINITY);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [place, one] of asked.entries()) {
      const began = performance.now();
      await ask(one);
      times[place] = Math.min(times[place] ?? 0, performance.now() - began);
    }
  }
  return times;
}

const quantile = (times: Float64Array, share: number): number =>
  times.toSorted()[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0;

const ms = (time: number): string => `${time.toFixed(time < 10 ? 2 : 0)} ms`;

function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
