import { asId, DAY_MS, HOUR_MS } from '@duoping/kit';
import { decide } from '@duoping/rights';
import { grant, instant, request } from '@duoping/rights/testing';
import { describe, expect, test } from 'vitest';
import { notice } from './case-store.contract.ts';
import {
  type CasePorts,
  type CaseRefusal,
  DEFAULT_CLOCKS,
  earlierOf,
  livingRights,
  missingIn,
  missingInCounter,
  noteAct,
  openCase,
  type PaperAct,
  removeForCase,
  restoreForCase,
  stateOf,
  type TakedownCase,
  type TakedownNotice,
} from './index.ts';
import { memoryCases, memoryLicensing } from './testing.ts';

const RECEIVED = instant('2026-11-20T15:00:00Z');

async function aDesk() {
  const [store, cases] = [memoryLicensing(), memoryCases()];
  for (const work of ['film', 'other'])
    await store.replaceGrants({ partner: 'example', alids: [work], grants: [grant({ work, alid: work })] }, RECEIVED);
  const rights = livingRights(store, () => RECEIVED);
  await rights.refresh();
  let made = 0;
  const desk = { now: RECEIVED };
  const ports: CasePorts = {
    clock: { now: () => desk.now },
    ids: { next: () => asId(`0190f000-0000-7000-8000-${String(++made).padStart(12, '0')}`) },
    clocks: DEFAULT_CLOCKS,
    atomically: async (work) => {
      const undo = [store.snapshot(), cases.snapshot()];
      try {
        return await work({ cases, denials: store });
      } catch (error) {
        for (const back of undo) back();
        throw error;
      }
    },
    announce: rights.refresh,
  };
  const sees = (work = 'film') => {
    const decision = decide(rights.current(), request({ work }), RECEIVED);
    return decision.allow ? 'allowed' : decision.reasons[0];
  };
  return { desk, ports, store, cases, rights, sees };
}
type Desk = Awaited<ReturnType<typeof aDesk>>;

async function opened({ ports }: Desk, members: Partial<TakedownNotice> = {}): Promise<TakedownCase['id']> {
  const answer = await openCase(ports, notice({ receivedAt: RECEIVED, ...members }), 'Mei');
  if (!answer.ok) throw new Error(answer.reason);
  return answer.value.id;
}
const outcome = (answer: { ok: true; value: TakedownCase } | { ok: false; reason: CaseRefusal }) =>
  answer.ok ? stateOf(answer.value) : answer.reason;
const counter: PaperAct = {
  act: 'countered',
  statement: notice({
    attestations: { signature: 'P. Roe', mistake: 'under penalty of perjury', jurisdiction: 'I consent' },
  }),
};
const CN = { regime: 'cn-468', evidence: ['certificate'] } as const;
const cnCounter: PaperAct = { act: 'countered', statement: notice({ evidence: ['our contract'] }) };

describe('a case', () => {
  test('takes its titles from every path at once, names itself on each denial, and gives them back', async () => {
    const desk = await aDesk();
    const id = await opened(desk, { scope: { works: ['film', 'other'] } });
    expect([desk.sees(), desk.sees('other')]).toEqual(['allowed', 'allowed']);
    const removed = await removeForCase(desk.ports, id, { by: 'Bo' });
    expect([outcome(removed), desk.sees(), desk.sees('other')]).toEqual([
      'removed',
      'denied:takedown',
      'denied:takedown',
    ]);
    expect((await desk.store.denials()).map((denial) => [denial.case, denial.authority, denial.by])).toEqual([
      [id, 'Rights & Co', 'Bo'],
      [id, 'Rights & Co', 'Bo'],
    ]);
    const entry = removed.ok ? removed.value.entries.at(-1) : undefined;
    expect(entry).toMatchObject({ act: 'removed', by: 'Bo', epoch: desk.rights.epoch() });
    expect(outcome(await restoreForCase(desk.ports, id, { by: 'Mei', because: 'claimant-withdrew' }))).toBe('restored');
    expect([desk.sees(), desk.sees('other')]).toEqual(['allowed', 'allowed']);
    expect((await desk.cases.find(id))?.entries.map(({ act }) => act)).toEqual(['opened', 'removed', 'restored']);
  });

  test('of a partner or a contract suspends all that it granted', async () => {
    const desk = await aDesk();
    const id = await opened(desk, { regime: 'contract', scope: { works: [], partner: 'example' } });
    await removeForCase(desk.ports, id, { by: 'Bo' });
    expect([desk.sees(), desk.sees('other')]).toEqual(['denied:suspension', 'denied:suspension']);
  });

  test('names something, or is none', async () => {
    const { ports } = await aDesk();
    expect(await openCase(ports, notice({ scope: { works: [] } }), 'Mei')).toEqual({
      ok: false,
      reason: 'nothing-named',
    });
  });
});

