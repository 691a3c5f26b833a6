import { asId } from '@duoping/kit';
import { describe, expect, test } from 'vitest';
import { type Order, offerPlay, offersTo, ordersFor, steerPlay, stopElsewhere } from './index.ts';
import { remoteStoreContract } from './remote-store.contract.ts';
import { beat, playing, reasonOf } from './testing-acts.ts';
import { anEvening, type Evening, PHONE, TABLET, TV } from './testing-evening.ts';
import { memoryRemote } from './testing-remote.ts';

const WANG = asId<'household'>('wang');
const NEIGHBOURS = asId<'household'>('neighbours');

async function aRemote() {
  const evening = anEvening();
  const play = await playing(evening, TV);
  const ports = { playback: evening.ports, remote: memoryRemote() };
  const press = (id: string, order: Order, household = WANG) => steerPlay(ports, { play, household, id, order });
  const heard = async (after = 0, device = TV) => {
    const answer = await ordersFor(ports, { play, device, after });
    return answer.ok ? answer.value : answer.reason.reason;
  };
  return { evening, play, ports, press, heard };
}

describe('orders in memory', () => remoteStoreContract(async () => memoryRemote()));

describe('a phone as remote', () => {
  test('what is pressed is heard by the screen that plays, once, however often it is said', async () => {
    const { press, heard } = await aRemote();
    expect((await press('one', { kind: 'pause' })).ok).toBe(true);
    expect((await press('one', { kind: 'pause' })).ok).toBe(true);
    expect((await press('two', { kind: 'skip', seconds: 10 })).ok).toBe(true);
    const orders = await heard();
    expect(orders).toMatchObject([{ kind: 'pause' }, { kind: 'skip', seconds: 10 }]);
    expect(await heard(typeof orders === 'string' ? 0 : (orders.at(-1)?.number ?? 0))).toEqual([]);
  });

  test('an order that comes too late is not carried out', async () => {
    const { evening, press, heard } = await aRemote();
    await press('one', { kind: 'pause' });
    evening.at += 10_000;
    expect(await heard()).toHaveLength(1);
    evening.at++;
    expect(await heard()).toEqual([]);
  });

  test('the neighbours cannot steer it, and no other screen hears what is meant for this one', async () => {
    const { press, heard } = await aRemote();
    expect(reasonOf(await press('one', { kind: 'pause' }, NEIGHBOURS))).toBe('unknown-play');
    expect(await heard()).toEqual([]);
    await press('two', { kind: 'pause' });
    expect(await heard(0, PHONE)).toBe('unknown-play');
  });

  test('what was stopped is heard with its reason, and takes no more orders', async () => {
    const { evening, play, press, heard } = await aRemote();
    await stopElsewhere(evening.ports, { play, household: WANG });
    expect(await heard()).toBe('stopped-elsewhere');
    expect(reasonOf(await press('one', { kind: 'play' }))).toBe('stopped-elsewhere');
  });

  test('without a clock that is believed, nothing is steered, heard or offered', async () => {
    const { evening, ports, press, heard } = await aRemote();
    evening.clockTrusted = false;
    expect(reasonOf(await press('one', { kind: 'play' }))).toBe('clock-untrusted');
    expect(await heard()).toBe('clock-untrusted');
    const unasked = { ...ports.remote, offersTo: () => Promise.reject(new Error('asked for no instant')) };
    expect(await offersTo({ ...ports, remote: unasked }, PHONE)).toEqual([]);
  });

  test('a screen that fell silent is not steered', async () => {
    const { evening, press } = await aRemote();
    evening.at += 45_000;
    expect(reasonOf(await press('one', { kind: 'play' }))).toBe('lease-expired');
  });
});

describe('a film that is sent to another screen', () => {
  const send = (
    { ports, play }: Awaited<ReturnType<typeof aRemote>>,
    device: typeof TV,
    household = WANG,
  ): ReturnType<typeof offerPlay> => offerPlay(ports, { play, household, to: { device, territory: 'CN' } });

  test('is offered there for two minutes, and plays on here until it is taken', async () => {
    const room = await aRemote();
    expect((await send(room, PHONE)).ok).toBe(true);
    expect(await offersTo(room.ports, PHONE)).toEqual([room.play]);
    expect(await offersTo(room.ports, TABLET)).toEqual([]);
    expect(reasonOf(await beat(room.evening, room.play, 1, []))).toBe('ok');
    room.evening.at += 120_000;
    expect(await offersTo(room.ports, PHONE)).toEqual([room.play]);
    room.evening.at++;
    expect(await offersTo(room.ports, PHONE)).toEqual([]);
  });

  test('is not offered where it is not licensed, nor by or to the neighbours', async () => {
    const room = await aRemote();
    room.evening.denies = ({ screen }) => (screen === 'phone' ? 'screen' : undefined);
    expect(reasonOf(await send(room, PHONE))).toBe('screen');
    expect(reasonOf(await send(room, TABLET, NEIGHBOURS))).toBe('unknown-play');
    expect(reasonOf(await send(room, asId('a neighbour')))).toBe('device-removed');
    expect(await offersTo(room.ports, PHONE)).toEqual([]);
  });

  test('a screen of another household is not told what plays here', async () => {
    const room = await aRemote();
    const { viewing } = room.evening.ports.viewers;
    const abroad: Evening['ports']['viewers'] = {
      async viewing(...ask) {
        const found = await viewing(...ask);
        if (found === undefined || found === 'unknown-profile') return found;
        return { ...found, household: { ...found.household, id: NEIGHBOURS } };
      },
    };
    const ports = { ...room.ports, playback: { ...room.evening.ports, viewers: abroad } };
    expect(reasonOf(await send({ ...room, ports }, PHONE))).toBe('device-removed');
    expect(await offersTo(ports, PHONE)).toEqual([]);
  });
});
