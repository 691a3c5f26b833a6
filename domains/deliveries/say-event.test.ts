import { asId, DAY_MS, type Instant } from '@duoping/kit';
import { buildIndex, decide, type Grant, rightsHistory } from '@duoping/rights';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { knownFacts } from '#licensing';
import { failNth } from './failing-ports.test-support.ts';
import {
  amendContract,
  applyDelivery,
  type DeliveryPorts,
  rollBackDelivery,
  type SaidEvent,
  sayEvent,
  supposeEvent,
} from './index.ts';
import type { DeliveryDesk } from './testing.ts';
import { aDesk, alid, avail, bring, contract, type Drop, MEI, NOW, PARTNER, sheet } from './testing-drops.ts';

const PREMIERE = Date.UTC(2026, 6, 1);
const FILM = { partner: PARTNER, alid: alid('film') };
const WAITING: Drop = { 'avails.csv': sheet([avail('film', { Start: 'Theatrical', StartLag: 'P30D', End: 'Open' })]) };

const premiere = (members: Partial<SaidEvent> = {}): SaidEvent => ({
  ...{ kind: 'Theatrical', scope: FILM, territory: 'CN', at: PREMIERE, by: 'Mei', note: 'letter of 3 May' },
  ...members,
});

async function apply(desk: DeliveryDesk, drop: Drop) {
  desk.now += 1000;
  const id = await bring(desk.ports, drop);
  const applied = await applyDelivery(desk.ports, id, { ...MEI, despite: 'in a test' });
  if (!applied.ok) throw new Error(applied.reason);
  return id;
}

async function say(desk: DeliveryDesk, members: Partial<SaidEvent> = {}) {
  desk.now += 1000;
  const said = await sayEvent(desk.ports, premiere(members));
  return said.ok ? said.value : said.reason;
}

const factsOf = async (desk: DeliveryDesk): Promise<readonly Grant[]> => (await desk.licensing.facts()).grants;
const idsOf = async (desk: DeliveryDesk): Promise<readonly string[]> => (await factsOf(desk)).map(({ id }) => id);
const windows = async (desk: DeliveryDesk) =>
  (await factsOf(desk)).map(({ alid: title, territories, window, waits }) => [
    ...[title.split(':').at(-1), territories.include.join(' ')],
    waits ? `waits for ${waits.map(({ event }) => event).join(', ')}` : window.start,
  ]);

/** May the film be listed on a television in China then, as is known now? */
async function answer(desk: DeliveryDesk, at: Instant) {
  const { grants } = await desk.licensing.facts();
  const index = buildIndex({ grants, denials: [], epoch: await desk.licensing.epoch() });
  const work = grants[0]?.work ?? 'film';
  return decide(index, { work, territory: 'CN', screen: 'tv', verb: 'stream' }, at);
}

