/** The three acts of pairing: the device asks for a code, the viewer approves it, the device fetches its token. */
import { type Clock, HOUR_MS, type Id, type Ids, type Instant, ok, type Result, refuse } from '@duoping/kit';
import type { Device, DeviceModel, DeviceStore } from './device.ts';
import {
  type EntryAnswer,
  enterCode,
  PAIRING_LIFETIME_MS,
  type Pairing,
  POLL_INTERVAL_SECONDS,
  type PollAnswer,
  type PollRefusal,
  poll,
  type Step,
} from './pairing.ts';
import { hashSecret, newSecret, type RandomBytes } from './secret.ts';
import { findingHalf, newUserCode, readUserCode, showUserCode } from './user-code.ts';

export const WRONG_ENTRIES_PER_HOUR = 20;
const NAME_LENGTH = 64;
const CODE_TRIES = 8;

/** Keeps pairings. Every change reads, decides and writes in one transaction that no other change can cut into. */
export interface PairingStore {
  /** False when another pairing that hasn't expired at `pairing.requestedAt` has a user code with the same first half. */
  add(pairing: Pairing): Promise<boolean>;
  /** Undefined when there is no such pairing. When the answer grants, its device is added in the same transaction. */
  poll(
    deviceCodeHash: string,
    step: (pairing: Pairing) => Step<PollAnswer>,
    device: (pairing: Pairing, household: Id<'household'>) => Device,
  ): Promise<Polled | undefined>;
  /** The pairing whose user code has this first half and that hasn't expired at `at`. */
  enter(
    half: string,
    at: Instant,
    step: (pairing: Pairing) => Step<EntryAnswer>,
  ): Promise<{ readonly pairing: Pairing; readonly answer: EntryAnswer } | undefined>;
  /** Counts an entry against the approver, unless `limit` were already counted since `since`: then false. Atomic. */
  takeEntry(approver: string, since: Instant, at: Instant, limit: number): Promise<boolean>;
  /** Gives back the entry that was counted at `at`: it was right. */
  returnEntry(approver: string, at: Instant): Promise<void>;
}

export type Polled = Extract<PollAnswer, { kind: 'refused' }> | { readonly kind: 'granted'; readonly device: Device };

export interface PairingPorts {
  readonly pairings: PairingStore;
  readonly devices: DeviceStore;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly ids: Ids;
}

export interface PairingOffer {
  readonly deviceCode: string;
  /** As shown: `BCDF-GHJK`. */
  readonly userCode: string;
  readonly expiresInSeconds: number;
  readonly intervalSeconds: number;
}

/** A device without a household asks for a code to show. */
export async function requestPairing(
  ports: PairingPorts,
  request: { model: string; deviceName: string },
): Promise<Result<PairingOffer, 'invalid_client'>> {
  const model = await ports.devices.model(request.model);
  if (!model) return refuse('invalid_client');
  const requestedAt = ports.clock.now();
  const deviceCode = newSecret(ports.random);
  for (let attempt = 0; attempt < CODE_TRIES; attempt++) {
    const userCode = newUserCode(ports.random);
    const added = await ports.pairings.add({
      deviceCodeHash: hashSecret(deviceCode),
      userCode,
      model: model.id,
      deviceName: cleanName(request.deviceName) || model.name,
      requestedAt,
      expiresAt: requestedAt + PAIRING_LIFETIME_MS,
      intervalSeconds: POLL_INTERVAL_SECONDS,
      polledAt: null,
      wrongEntries: 0,
      state: { kind: 'pending' },
    });
    if (added) {
      const expiresInSeconds = PAIRING_LIFETIME_MS / 1000;
      return ok({
        deviceCode,
        userCode: showUserCode(userCode),
        expiresInSeconds,
        intervalSeconds: POLL_INTERVAL_SECONDS,
      });
    }
  }
  throw new Error('No free user code: far too many pairings are waiting at once');
}

/** The device asks for its token. The token is told once, in the answer that makes the device. */
export async function pollPairing(
  ports: PairingPorts,
  request: { deviceCode: string; model: string },
): Promise<Result<{ accessToken: string; device: Device }, PollRefusal>> {
  const at = ports.clock.now();
  const accessToken = newSecret(ports.random);
  const polled = await ports.pairings.poll(
    hashSecret(request.deviceCode),
    (pairing) => poll(pairing, request.model, at),
    (pairing, household) => ({
      id: ports.ids.next<'device'>(),
      household,
      model: pairing.model,
      name: pairing.deviceName,
      tokenHash: hashSecret(accessToken),
      pairedAt: at,
      removedAt: null,
    }),
  );
  if (!polled) return refuse('invalid_grant');
  return polled.kind === 'refused' ? refuse(polled.reason) : ok({ accessToken, device: polled.device });
}

/** What a person who enters a code can hear. An expired, used or unknown code is told apart from a wrong one by nobody. */
export const ENTRY_REFUSALS = ['wrong-code', 'too-many-attempts'] as const;
export type EntryRefusal = (typeof ENTRY_REFUSALS)[number];

/** Which device waits behind this code? Shown to the viewer before approving: the guard against approving a stranger's. */
export async function previewPairing(
  ports: PairingPorts,
  request: { userCode: string; approver: string },
): Promise<Result<{ deviceName: string; model: DeviceModel; requestedAt: Instant }, EntryRefusal>> {
  const entered = await enter(ports, request, 'look');
  if (!entered.ok) return entered;
  const model = await ports.devices.model(entered.value.model);
  if (!model) return refuse('wrong-code');
  return ok({ deviceName: entered.value.deviceName, model, requestedAt: entered.value.requestedAt });
}

/** The viewer says yes: the waiting device will belong to this household. */
export async function approvePairing(
  ports: PairingPorts,
  request: { userCode: string; household: Id<'household'>; approver: string },
): Promise<Result<{ deviceName: string }, EntryRefusal>> {
  const entered = await enter(ports, request, { household: request.household, approver: request.approver });
  return entered.ok ? ok({ deviceName: entered.value.deviceName }) : entered;
}

/** The viewer says no: the device is told `access_denied`. */
export async function denyPairing(
  ports: PairingPorts,
  request: { userCode: string; approver: string },
): Promise<Result<null, EntryRefusal>> {
  const entered = await enter(ports, request, 'deny');
  return entered.ok ? ok(null) : entered;
}

/** Counted before it is looked at, so that parallel guesses can't slip past the limit; a right entry is given back. */
async function enter(
  ports: PairingPorts,
  request: { userCode: string; approver: string },
  act: Parameters<typeof enterCode>[1]['act'],
): Promise<Result<Pairing, EntryRefusal>> {
  const { pairings } = ports;
  const at = ports.clock.now();
  const within = await pairings.takeEntry(request.approver, at - HOUR_MS, at, WRONG_ENTRIES_PER_HOUR);
  if (!within) return refuse('too-many-attempts');
  const code = readUserCode(request.userCode);
  if (code === undefined) return refuse('wrong-code');
  const found = await pairings.enter(findingHalf(code), at, (pairing) => enterCode(pairing, { code, at, act }));
  if (found?.answer !== 'accepted') return refuse('wrong-code');
  await pairings.returnEntry(request.approver, at);
  return ok(found.pairing);
}

/** A name that a stranger's device chose: one line of printable text, no marks that turn the reading direction. */
const cleanName = (name: string): string =>
  [...name.normalize('NFC').replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '')].slice(0, NAME_LENGTH).join('').trim();
