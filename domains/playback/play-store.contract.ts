/** What every store of plays must do, whatever engine is behind it. Run it inside a `describe`. */
import { asId, MINUTE_MS, SECOND_MS } from '@duoping/kit';
import { expect, test } from 'vitest';
import type { Receipt } from '#evidence';
import type { Play } from './play.ts';
import type { PlayStore } from './ports.ts';
import type { ResumeOffer } from './resume.ts';
import { somePlay } from './testing.ts';

const START = Date.UTC(2026, 10, 22, 18);
const receiptOf = (play: Play, sequence: number): Receipt => ({
  id: `${play.id}.${sequence}`,
  play: play.id,
  sequence,
  household: play.pseudonym,
  device: play.device,
  model: play.model,
  screen: play.screen,
  territory: play.territory,
  work: play.work,
  alid: play.permission.alid,
  partner: play.permission.partner,
  contract: play.permission.contract,
  contractVersion: play.permission.contractVersion,
  delivery: play.permission.delivery,
  place: play.permission.place,
  grant: play.permission.grant,
  epoch: play.permission.epoch,
  licenseType: play.permission.licenseType,
  entitlement: play.permission.entitlement,
  keyIssue: 'issue',
  intervals: [
    [0, 4000],
    [9000, 10000],
  ],
  watchedMs: 5000,
  from: START,
  to: START + 15 * SECOND_MS,
});

const offer = (play: Play, changes: Partial<ResumeOffer> = {}): ResumeOffer => ({
  profile: play.profile,
  work: play.work,
  play: play.id,
  playStartedAt: play.startedAt,
  positionMs: 1000,
  durationMs: play.durationMs,
  at: START,
  watchedNow: true,
  ...changes,
});

const after = (play: Play, changes: Partial<Play> = {}): Play => ({ ...play, version: play.version + 1, ...changes });