describe('saying when an event happens', () => {
  test('opens what waited for it, at the event and its lag, and raises the epoch', async () => {
    const desk = await aDesk();
    await apply(desk, WAITING);
    expect(await answer(desk, PREMIERE + 30 * DAY_MS)).toMatchObject({ allow: false, reasons: ['waits-for-event'] });
    const epoch = await desk.licensing.epoch();
    expect(await say(desk)).toMatchObject({ added: true, ended: 1, begun: 1 });
    expect(await desk.licensing.epoch()).toBe(epoch + 1);
    expect((await answer(desk, PREMIERE + 30 * DAY_MS - 1)).allow).toBe(false);
    expect((await answer(desk, PREMIERE + 30 * DAY_MS)).allow).toBe(true);
    expect(desk.announced()).toBe(2);
  });

  test('a later date closes what had opened, in one step, and an earlier one opens it again', async () => {
    const desk = await aDesk();
    await apply(desk, WAITING);
    await say(desk, { at: NOW - 60 * DAY_MS });
    expect((await answer(desk, NOW)).allow).toBe(true);
    const epoch = await desk.licensing.epoch();
    await say(desk, { at: NOW });
    expect(await answer(desk, NOW)).toMatchObject({ allow: false, reasons: ['not-yet'], until: NOW + 30 * DAY_MS });
    expect([await desk.licensing.epoch(), await factsOf(desk)]).toMatchObject([epoch + 1, [{ alid: FILM.alid }]]);
    await say(desk, { at: NOW - 60 * DAY_MS });
    expect((await answer(desk, NOW)).allow).toBe(true);
  });

  test('what is taken back waits again', async () => {
    const desk = await aDesk();
    await apply(desk, WAITING);
    const before = await idsOf(desk);
    await say(desk, { at: NOW - 60 * DAY_MS });
    await say(desk, { at: null, note: 'the premiere is cancelled' });
    expect(await idsOf(desk)).toEqual(before);
    expect(await answer(desk, NOW)).toMatchObject({ allow: false, reasons: ['waits-for-event'] });
  });

  test('what was known when is still told rightly afterwards', async () => {
    const desk = await aDesk();
    await apply(desk, WAITING);
    const dated = desk.now + 1000;
    await say(desk, { at: NOW - 60 * DAY_MS });
    const back = desk.now + 1000;
    await say(desk, { at: null });
    const record = await desk.licensing.record();
    const work = record.grants[0]?.work ?? '';
    const history = rightsHistory(knownFacts(record));
    const told = [dated - 1, dated, back - 1, back].map((known) => {
      const decision = decide(
        history.at(work, known),
        { work, territory: 'CN', screen: 'tv', verb: 'stream' },
        NOW + DAY_MS,
      );
      return decision.allow ? 'yes' : decision.reasons.join(' ');
    });
    expect(told).toEqual(['waits-for-event', 'yes', 'yes', 'waits-for-event']);
  });

  test('the same words under the same id are said once, others never', async () => {
    const desk = await aDesk();
    await apply(desk, WAITING);
    const first = await say(desk);
    if (typeof first === 'string') throw new Error(first);
    const { id } = first.fact;
    const epoch = await desk.licensing.epoch();
    expect(await say(desk, { id })).toEqual({ fact: first.fact, added: false, ended: 0, begun: 0 });
    expect(await say(desk, { id, at: PREMIERE + 1 })).toBe('other-words');
    expect([await desk.licensing.epoch(), (await desk.events.history({ limit: 9 })).length]).toEqual([epoch, 1]);
  });

  test('a title that nobody has delivered yet may be spoken of, a partner that nobody knows may not', async () => {
    const desk = await aDesk();
    expect(await say(desk)).toMatchObject({ added: true, ended: 0, begun: 0 });
    expect(await say(desk, { scope: { partner: 'nobody', alid: FILM.alid } })).toBe('unknown-partner');
    await apply(desk, WAITING);
    expect(await windows(desk)).toEqual([['film', 'CN', PREMIERE + 30 * DAY_MS]]);
  });

  test('another partner’s title, another title, another place and another event change nothing', async () => {
    const desk = await aDesk();
    await desk.ports.deals.savePartner({ id: 'other', name: 'Other', names: {}, illustrative: false });
    await apply(desk, WAITING);
    const before = await idsOf(desk);
    for (const members of [
      { scope: { partner: 'other', alid: FILM.alid } },
      { scope: { partner: PARTNER, alid: alid('next') } },
      { territory: 'HK' },
      { kind: 'Broadcast' as const },
      { scope: { work: 'another work' } },
    ])
      expect(await say(desk, members)).toMatchObject({ added: true, ended: 0, begun: 0 });
    expect(await idsOf(desk)).toEqual(before);
  });

  test('an event of a work dates every partner’s title of it, and the partner’s own word goes first', async () => {
    const desk = await aDesk();
    const eidr = '10.5240/7791-8534-2C23-9030-8610-5';
    await apply(desk, {
      'avails.csv': sheet([avail('film', { Start: 'Theatrical', StartLag: 'P30D', End: 'Open', ContentID: eidr })]),
    });
    await say(desk, { scope: { work: eidr } });
    expect(await windows(desk)).toEqual([['film', 'CN', PREMIERE + 30 * DAY_MS]]);
    await say(desk, { at: PREMIERE + DAY_MS });
    expect(await windows(desk)).toEqual([['film', 'CN', PREMIERE + 31 * DAY_MS]]);
    const [work] = await desk.catalog.works();
    await say(desk, { scope: { work: work?.id ?? '' }, territory: 'HK' });
    await say(desk, { at: null });
    expect(await windows(desk)).toEqual([['film', 'CN', PREMIERE + 30 * DAY_MS]]);
  });
});

