/** The import table and the doors as dependency-cruiser rules. Paths are relative to the repository. */
import type { IForbiddenRuleType } from 'dependency-cruiser';
import { TEST_FILE } from '../test-files.ts';
import { MAY_IMPORT, MAY_USE_CRYPTO } from './rooms.ts';

type Rule = IForbiddenRuleType & { name: string };

/** All that is ours; what lies in node_modules is judged by other rules. */
const OURS = '^(kit|domains|engines|apps|client|examples|simulation|journeys|bench|tools)/';
const TEST = TEST_FILE.source;
const ADAPTER = '^domains/[^/]+/adapters/';
const DOOR = String.raw`^(kit|client|domains/[^/]+|engines/[^/]+)/(index|testing)\.ts$`;
const A_DOOR = "A room's only door is its index.ts; testing.ts is the door for tests.";

const roomRules: Rule[] = Object.entries(MAY_IMPORT).map(([room, allowed]) => ({
  name: `room-${room}`,
  severity: 'error',
  comment: `${room} may import kit${allowed.map((name) => `, ${name}`).join('')}, and its adapters engines.`,
  from: { path: `^domains/${room}/` },
  to: { path: OURS, pathNot: ['^kit/', '^engines/', ...[room, ...allowed].map((name) => `^domains/${name}/`)] },
}));

/** Input and output, and the clock: everything of Node that a core must be handed as a port. */
const IO = `^(node:)?(${[
  ...['fs', 'net', 'tls', 'http', 'https', 'http2', 'dns', 'dgram', 'child_process', 'cluster', 'worker_threads'],
  ...['os', 'process', 'readline', 'repl', 'inspector', 'timers', 'async_hooks', 'perf_hooks', 'sqlite', 'vm'],
].join('|')})(/|$)`;
const IO_PACKAGES = '(^|/)node_modules/(pg|pg-boss|kysely|fastify|@fastify/[^/]+|better-auth|ioredis|playwright-core)/';

export const RULES: readonly Rule[] = [
  ...roomRules,
  {
    name: 'room-unknown',
    severity: 'error',
    comment: 'A new room needs a line in tools/architecture/rooms.ts and in ARCHITECTURE.md.',
    from: { path: '^domains/', pathNot: `^domains/(${Object.keys(MAY_IMPORT).join('|')})/` },
    to: {},
  },
  {
    name: 'kit-alone',
    severity: 'error',
    comment: 'kit has no business word and imports nothing of ours.',
    from: { path: '^kit/' },
    to: { path: OURS, pathNot: '^kit/' },
  },
  {
    name: 'engines-below',
    severity: 'error',
    comment: 'An engine knows no domain: it may import kit and its own files.',
    from: { path: '^engines/([^/]+)/' },
    to: { path: OURS, pathNot: ['^kit/', '^engines/$1/'] },
  },
  {
    name: 'client-alone',
    severity: 'error',
    comment: 'The client speaks HTTP: it may import kit, the reasons of rights and its generated types.',
    from: { path: '^client/' },
    to: { path: OURS, pathNot: ['^kit/', '^client/', '^domains/rights/'] },
  },
  {
    name: 'apps-in-browsers',
    severity: 'error',
    comment: 'Apps may import client, and the pure parts of rights and kit.',
    from: { path: '^apps/(screens|console)/' },
    to: { path: OURS, pathNot: ['^kit/', '^client/', '^domains/rights/', '^apps/$1/'] },
  },
  {
    name: 'door-between-rooms',
    severity: 'error',
    comment: A_DOOR,
    from: { path: '^(domains|engines)/([^/]+)/' },
    to: { path: '^(domains|engines)/', pathNot: ['^$1/$2/', DOOR, ADAPTER] },
  },
  {
    name: 'door-from-elsewhere',
    severity: 'error',
    comment: A_DOOR,
    from: { pathNot: '^(domains|engines)/' },
    to: { path: '^(domains|engines)/', pathNot: [DOOR, ADAPTER] },
  },
  {
    name: 'door-of-kit-and-client',
    severity: 'error',
    comment: A_DOOR,
    from: { path: '^([^/]+)/' },
    to: { path: '^(kit|client)/', pathNot: ['^$1/', DOOR] },
  },
  {
    name: 'testing-in-tests',
    severity: 'error',
    comment: 'What a testing.ts offers is for tests, journeys and benches.',
    from: { pathNot: [TEST, '^(bench|journeys)/'] },
    to: { path: String.raw`^(domains|engines)/.*/testing[^/]*\.ts$` },
  },
  {
    name: 'adapters-at-the-edge',
    severity: 'error',
    comment: 'Adapters are constructed by apps/server alone (and by tests and benches).',
    from: { pathNot: ['^apps/server/', '^bench/', TEST, ADAPTER] },
    to: { path: ADAPTER },
  },
  {
    name: 'adapters-of-their-own-room',
    severity: 'error',
    comment: "An adapter uses its own room's adapters only.",
    from: { path: '^domains/([^/]+)/adapters/', pathNot: TEST },
    to: { path: ADAPTER, pathNot: '^domains/$1/' },
  },
  {
    name: 'engines-by-adapters',
    severity: 'error',
    comment: 'A core knows no engine: it is handed a port.',
    from: { path: '^domains/', pathNot: [ADAPTER, TEST] },
    to: { path: '^engines/' },
  },
  {
    name: 'core-without-io',
    severity: 'error',
    comment: 'A core asks nothing of the world: input, output and clock arrive as ports.',
    from: { path: '^(domains|kit)/', pathNot: [ADAPTER, TEST] },
    to: { path: `${IO}|${IO_PACKAGES}` },
  },
  {
    name: 'core-without-crypto',
    severity: 'error',
    comment: 'Only the rooms that hash and sign use node:crypto; others take kit or a port.',
    from: { path: '^(domains|kit)/', pathNot: [ADAPTER, TEST, `^domains/(${MAY_USE_CRYPTO.join('|')})/`] },
    to: { path: '^(node:)?crypto$' },
  },
  {
    name: 'no-cycles',
    severity: 'error',
    comment: 'Two files that import each other are one file, or a third is missing.',
    from: {},
    to: { circular: true },
  },
  {
    name: 'all-resolved',
    severity: 'error',
    comment: 'An import that can not be resolved can not be judged.',
    from: {},
    to: { couldNotResolve: true },
  },
  {
    name: 'product-without-dev-packages',
    severity: 'error',
    comment: 'What ships must not need a devDependency.',
    from: { path: '^(kit|domains|engines|client|apps/server)/', pathNot: TEST },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only', 'type-import'] },
  },
];
