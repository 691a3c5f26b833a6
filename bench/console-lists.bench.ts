/**
 * The console's lists over 100,000 titles: a page of the rights calendar, a search as it is typed, and the first page after
 * a delivery changed some titles. No peer: what a person waits for is the measure.
 */
import { asId, DAY_MS } from '@duoping/kit';
import { buildIndex, calendar } from '@duoping/rights';
import { grant, instant } from '@duoping/rights/testing';
import { libraryOf, titleLists, type WorkEntry } from '#catalog';
import { makeTitles } from './search-titles.ts';
import type { BenchTable } from './table.ts';

const WORKS = 100_000;
const PAGE = 100;
const ASKED = 400;
const CHANGED = 200;
const NOW = instant('2026-06-01T00:00:00Z');

export default async function consoleLists(): Promise<BenchTable> {
  const random = seeded(11);
  const works = makeTitles(WORKS, random).map(workOf);
  const rights = buildIndex({ grants: works.map(({ id }, at) => grantOf(id, at)), denials: [], epoch: 1 });
  const library = libraryOf(works);
  const lists = titleLists();
  const page = (of: typeof library, q: string, from: number) =>
    lists.page(of, { q, from, language: 'zh-CN', limit: PAGE });
  const first = timed(() => page(library, '', 0));
  const scrolled = Array.from({ length: ASKED }, () => {
    const from = Math.floor(random() * (WORKS - PAGE));
    return timed(() =>
      page(library, '', from).found.map(({ work }) =>
        calendar(
          rights,
          { work: work.id, territory: 'US', screen: 'tv', verb: 'stream' },
          { start: NOW, end: NOW + 366 * DAY_MS },
        ),
      ),
    );
  });
  const typed = Array.from({ length: ASKED }, () => {
    const name = works[Math.floor(random() * WORKS)]?.descriptions[0]?.title ?? '';
    return [1, 2, 3, 4].map((letters) => timed(() => page(library, name.slice(0, letters), 0)));
  }).flat();
  const changed = libraryOf(works.map((work, at) => (at % (WORKS / CHANGED) === 0 ? renamed(work) : { ...work })));
  const after = timed(() => page(changed, '', 0));
  const row = (what: string, times: readonly number[], goal: string) => ({
    ...{ what, peer: '–', ours: `${ms(quantile(times, 0.5))} / ${ms(quantile(times, 0.99))}` },
    ...{ ratio: '–', goal },
  });
  return {
    title: `The console's lists over ${WORKS.toLocaleString('en')} titles, median / p99`,
    rows: [
      row('a page of the rights calendar, a year, anywhere in the list', scrolled, 'p99 ≤ 10 ms'),
      row('search as it is typed, the first page', typed, 'p99 ≤ 50 ms'),
      row('the very first page, which sorts all', [first], '–'),
      row(`the first page after a delivery that renamed ${CHANGED}`, [after], 'less than the very first'),
    ],
    notes: ['Time of the thread’s own work, without the HTTP around it.'],
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

/** Milliseconds of this thread's own work: what other programs of the machine do in between doesn't count. */
function timed(work: () => unknown): number {
  const began = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(began);
  return (user + system) / 1000;
}

const quantile = (times: readonly number[], share: number): number =>
  times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0;

const ms = (time: number): string => `${time.toFixed(time < 10 ? 2 : 0)} ms`;

function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