describe('an end that waits', () => {
  test('stands open until the event is dated, and closes then', async () => {
    const desk = await aDesk();
    await apply(desk, { 'avails.csv': sheet([avail('film', { End: 'Broadcast', EndLag: '-P1D' })]) });
    expect(await factsOf(desk)).toMatchObject([{ endWaits: { event: 'Broadcast', lag: '-P1D' } }]);
    await say(desk, { kind: 'Broadcast' });
    expect(await factsOf(desk)).toMatchObject([{ window: { end: PREMIERE - DAY_MS } }]);
    expect((await factsOf(desk))[0]).not.toHaveProperty('endUnresolved');
  });
});

describe('what else happened to a title', () => {
  test('a delivery that replaced the row is not undone by an event', async () => {
    const desk = await aDesk();
    await apply(desk, WAITING);
    await apply(desk, { 'avails.csv': sheet([avail('film')]) });
    const before = await idsOf(desk);
    expect(await say(desk)).toMatchObject({ ended: 0, begun: 0 });
    expect(await idsOf(desk)).toEqual(before);
  });

  test('a row that is updated by what it says replaces the one that waits for the same, and no other', async () => {
    const update = { EntryType: 'Update', Start: 'Theatrical', StartLag: 'P30D', End: '2027-06-30' };
    for (const dated of [false, true]) {
      const desk = await aDesk();
      if (dated) await say(desk);
      await apply(desk, WAITING);
      await apply(desk, { 'avails.csv': sheet([avail('film', update)]) });
      expect(await factsOf(desk)).toHaveLength(1);
      await apply(desk, { 'avails.csv': sheet([avail('film', { ...update, StartLag: 'P10D' })]) });
      expect(await factsOf(desk)).toHaveLength(2);
      await say(desk, { at: PREMIERE + DAY_MS });
      expect((await windows(desk)).map(([, , start]) => start).sort()).toEqual([
        PREMIERE + 11 * DAY_MS,
        PREMIERE + 31 * DAY_MS,
      ]);
    }
  });

  test('a new version of the contract counts for what waits, and once it is dated', async () => {
    const desk = await aDesk();
    await apply(desk, WAITING);
    desk.now += 1000;
    const window = { start: '2020-01-01T00:00:00Z', end: '2026-09-01T00:00:00Z' };
    const amended = await amendContract(desk.ports, contract({ version: 2, screens: { phone: {} }, window }));
    expect(amended.ok).toBe(true);
    expect(await factsOf(desk)).toMatchObject([{ contractVersion: 2, screens: { phone: {} }, waits: [{}] }]);
    await say(desk);
    const end = Date.UTC(2026, 8, 1);
    expect(await factsOf(desk)).toMatchObject([{ contractVersion: 2, screens: { phone: {} }, window: { end } }]);
    await say(desk, { at: end });
    expect(await factsOf(desk)).toEqual([]);
    await say(desk, { at: PREMIERE });
    expect(await factsOf(desk)).toMatchObject([{ contractVersion: 2, window: { start: PREMIERE + 30 * DAY_MS } }]);
  });

  test('a delivery that is rolled back leaves what stood before it, with the date that stands now', async () => {
    const desk = await aDesk();
    await apply(desk, WAITING);
    const id = await apply(desk, { 'avails.csv': sheet([avail('film')]) });
    await say(desk);
    const undone = await rollBackDelivery(desk.ports, id, { by: 'Mei', reason: 'wrong file', withLater: false });
    expect(undone.ok).toBe(true);
    expect(await windows(desk)).toEqual([['film', 'CN', PREMIERE + 30 * DAY_MS]]);
  });

  test('what a person left out of a delivery stays out', async () => {
    const desk = await aDesk();
    const rows = [
      avail('film', { Start: 'Theatrical', End: 'Open' }),
      avail('next', { Start: 'Theatrical', End: 'Open', ExceptionFlag: 'YES' }),
    ];
    const id = await bring(desk.ports, { 'avails.csv': sheet(rows) });
    const applied = await applyDelivery(desk.ports, id, { ...MEI, leavingOut: 'not yet' });
    expect(applied.ok).toBe(true);
    await say(desk, { scope: { partner: PARTNER, alid: alid('next') } });
    await say(desk);
    expect(await windows(desk)).toEqual([['film', 'CN', PREMIERE]]);
  });

  test('a film that waits is no film that a viewer loses: a delivery without it is not held for its drop', async () => {
    const desk = await aDesk();
    await apply(desk, WAITING);
    expect(await desk.licensing.countGrants(PARTNER)).toBe(0);
    const id = await bring(desk.ports, { 'avails.csv': sheet([avail('film')]) });
    const applied = await applyDelivery(desk.ports, id, MEI);
    expect(applied.ok && applied.value.report?.diff).toMatchObject({ appears: [{}], disappears: [], changes: [] });
  });
});

