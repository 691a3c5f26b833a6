/** What every store of devices and pairings must do, whatever engine is behind it. Run it inside a `describe`. */
import { asId, MINUTE_MS, SECOND_MS } from '@duoping/kit';
import { expect, test } from 'vitest';
import { authenticateDevice, type DeviceStore, removeDevice } from './device.ts';
import {
  approvePairing,
  denyPairing,
  type PairingPorts,
  type PairingStore,
  pollPairing,
  previewPairing,
  requestPairing,
} from './pair-device.ts';
import { countingIds, repeatableBytes, SettableClock } from './testing.ts';

const START = Date.UTC(2026, 10, 22, 18);
const household = asId<'household'>('h1');
const TV = { id: 'tv-55', name: 'Mi TV 55', screen: 'tv' } as const;
let worlds = 0;

export function pairingContract(open: () => Promise<{ devices: DeviceStore; pairings: PairingStore }>): void {
  const world = async () => {
    const stores = await open();
    await stores.devices.putModel(TV);
    const seed = ++worlds;
    const clock = new SettableClock(START + seed * 60 * MINUTE_MS);
    const ports: PairingPorts = {
      ...stores,
      clock,
      random: repeatableBytes(seed * 7919),
      ids: countingIds(`device-${seed}-`),
    };
    return { ports, clock, approver: `person-${seed}` };
  };

  const offered = async (ports: PairingPorts, deviceName = 'Living room') => {
    const offer = await requestPairing(ports, { model: TV.id, deviceName });
    if (!offer.ok) throw new Error(offer.reason);
    return offer.value;
  };

  test('a TV shows a code, the viewer approves it, and the TV gets a token that works', async () => {
    const { ports, clock, approver } = await world();
    const offer = await offered(ports);
    expect(offer.userCode).toMatch(/^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$/);
    const question = { deviceCode: offer.deviceCode, model: TV.id };
    expect(await pollPairing(ports, question)).toEqual({ ok: false, reason: 'authorization_pending' });
    const typed = offer.userCode.toLowerCase().replace('-', ' ');
    expect(await previewPairing(ports, { userCode: typed, approver })).toMatchObject({
      ok: true,
      value: { deviceName: 'Living room', model: TV },
    });
    expect(await approvePairing(ports, { userCode: typed, household, approver })).toMatchObject({ ok: true });
    clock.at += 5 * SECOND_MS;
    const answer = await pollPairing(ports, question);
    if (!answer.ok) throw new Error(answer.reason);
    const device = await authenticateDevice(ports.devices, answer.value.accessToken);
    expect(device).toMatchObject({ id: answer.value.device.id, household, model: TV.id, name: 'Living room' });
    expect(device?.tokenHash).not.toContain(answer.value.accessToken);
  });

  test('an approved code gives exactly one device, however often and fast it is polled at once', async () => {
    const { ports, approver } = await world();
    const offer = await offered(ports);
    await approvePairing(ports, { userCode: offer.userCode, household, approver });
    const question = { deviceCode: offer.deviceCode, model: TV.id };
    const answers = await Promise.all(Array.from({ length: 20 }, () => pollPairing(ports, question)));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    const others = answers.flatMap((answer) => (answer.ok ? [] : [answer.reason]));
    expect(new Set(others)).toEqual(new Set(['invalid_grant']));
  });

  test('polling faster than the interval is told to slow down, by five seconds more each time', async () => {
    const { ports, clock } = await world();
    const offer = await offered(ports);
    const ask = () => pollPairing(ports, { deviceCode: offer.deviceCode, model: TV.id });
    const heard: string[] = [];
    for (const wait of [0, 4, 9, 14, 20]) {
      clock.at += wait * SECOND_MS;
      const answer = await ask();
      heard.push(answer.ok ? 'token' : answer.reason);
    }
    expect(heard).toEqual(['authorization_pending', 'slow_down', 'slow_down', 'slow_down', 'authorization_pending']);
  });

  test('a code ends after ten minutes, approved or not', async () => {
    const { ports, clock, approver } = await world();
    const offer = await offered(ports);
    await approvePairing(ports, { userCode: offer.userCode, household, approver });
    clock.at += 10 * MINUTE_MS;
    const question = { deviceCode: offer.deviceCode, model: TV.id };
    expect(await pollPairing(ports, question)).toEqual({ ok: false, reason: 'expired_token' });
    const late = await approvePairing(ports, { userCode: offer.userCode, household, approver });
    expect(late).toEqual({ ok: false, reason: 'wrong-code' });
  });

  test('a pairing the viewer denied tells the device so', async () => {
    const { ports, approver } = await world();
    const offer = await offered(ports);
    await denyPairing(ports, { userCode: offer.userCode, approver });
    const answer = await pollPairing(ports, { deviceCode: offer.deviceCode, model: TV.id });
    expect(answer).toEqual({ ok: false, reason: 'access_denied' });
  });

  test('another model cannot poll with a stolen device code', async () => {
    const { ports, approver } = await world();
    const offer = await offered(ports);
    await approvePairing(ports, { userCode: offer.userCode, household, approver });
    const stolen = await pollPairing(ports, { deviceCode: offer.deviceCode, model: 'phone' });
    expect(stolen).toEqual({ ok: false, reason: 'invalid_client' });
  });

  test('five wrong ends of one code deny it for good', async () => {
    const { ports, approver } = await world();
    const offer = await offered(ports);
    const wrong = `${offer.userCode.slice(0, 8)}${offer.userCode.endsWith('B') ? 'C' : 'B'}`;
    for (let entry = 0; entry < 5; entry++) await approvePairing(ports, { userCode: wrong, household, approver });
    const right = await approvePairing(ports, { userCode: offer.userCode, household, approver });
    expect(right).toEqual({ ok: false, reason: 'wrong-code' });
    const poll = await pollPairing(ports, { deviceCode: offer.deviceCode, model: TV.id });
    expect(poll).toEqual({ ok: false, reason: 'access_denied' });
  });

  test('a person has twenty wrong entries an hour, parallel ones counted', async () => {
    const { ports, clock, approver } = await world();
    const offer = await offered(ports);
    const guess = () => approvePairing(ports, { userCode: 'no code', household, approver });
    const answers = await Promise.all(Array.from({ length: 30 }, guess));
    const reasons = answers.flatMap((answer) => (answer.ok ? [] : [answer.reason]));
    expect(reasons.filter((reason) => reason === 'wrong-code')).toHaveLength(20);
    expect(reasons.filter((reason) => reason === 'too-many-attempts')).toHaveLength(10);
    const right = await approvePairing(ports, { userCode: offer.userCode, household, approver });
    expect(right).toEqual({ ok: false, reason: 'too-many-attempts' });
    clock.at += 61 * MINUTE_MS;
    expect(await guess()).toEqual({ ok: false, reason: 'wrong-code' });
  });

  test('right entries are not counted', async () => {
    const { ports, clock, approver } = await world();
    for (let device = 0; device < 25; device++) {
      clock.at += SECOND_MS;
      const offer = await offered(ports, `Screen ${device}`);
      const answer = await approvePairing(ports, { userCode: offer.userCode, household, approver });
      expect(answer.ok).toBe(true);
    }
  });

  test('an unknown model and an unknown code are refused', async () => {
    const { ports } = await world();
    const offer = await requestPairing(ports, { model: 'toaster', deviceName: '' });
    expect(offer).toEqual({ ok: false, reason: 'invalid_client' });
    const poll = await pollPairing(ports, { deviceCode: 'guess', model: TV.id });
    expect(poll).toEqual({ ok: false, reason: 'invalid_grant' });
  });

  test('a name a stranger chose is one short line without control or direction marks', async () => {
    const { ports, approver } = await world();
    const offer = await offered(ports, `A\u202Ebad\u0000\n${'x'.repeat(200)}`);
    const seen = await previewPairing(ports, { userCode: offer.userCode, approver });
    expect(seen.ok && seen.value.deviceName).toBe(`Abad${'x'.repeat(60)}`);
  });

  test('a removed device is nobody, and only its own household can remove it', async () => {
    const { ports, clock, approver } = await world();
    const offer = await offered(ports);
    await approvePairing(ports, { userCode: offer.userCode, household, approver });
    const answer = await pollPairing(ports, { deviceCode: offer.deviceCode, model: TV.id });
    if (!answer.ok) throw new Error(answer.reason);
    const { accessToken, device } = answer.value;
    const ended: string[] = [];
    const remove = (owner: string) =>
      removeDevice(
        { devices: ports.devices, endPlays: async (id) => void ended.push(id) },
        { device: device.id, household: asId(owner), at: clock.at },
      );
    expect(await remove('h2')).toEqual({ ok: false, reason: 'unknown-device' });
    expect(await authenticateDevice(ports.devices, accessToken)).toBeDefined();
    expect(await remove('h1')).toEqual({ ok: true, value: null });
    expect(ended).toEqual([device.id]);
    expect(await authenticateDevice(ports.devices, accessToken)).toBeUndefined();
    expect(await remove('h1')).toEqual({ ok: false, reason: 'unknown-device' });
  });
}