describe('what a notice must hold', () => {
  const blank = { name: '', contact: '', address: '', authority: '' };
  const nothing = { subject: ' ', locations: [], evidence: [], attestations: {}, party: blank };
  test.each<[TakedownNotice['regime'], readonly string[]]>([
    ['dmca', ['signature', 'subject', 'locations', 'name', 'contact', 'good-faith', 'accuracy']],
    ['cn-468', ['name', 'contact', 'address', 'subject', 'locations', 'evidence']],
    ['order', ['name', 'subject']],
    ['contract', ['name', 'subject']],
  ])('under %s', (regime, members) => {
    expect(missingIn(notice({ regime, ...nothing }))).toEqual(members);
    expect(missingIn(notice({ regime, evidence: ['certificate'] }))).toEqual([]);
  });

  test('and a counter-notice, where the regime knows one', () => {
    expect(missingInCounter('dmca', notice(nothing))).toEqual([
      ...['signature', 'locations', 'mistake', 'name', 'contact', 'address', 'jurisdiction'],
    ]);
    expect(missingInCounter('cn-468', notice(nothing))).toHaveLength(6);
    expect([missingInCounter('order', notice()), missingInCounter('contract', notice())]).toEqual([
      undefined,
      undefined,
    ]);
  });

  test('an incomplete one removes nothing unless a person says so', async () => {
    const desk = await aDesk();
    const id = await opened(desk, { attestations: {} });
    expect([outcome(await removeForCase(desk.ports, id, { by: 'Bo' })), desk.sees()]).toEqual([
      'incomplete',
      'allowed',
    ]);
    expect(outcome(await removeForCase(desk.ports, id, { by: 'Bo', despite: true }))).toBe('removed');
    expect(desk.sees()).toBe('denied:takedown');
  });
});

describe('after a counter-notice', () => {
  test('under the DMCA the title comes back after ten business days and not a moment before', async () => {
    const desk = await aDesk();
    const id = await opened(desk);
    await removeForCase(desk.ports, id, { by: 'Bo' });
    expect(outcome(await noteAct(desk.ports, id, counter, 'Mei'))).toBe('countered');
    expect(outcome(await noteAct(desk.ports, id, { act: 'counter-forwarded', to: 'Rights & Co' }, 'Mei'))).toBe(
      'countered',
    );
    const restore = async () => outcome(await restoreForCase(desk.ports, id, { by: 'Mei', because: 'counter-notice' }));
    for (const [now, wanted] of [
      [RECEIVED + DAY_MS, 'too-early'],
      [instant('2026-12-08T04:59:59Z'), 'too-early'],
      [instant('2026-12-08T05:00:00Z'), 'restored'],
    ] as const) {
      desk.desk.now = now;
      expect([now, await restore()]).toEqual([now, wanted]);
    }
    expect(desk.sees()).toBe('allowed');
  });

  test('a suit keeps it away, until the court says otherwise', async () => {
    const desk = await aDesk();
    const id = await opened(desk);
    await removeForCase(desk.ports, id, { by: 'Bo' });
    await noteAct(desk.ports, id, counter, 'Mei');
    expect(outcome(await noteAct(desk.ports, id, { act: 'suit-filed', reference: '26-cv-1' }, 'Mei'))).toBe('suit');
    desk.desk.now = RECEIVED + 60 * DAY_MS;
    const because = (cause: 'counter-notice' | 'court') =>
      restoreForCase(desk.ports, id, { by: 'Mei', because: cause });
    expect([outcome(await because('counter-notice')), desk.sees()]).toEqual(['suit-filed', 'denied:takedown']);
    expect([outcome(await because('court')), desk.sees()]).toEqual(['restored', 'allowed']);
  });

  test('under Decree 468 it comes back at once, and the claimant’s next notice of it is recognised', async () => {
    const desk = await aDesk();
    const id = await opened(desk, CN);
    await removeForCase(desk.ports, id, { by: 'Bo' });
    await noteAct(desk.ports, id, cnCounter, 'Mei');
    desk.desk.now += HOUR_MS;
    expect(outcome(await restoreForCase(desk.ports, id, { by: 'Mei', because: 'counter-notice' }))).toBe('restored');
    const cases = await desk.cases.all();
    expect(earlierOf(notice(CN), cases)?.id).toBe(id);
    const [party, scope] = [{ ...notice().party, name: 'Somebody else' }, { works: ['other'] }];
    for (const other of [notice(), notice({ ...CN, party }), notice({ ...CN, scope })])
      expect(earlierOf(other, cases)).toBeUndefined();
  });
});