describe('supposing an event', () => {
  test('tells what would be granted and changes nothing', async () => {
    const desk = await aDesk();
    await apply(desk, WAITING);
    const before = await desk.licensing.record();
    const supposed = await supposeEvent(desk.ports, premiere());
    expect(supposed).toMatchObject({
      ok: true,
      value: [{ partner: PARTNER, alids: [FILM.alid], grants: [{ window: { start: PREMIERE + 30 * DAY_MS } }] }],
    });
    expect([await desk.licensing.record(), await desk.events.standing()]).toEqual([before, []]);
    await say(desk);
    expect(await idsOf(desk)).toEqual(
      supposed.ok ? supposed.value.flatMap(({ grants }) => grants.map(({ id }) => id)) : [],
    );
  });
});

/** Rows of two titles that hang on events in every way, told in whole and step by step. */
const DROPS: readonly Drop[] = [
  {
    'avails.csv': sheet([
      avail('film', { Start: 'Theatrical', StartLag: 'P30D', End: 'Broadcast', Territory: 'CN', AvailID: 'a1' }),
      avail('film', { LicenseType: 'EST', Start: 'Theatrical', StartLag: 'P60D', End: 'Open', Territory: 'CN' }),
      avail('film', { LicenseType: 'VOD', Start: 'ESTStart', StartLag: 'P30D', End: 'Open', Territory: 'CN' }),
      avail('next', { Start: 'Completed', End: 'Open', Territory: 'HK' }),
    ]),
  },
  { 'avails.csv': sheet([avail('next', { Start: 'Broadcast', End: 'Open', Territory: 'CN' })]) },
  {
    'avails.csv': sheet([
      avail('film', { EntryType: 'Update', Start: 'Theatrical', StartLag: 'P10D', End: 'Open', AvailID: 'a1' }),
    ]),
  },
  { 'avails.csv': sheet([avail('next', { EntryType: 'Create', Start: 'ESTStart', End: 'Open', Territory: 'CN' })]) },
];

/** A box of two films, of which one hangs on events by itself as well. */
const BOX = { WorkType: 'Collection', BundledALIDs: `${alid('film')};${alid('next')}` };
const BOXES: readonly Drop[] = [
  {
    'avails.csv': sheet([
      avail('box', { ...BOX, Start: 'Theatrical', End: 'Open' }),
      avail('film', { LicenseType: 'EST', Start: '2026-01-01', End: 'Broadcast' }),
      avail('next', { Start: 'Completed', End: 'Open' }),
    ]),
  },
  {
    'avails.csv': sheet([
      avail('box', { ...BOX, LicenseType: 'EST', Start: 'Theatrical', StartLag: 'P5D', End: 'Open' }),
      avail('film', { LicenseType: 'EST', Start: 'Theatrical', End: 'Broadcast', EndLag: 'P9D' }),
    ]),
  },
  { 'avails.csv': sheet([avail('film', { Start: 'Broadcast', End: 'Open' })]) },
];

