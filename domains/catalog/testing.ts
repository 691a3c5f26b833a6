/** What benchmarks and other rooms' tests need of search: the bare index, its forms of a name, and the slow scan it agrees with. */
export { admit, findWorks } from './search/find-works.ts';
export { formsOf, initialsOf } from './search/key-pool.ts';
export { matchOf } from './search/naive-scan.test-support.ts';
export type { Searchable } from './search/search-index.ts';