describe('what doesn’t follow', () => {
  const RESTORE = 'counter-notice';
  test.each<[string, (desk: Desk, id: TakedownCase['id']) => Promise<unknown>, string]>([
    [
      'restoring what was never removed',
      (d, id) => restoreForCase(d.ports, id, { by: 'x', because: 'court' }),
      'not-removed',
    ],
    ['countering what was never removed', (d, id) => noteAct(d.ports, id, counter, 'x'), 'not-removed'],
    [
      'forwarding a counter-notice that never came',
      (d, id) => noteAct(d.ports, id, { act: 'counter-forwarded', to: 'y' }, 'x'),
      'not-countered',
    ],
  ])('%s', async (_, act, reason) => {
    const desk = await aDesk();
    expect(await act(desk, await opened(desk))).toEqual({ ok: false, reason });
  });

  test('removing twice, an incomplete counter-notice, one where none is known, and anything after the end', async () => {
    const desk = await aDesk();
    const id = await opened(desk);
    await removeForCase(desk.ports, id, { by: 'Bo' });
    expect(outcome(await removeForCase(desk.ports, id, { by: 'Bo' }))).toBe('already-removed');
    const bare: PaperAct = { act: 'countered', statement: notice({ attestations: {} }) };
    expect(outcome(await noteAct(desk.ports, id, bare, 'Mei'))).toBe('incomplete');
    expect(outcome(await restoreForCase(desk.ports, id, { by: 'Mei', because: RESTORE }))).toBe('not-countered');
    const order = await opened(desk, { regime: 'order' });
    await removeForCase(desk.ports, order, { by: 'Bo' });
    expect(outcome(await noteAct(desk.ports, order, counter, 'Mei'))).toBe('no-counter-notice');
    expect(outcome(await noteAct(desk.ports, order, { act: 'closed', outcome: 'settled' }, 'Mei'))).toBe('closed');
    for (const act of [counter, { act: 'closed', outcome: 'again' }] as const)
      expect(outcome(await noteAct(desk.ports, order, act, 'Mei'))).toBe('case-ended');
    expect(outcome(await restoreForCase(desk.ports, order, { by: 'Mei', because: 'court' }))).toBe('case-ended');
    expect(desk.sees()).toBe('denied:takedown');
    const nobodys = asId<'TakedownCase'>('0190f000-0000-7000-8000-999999999999');
    expect(outcome(await removeForCase(desk.ports, nobodys, { by: 'Bo' }))).toBe('unknown-case');
  });
});

test('whichever step fails, a removal and a restoral are whole or not there at all', async () => {
  for (const failing of ['addDenial', 'add', 'liftDenial', 'announce'] as const)
    for (const nth of [1, 2]) {
      const desk = await aDesk();
      const id = await opened(desk, { scope: { works: ['film', 'other'] } });
      let calls = 0;
      const step = async (name: string) => {
        if (name === failing && ++calls === nth) throw new Error('port failed');
      };
      const broken: CasePorts = {
        ...desk.ports,
        announce: async () => {
          await step('announce');
          await desk.ports.announce();
        },
        atomically: (work) =>
          desk.ports.atomically(({ cases, denials }) =>
            work({
              cases: {
                ...cases,
                add: async (...args) => {
                  await step('add');
                  return cases.add(...args);
                },
              },
              denials: {
                ...denials,
                addDenial: async (...args) => {
                  await step('addDenial');
                  return denials.addDenial(...args);
                },
                liftDenial: async (...args) => {
                  await step('liftDenial');
                  return denials.liftDenial(...args);
                },
              },
            }),
          ),
      };
      const act = async () => {
        await removeForCase(broken, id, { by: 'Bo' });
        await restoreForCase(broken, id, { by: 'Bo', because: 'mistake' });
      };
      await act().catch(() => undefined);
      await desk.rights.refresh();
      const found = await desk.cases.find(id);
      const denials = (await desk.store.denials()).length;
      const state = found && stateOf(found);
      expect([failing, nth, state, denials, desk.sees()]).toEqual([
        failing,
        nth,
        ...(state === 'removed' ? ['removed', 2, 'denied:takedown'] : [state, 0, 'allowed']),
      ]);
    }
});