const anEvent: fc.Arbitrary<Partial<SaidEvent>> = fc.record({
  kind: fc.constantFrom('Theatrical', 'Broadcast', 'Completed', 'ESTStart'),
  scope: fc.constantFrom(FILM, { partner: PARTNER, alid: alid('next') }, { partner: PARTNER, alid: alid('box') }),
  territory: fc.constantFrom('CN', 'HK', 'ZZ', 'CN-SH'),
  at: fc.option(
    fc.integer({ min: -40, max: 400 }).map((days) => NOW + days * DAY_MS),
    { nil: null },
  ),
});

test.each([
  ['of a partner that replaces whole titles', DROPS, {}],
  ['of one that replaces edits and territories', DROPS, { rules: { replaces: 'edit-territory' } }],
  ['of one that delivers boxes with what is in them', BOXES, { rules: { includesMembers: true } }],
])(
  'events that are dated before deliveries, between them or after give equal grants, also once one is rolled back: %s',
  async (_, drops, rules) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anEvent, { maxLength: 5 }),
        fc.array(fc.nat({ max: drops.length }), { minLength: 5, maxLength: 5 }).map((all) => all.toSorted()),
        async (events, moments) => {
          const places: string[][][] = [];
          for (const momentOf of [() => 0, (at: number) => moments[at] ?? 0, () => drops.length]) {
            const desk = await aDesk();
            await desk.ports.deals.addContract(contract({ version: 2, ...rules }), NOW);
            let last = asId<'Delivery'>('');
            for (let drop = 0; drop <= drops.length; drop++) {
              for (const at of events.keys())
                if (momentOf(at) === drop)
                  await say(desk, { ...events[at], id: asId(`0190f000-0000-7000-8000-00000000e${at}00`) });
              const files = drops[drop];
              if (files) last = await apply(desk, files);
            }
            const applied = [...(await idsOf(desk))].sort();
            await rollBackDelivery(desk.ports, last, { by: 'Mei', reason: 'wrong file', withLater: false });
            places.push([applied, [...(await idsOf(desk))].sort()]);
          }
          const [before, between, after] = places;
          expect(between).toEqual(before);
          expect(after).toEqual(before);
        },
      ),
      { numRuns: 60 },
    );
  },
);

test.each(['before', 'after'] as const)(
  'whichever call of a port fails %s its work, an event is said whole or not at all, and can be said again',
  async (when) => {
    const ready = async () => {
      const desk = await aDesk();
      await apply(desk, WAITING);
      return desk;
    };
    const id = (await ready()).ports.ids.next<'Event'>();
    const tell = async (ports: DeliveryPorts): Promise<void> => {
      const said = await sayEvent(ports, { ...premiere({ scope: FILM }), id });
      if (!said.ok) throw new Error(said.reason);
    };
    const stateOf = async (desk: DeliveryDesk) => [
      await idsOf(desk),
      (await desk.events.standing()).map(({ at }) => at),
    ];
    const reference = await ready();
    const before = await stateOf(reference);
    await tell(reference.ports);
    const after = await stateOf(reference);
    const failedAt = new Set<string>();
    for (let nth = 1; ; nth++) {
      const desk = await ready();
      const { state, ports } = failNth(desk.ports, nth, when);
      await tell(ports).catch(() => undefined);
      if (state.failed === '') break;
      failedAt.add(state.failed);
      const kept = state.failed === 'announce';
      expect(await stateOf(desk), state.failed).toEqual(kept ? after : before);
      await tell(desk.ports);
      expect(await stateOf(desk), `after ${state.failed}`).toEqual(after);
    }
    for (const call of ['events.say', 'deliveries.appliedTo', 'objects.read', 'grants.replaceGrants', 'announce'])
      expect(failedAt).toContain(call);
  },
);
