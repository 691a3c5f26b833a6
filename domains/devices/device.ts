/** Device models and the devices of a household. What kind of screen a device is, its model says, and nothing else. */
import { type Id, type Instant, ok, type Result, refuse } from '@duoping/kit';
import { hashSecret } from './secret.ts';

/** The five kinds of screen that contracts speak of. A browser nobody paired is `web`. */
export type ScreenKind = 'stb' | 'tv' | 'phone' | 'tablet' | 'web';

export interface DeviceModel {
  /** Also the OAuth client id that a device of this model pairs with. */
  readonly id: string;
  readonly name: string;
  readonly screen: ScreenKind;
}

export interface Device {
  readonly id: Id<'device'>;
  readonly household: Id<'household'>;
  readonly model: string;
  readonly name: string;
  /** SHA-256 of its access token, hex. The token itself is never kept. */
  readonly tokenHash: string;
  readonly pairedAt: Instant;
  readonly removedAt: Instant | null;
}

export interface DeviceStore {
  byId(device: Id<'device'>): Promise<Device | undefined>;
  byTokenHash(tokenHash: string): Promise<Device | undefined>;
  ofHousehold(household: Id<'household'>): Promise<readonly Device[]>;
  add(device: Device): Promise<void>;
  /** False when it is unknown, of another household, or already removed. */
  remove(device: Id<'device'>, household: Id<'household'>, at: Instant): Promise<boolean>;
  model(id: string): Promise<DeviceModel | undefined>;
  models(): Promise<readonly DeviceModel[]>;
  putModel(model: DeviceModel): Promise<void>;
}

/** Who presents this access token? Nobody, when it is unknown or its device was removed. */
export async function authenticateDevice(devices: DeviceStore, accessToken: string): Promise<Device | undefined> {
  const device = await devices.byTokenHash(hashSecret(accessToken));
  return device && device.removedAt === null ? device : undefined;
}

/**
 * Takes a device out of its household: its token is worth nothing from now on. `endPlays` stops what it is playing;
 * should that fail, its next heartbeat is refused all the same.
 */
export async function removeDevice(
  ports: { devices: DeviceStore; endPlays: (device: Id<'device'>) => Promise<void> },
  request: { device: Id<'device'>; household: Id<'household'>; at: Instant },
): Promise<Result<null, 'unknown-device'>> {
  const removed = await ports.devices.remove(request.device, request.household, request.at);
  if (!removed) return refuse('unknown-device');
  await ports.endPlays(request.device);
  return ok(null);
}
