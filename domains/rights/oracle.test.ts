import { describe, expect, test } from 'vitest';
import { buildIndex } from './build-index.ts';
import { decide } from './decide.ts';
import type { Decision, RightsRequest } from './decision.ts';
import { effort } from './effort.test-support.ts';
import { type OracleWorld, oracle } from './oracle.test-support.ts';
import { grantOf, probe } from './probe.ts';
import { openProbe, workNumber } from './prober.ts';
import { pick, type Random, randomRequest, randomWorld, seeded, telling } from './random-world.test-support.ts';

const DEEP = process.env.DEEP === '1';
const PAIRS = DEEP ? 100_000_000 : effort(1_000_000);

/** The members that the oracle answers, in its form. */
const plain = (decision: Decision): object =>
  decision.allow
    ? {
        allow: true,
        grants: decision.grants.map((grant) => grant.id),
        formatProfiles: decision.quality.formatProfiles.toSorted(),
        maxHeight: decision.quality.maxHeight,
        concurrency: decision.concurrency ?? null,
        reasons: [],
        nearestMiss: null,
        until: decision.until,
      }
    : {
        allow: false,
        grants: [],
        formatProfiles: [],
        maxHeight: 0,
        concurrency: null,
        reasons: decision.reasons,
        nearestMiss: decision.nearestMiss?.id ?? null,
        until: decision.until,
      };

const LIST = new Int32Array(2);
const ANSWERS = new Int32Array(2);

/** Throws with the whole case when index and oracle differ. */
function compare(
  world: OracleWorld,
  index: ReturnType<typeof buildIndex>,
  request: RightsRequest,
  at: number,
): Decision {
  const decision = decide(index, request, at);
  const expected = JSON.stringify(oracle(world, request, at));
  const answer = JSON.stringify(plain(decision));
  if (answer !== expected) throw new Error(caseOf({ world, request, at, answer, expected }));
  const probed = grantOf(index, probe(index, request, at))?.id;
  const chosen = decision.allow ? decision.chosen.id : undefined;
  const { work, ...context } = request;
  const prober = openProbe(index, context);
  const opened = grantOf(index, prober.probe(work, at))?.id;
  if (opened !== chosen) throw new Error(caseOf({ world, request, at, answer: opened, expected: chosen }));
  prober.probeNumbers(LIST.fill(workNumber(index, work)), at, ANSWERS);
  const listed = grantOf(index, ANSWERS[1] ?? 0)?.id;
  if (listed !== chosen) throw new Error(caseOf({ world, request, at, answer: listed, expected: chosen }));
  if (probed !== chosen) throw new Error(caseOf({ world, request, at, answer: probed, expected: chosen }));
  return decision;
}

describe('the index and a naive oracle', () => {
  test(`answer ${PAIRS.toLocaleString('en')} questions alike, on every edge and a millisecond to either side`, {
    timeout: DEEP ? 0 : 600_000,
  }, () => {
    const random = seeded(20261122);
    const seen: Record<string, number> = { pairs: 0, allowed: 0 };
    while ((seen.pairs ?? 0) < PAIRS) {
      const world = randomWorld(random);
      const index = buildIndex({ ...world, epoch: 1 });
      const instants = telling(world);
      for (let asked = 0; asked < 40; asked++) {
        const request = randomRequest(random);
        const decision = compare(world, index, request, pick(random, instants));
        count(seen, decision);
      }
      const request = randomRequest(random);
      for (const at of instants) count(seen, compare(world, index, request, at));
    }
    // A generator that never reaches a rule proves nothing about it.
    for (const reason of EVERY_REASON) expect(seen[reason], reason).toBeGreaterThan(PAIRS / 10_000);
    expect(seen.allowed).toBeGreaterThan(PAIRS / 50);
  });

  test('agree that nothing changes before until, and that until is an edge', { timeout: 300_000 }, () => {
    const random = seeded(7);
    let checked = 0;
    while (checked < effort(20_000)) {
      const world = randomWorld(random);
      const index = buildIndex({ ...world, epoch: 1 });
      const request = randomRequest(random);
      const at = pick(random, telling(world));
      const { until } = decide(index, request, at);
      const last = until === null ? at + 4e11 : until - 1;
      const now = whatHolds(world, request, at);
      for (const later of [last, ...Array.from({ length: 3 }, () => between(random, at, last))])
        expect(whatHolds(world, request, later)).toBe(now);
      if (until !== null) expect(telling(world)).toContain(until);
      checked++;
    }
  });
});

const caseOf = (members: object): string => JSON.stringify(members, null, 1);

const between = (random: Random, from: number, to: number): number => from + Math.floor(random() * (to - from + 1));

/** All that must hold up to `until`; the reasons of a refusal may change from not yet to ended on the way. */
function whatHolds(world: OracleWorld, request: RightsRequest, at: number): string {
  const { allow, grants, formatProfiles, maxHeight, concurrency } = oracle(world, request, at);
  return JSON.stringify({ allow, grants, formatProfiles, maxHeight, concurrency });
}

function count(seen: Record<string, number>, decision: Decision): void {
  seen.pairs = (seen.pairs ?? 0) + 1;
  if (decision.allow) seen.allowed = (seen.allowed ?? 0) + 1;
  else for (const reason of decision.reasons) seen[reason] = (seen[reason] ?? 0) + 1;
}

const EVERY_REASON = [
  'unknown-work',
  'denied:takedown',
  'denied:embargo',
  'denied:suspension',
  'denied:clearance',
  'denied:rating',
  'denied:quarantine',
  'no-grant',
  'verb',
  'license-type',
  'territory',
  'screen',
  'not-yet',
  'ended',
  'format',
  'language',
];