export function playStoreContract(open: () => Promise<PlayStore>): void {
  test('a play is found as it was claimed, every member of it', async () => {
    const store = await open();
    const play = somePlay();
    expect(await store.claim({ play, limit: 1, lapsed: START })).toEqual({ ok: true, value: null });
    expect(await store.byId(play.id)).toEqual(play);
    expect(await store.byId(asId('nothing'))).toBeUndefined();
  });

  test('fifty claims at once on a limit of two make exactly two plays', async () => {
    const store = await open();
    const { household } = somePlay();
    const claims = Array.from({ length: 50 }, () =>
      store.claim({ play: somePlay({ household }), limit: 2, lapsed: START }),
    );
    const answers = await Promise.all(claims);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(2);
    expect(await store.unended({ household })).toHaveLength(2);
  });

  test('a contract that lets a household run one stream on such screens counts its own plays on them alone', async () => {
    const store = await open();
    const { household } = somePlay();
    const claim = async (contract: string, screen: Play['screen'], concurrency?: number): Promise<string | null> => {
      const play = somePlay({ household });
      const permission = { ...play.permission, contract, ...(concurrency === undefined ? {} : { concurrency }) };
      const answer = await store.claim({ play: { ...play, screen, permission }, limit: 10, lapsed: START });
      return answer.ok ? null : answer.reason.map((each) => `${each.permission.contract} ${each.screen}`).join();
    };
    expect(await claim('limited', 'tv', 1)).toBeNull();
    expect(await claim('limited', 'tv', 1)).toBe('limited tv');
    expect(await claim('limited', 'phone', 1)).toBeNull();
    expect(await claim('other', 'tv', 1)).toBeNull();
    expect(await claim('limited', 'tv', 2)).toBeNull();
    expect(await claim('limited', 'tv')).toBeNull();
    expect(await claim('limited', 'tv', 2)).toBe('limited tv,limited tv,limited tv');
  });

  test('a refused claim names the plays that hold the slots', async () => {
    const store = await open();
    const held = somePlay();
    await store.claim({ play: held, limit: 1, lapsed: START });
    const answer = await store.claim({ play: somePlay({ household: held.household }), limit: 1, lapsed: START });
    expect(answer.ok ? [] : answer.reason.map((play) => play.id)).toEqual([held.id]);
  });

  test('households do not take slots from each other', async () => {
    const store = await open();
    const answers = await Promise.all([1, 2, 3].map(() => store.claim({ play: somePlay(), limit: 1, lapsed: START })));
    expect(answers.every((answer) => answer.ok)).toBe(true);
  });

  test('a lapsed lease frees its slot by time, and its play cannot come back into it', async () => {
    const store = await open();
    const first = somePlay();
    await store.claim({ play: first, limit: 1, lapsed: START });
    const second = somePlay({ household: first.household });
    expect((await store.claim({ play: second, limit: 1, lapsed: first.lease.until - 1 })).ok).toBe(false);
    expect((await store.claim({ play: second, limit: 1, lapsed: first.lease.until })).ok).toBe(true);
    expect((await store.byId(first.id))?.ended).toEqual({ at: first.lease.until, reason: 'lease-expired' });
    expect(await store.write({ play: after(first) })).toBe(false);
  });

  test('a lapsed lease that nobody wanted may be renewed', async () => {
    const store = await open();
    const play = somePlay();
    await store.claim({ play, limit: 1, lapsed: START });
    const renewed = after(play, { lease: { from: START + 50_000, until: START + 95_000 } });
    expect(await store.write({ play: renewed })).toBe(true);
    expect(await store.byId(play.id)).toEqual(renewed);
  });

  test('a device plays one thing: its earlier play is replaced and takes no slot', async () => {
    const store = await open();
    const first = somePlay();
    await store.claim({ play: first, limit: 1, lapsed: START });
    const { household, device } = first;
    const second = somePlay({ household, device, startedAt: START + 1000 });
    expect((await store.claim({ play: second, limit: 1, lapsed: START })).ok).toBe(true);
    expect((await store.byId(first.id))?.ended).toEqual({ at: START + 1000, reason: 'replaced' });
  });

  test('a play goes on in another with a limit of one: both in one act, and the source takes no more writes', async () => {
    const store = await open();
    const source = somePlay();
    await store.claim({ play: source, limit: 1, lapsed: START });
    const target = somePlay({ household: source.household, from: source.id, startedAt: START + 1000 });
    expect(await store.claim({ play: target, limit: 1, lapsed: START })).toEqual({ ok: true, value: null });
    expect((await store.byId(source.id))?.ended).toEqual({ at: START + 1000, reason: 'continued-elsewhere' });
    expect(await store.byId(target.id)).toEqual(target);
    expect(await store.write({ play: after(source), receipt: receiptOf(source, 1) })).toBe(false);
    expect(await store.unended({ household: source.household })).toHaveLength(1);
  });

  test('a play that may not go on elsewhere, because other plays hold the slots, is left as it was', async () => {
    const store = await open();
    const source = somePlay();
    const other = somePlay({ household: source.household });
    await store.claim({ play: source, limit: 2, lapsed: START });
    await store.claim({ play: other, limit: 2, lapsed: START });
    const answer = await store.claim({
      play: somePlay({ household: source.household, from: source.id }),
      limit: 1,
      lapsed: START,
    });
    expect(answer.ok ? [] : answer.reason.map((play) => play.id)).toEqual([other.id]);
    expect(await store.byId(source.id)).toEqual(source);
  });

  test('a play named by another household is not ended by it', async () => {
    const store = await open();
    const source = somePlay();
    await store.claim({ play: source, limit: 1, lapsed: START });
    expect((await store.claim({ play: somePlay({ from: source.id }), limit: 1, lapsed: START })).ok).toBe(true);
    expect(await store.byId(source.id)).toEqual(source);
  });

  test('twenty screens that take one play over at once on a limit of one leave exactly one play', async () => {
    const store = await open();
    const source = somePlay();
    await store.claim({ play: source, limit: 1, lapsed: START });
    const { household } = source;
    const claims = Array.from({ length: 20 }, () =>
      store.claim({ play: somePlay({ household, from: source.id }), limit: 1, lapsed: START }),
    );
    expect((await Promise.all(claims)).filter((answer) => answer.ok)).toHaveLength(1);
    expect(await store.unended({ household })).toHaveLength(1);
  });

  test('of many writes on the same version exactly one is kept, with its receipt', async () => {
    const store = await open();
    const play = somePlay();
    await store.claim({ play, limit: 1, lapsed: START });
    const writes = Array.from({ length: 20 }, (_, index) =>
      store.write({
        play: after(play, { heard: { ...play.heard, sequence: index + 1 } }),
        receipt: receiptOf(play, index + 1),
        keyIssue: { id: `issue-${play.id}-${index}`, play: play.id, kids: ['ab'], grant: 'g', epoch: 7, at: START },
      }),
    );
    const written = await Promise.all(writes);
    expect(written.filter(Boolean)).toHaveLength(1);
    const kept = written.indexOf(true) + 1;
    expect((await store.byId(play.id))?.heard.sequence).toBe(kept);
    expect(await store.receiptsOf(play.id)).toEqual([receiptOf(play, kept)]);
  });

  test('an ended play takes no more writes and no more receipts', async () => {
    const store = await open();
    const play = somePlay();
    await store.claim({ play, limit: 1, lapsed: START });
    const ended = after(play, { ended: { at: START + 1, reason: 'denied:takedown' } });
    expect(await store.write({ play: ended, receipt: receiptOf(play, 1) })).toBe(true);
    expect(await store.write({ play: after(ended), receipt: receiptOf(play, 2) })).toBe(false);
    expect(await store.byId(play.id)).toEqual(ended);
    expect(await store.receiptsOf(play.id)).toHaveLength(1);
  });

  test('claims and renewals at the edge of a lease never leave more plays than the limit', async () => {
    const store = await open();
    const first = somePlay();
    await store.claim({ play: first, limit: 1, lapsed: START });
    const [renewed, claimed] = await Promise.all([
      store.write({ play: after(first, { lease: { from: START + 45_000, until: START + 90_000 } }) }),
      store.claim({ play: somePlay({ household: first.household }), limit: 1, lapsed: first.lease.until }),
    ]);
    expect([renewed, claimed.ok].filter(Boolean)).toHaveLength(1);
    expect(await store.unended({ household: first.household })).toHaveLength(1);
  });

  test('unended plays are found by work, household and device', async () => {
    const store = await open();
    const { household, work } = somePlay();
    const one = somePlay({ household, work });
    const two = somePlay({ household, work, startedAt: START + 1 });
    await store.claim({ play: one, limit: 2, lapsed: START });
    await store.claim({ play: two, limit: 2, lapsed: START });
    const ids = async (of: Parameters<PlayStore['unended']>[0]) => (await store.unended(of)).map((play) => play.id);
    expect(await ids({ work })).toEqual([one.id, two.id]);
    expect(await ids({ household })).toEqual([one.id, two.id]);
    expect(await ids({ device: two.device })).toEqual([two.id]);
    await store.write({ play: after(one, { ended: { at: START, reason: 'stopped' } }) });
    expect(await ids({ work })).toEqual([two.id]);
  });

  test('the sweep ends what lapsed, and only that', async () => {
    const store = await open();
    const long = START - 900 * MINUTE_MS;
    const lapsed = somePlay({ lease: { from: long, until: long + 45_000 } });
    const running = somePlay({ lease: { from: long, until: long + 45_001 } });
    await store.claim({ play: lapsed, limit: 1, lapsed: long });
    await store.claim({ play: running, limit: 1, lapsed: long });
    expect(await store.endLapsed(long + 45_000)).toBe(1);
    expect((await store.byId(lapsed.id))?.ended).toEqual({ at: long + 45_000, reason: 'lease-expired' });
    expect((await store.byId(running.id))?.ended).toBeNull();
  });

  test('a play that was started later holds the resume mark against an older one that only says where it is', async () => {
    const store = await open();
    const tv = somePlay();
    const phone = somePlay({ profile: tv.profile, work: tv.work, startedAt: START + 1000 });
    await store.claim({ play: tv, limit: 1, lapsed: START });
    await store.claim({ play: phone, limit: 1, lapsed: START });
    const mark = async () => (await store.resumeMark(tv.profile, tv.work))?.positionMs;
    const beat = async (play: Play, changes: Partial<ResumeOffer>) => {
      const stored = (await store.byId(play.id)) ?? play;
      await store.write({ play: after(stored), resume: offer(play, changes) });
      return mark();
    };
    expect(await mark()).toBeUndefined();
    expect(await beat(tv, { positionMs: 20_000, at: START })).toBe(20_000);
    expect(await beat(phone, { positionMs: 28_000, at: START + 10_000 })).toBe(28_000);
    expect(await beat(tv, { positionMs: 20_000, at: START + 20_000, watchedNow: false })).toBe(28_000);
    expect(await beat(tv, { positionMs: 21_000, at: START + 70_000 })).toBe(28_000);
    expect(await beat(phone, { positionMs: 5_000, at: START + 71_000 })).toBe(5_000);
    expect(await beat(tv, { positionMs: 21_000, at: START + 140_000, watchedNow: false })).toBe(5_000);
    expect(await beat(tv, { positionMs: 22_000, at: START + 140_001 })).toBe(22_000);
    expect(await beat(tv, { positionMs: 23_000, at: START + 200_000, watchedNow: false })).toBe(23_000);
  });

  test('resume marks are listed latest first, for one profile', async () => {
    const store = await open();
    const { profile } = somePlay();
    const plays = [1, 2, 3].map((minutes) => somePlay({ profile, startedAt: START + minutes }));
    for (const [index, play] of plays.entries()) {
      await store.claim({ play, limit: 1, lapsed: START });
      await store.write({ play: after(play), resume: offer(play, { at: START + index }) });
    }
    const works = (await store.resumeMarks(profile, 2)).map((mark) => mark.work);
    expect(works).toEqual([plays[2]?.work, plays[1]?.work]);
    expect(await store.resumeMarks(asId('other'), 2)).toEqual([]);
    await store.forgetMarks(asId('other'));
    expect(await store.resumeMarks(profile, 9)).toHaveLength(3);
    await store.forgetMarks(profile);
    expect(await store.resumeMarks(profile, 9)).toEqual([]);
    const running = somePlay({ profile, startedAt: START + 4 });
    await store.claim({ play: running, limit: 1, lapsed: START });
    await store.write({ play: after(running), resume: offer(running, { at: START + 4 }) });
    expect(await store.resumeMarks(profile, 9)).toEqual([]);
    await store.forgetMarks(profile); // once more is no error
  });
}
