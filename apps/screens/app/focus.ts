/**
 * Where focus can go, as data: zones one below the other and a side zone at the left. Pure, so that every place of
 * every screen can be asked whether it can be reached and left. Focus is kept by stable id and survives new data.
 */
import type { Direction } from './keys.ts';

export interface Zone {
  readonly id: string;
  readonly axis: 'row' | 'column';
  /** Stable ids, unique in the scene. A zone without items is passed over. */
  readonly items: readonly string[];
  /** Where focus enters before anything of it is remembered, if not at the first. */
  readonly first?: string;
}

export interface Scene {
  /** From top to bottom. */
  readonly zones: readonly Zone[];
  /** Reached by Left from the first item of any zone. */
  readonly side?: Zone;
}

interface Place {
  readonly zone: string;
  readonly item: string;
  /** Where they stood, for the day when they are gone. */
  readonly zoneIndex: number;
  readonly itemIndex: number;
}

/** What a route remembers of its focus. */
export interface FocusMemory {
  readonly at: Place | null;
  /** The last place outside the side zone. */
  readonly main: Place | null;
  /** The last item of each zone. */
  readonly items: Readonly<Record<string, string>>;
}

export const NO_FOCUS: FocusMemory = { at: null, main: null, items: {} };

export const focusedItem = (memory: FocusMemory): string | null => memory.at?.item ?? null;

export const inSide = (scene: Scene, memory: FocusMemory): boolean =>
  scene.side !== undefined && memory.at?.zone === scene.side.id;

/** Makes focus true for this scene: the same item if it is still there, else its nearest neighbour, else the first. */
export function settle(scene: Scene, memory: FocusMemory): FocusMemory {
  const { at } = memory;
  if (at && inSide(scene, memory) && scene.side) {
    return scene.side.items.indexOf(at.item) >= 0 ? memory : enter(memory, scene.side, -1, 0);
  }
  const zones = scene.zones.filter((zone) => zone.items.length > 0);
  if (zones.length === 0) return at === null ? memory : { ...memory, at: null };
  const wanted = at ?? memory.main;
  if (!wanted) return enterRemembered(scene, memory, zones[0]);
  const zone = scene.zones.filter((one) => one.id === wanted.zone)[0];
  if (zone && zone.items.length > 0) {
    const same = zone.items.indexOf(wanted.item);
    return go(scene, memory, zone, same >= 0 ? same : Math.min(wanted.itemIndex, zone.items.length - 1));
  }
  const nearest = zones.reduce((best, one) =>
    distance(scene, one, wanted.zoneIndex) < distance(scene, best, wanted.zoneIndex) ? one : best,
  );
  return enterRemembered(scene, memory, nearest);
}

/** One step. The same memory comes back when there is nowhere to go. */
export function move(scene: Scene, memory: FocusMemory, direction: Direction): FocusMemory {
  const { at } = memory;
  const { side } = scene;
  if (!at) return direction === 'left' && side ? enterRemembered(scene, memory, side) : settle(scene, memory);
  if (side && at.zone === side.id) {
    if (direction === 'right') return leaveSide(scene, memory);
    return direction === 'left' ? memory : (step(scene, memory, side, direction === 'up' ? -1 : 1) ?? memory);
  }
  const zone = scene.zones.filter((one) => one.id === at.zone)[0];
  if (!zone) return settle(scene, memory);
  const along = zone.axis === 'row' ? ['left', 'right'] : ['up', 'down'];
  const sign = direction === along[0] ? -1 : direction === along[1] ? 1 : 0;
  const stepped = sign === 0 ? null : step(scene, memory, zone, sign);
  if (stepped) return stepped;
  if (direction === 'left') return side ? enterRemembered(scene, memory, side) : memory;
  if (direction === 'right') return memory;
  const next = neighbour(scene, zone, direction === 'up' ? -1 : 1);
  return next ? enterRemembered(scene, memory, next) : memory;
}

/** Focus goes straight to an item: a pointer, or a route that asks for it. Unknown ids change nothing. */
export function focusOn(scene: Scene, memory: FocusMemory, item: string): FocusMemory {
  const all = scene.side ? scene.zones.concat([scene.side]) : scene.zones;
  const zone = all.filter((one) => one.items.indexOf(item) >= 0)[0];
  return zone ? go(scene, memory, zone, zone.items.indexOf(item)) : memory;
}

/** Back from the side to the place it was opened from. */
export const leaveSide = (scene: Scene, memory: FocusMemory): FocusMemory => {
  const main = settle(scene, { ...memory, at: null });
  return main.at ? main : memory;
};

/** Opens the side zone, where there is one. */
export const enterSide = (scene: Scene, memory: FocusMemory): FocusMemory =>
  scene.side ? enterRemembered(scene, memory, scene.side) : memory;

function step(scene: Scene, memory: FocusMemory, zone: Zone, by: number): FocusMemory | null {
  const index = zone.items.indexOf(memory.at?.item ?? '') + by;
  return index >= 0 && index < zone.items.length ? go(scene, memory, zone, index) : null;
}

function neighbour(scene: Scene, from: Zone, by: number): Zone | undefined {
  for (let index = scene.zones.indexOf(from) + by; ; index += by) {
    const zone = scene.zones[index];
    if (!zone || zone.items.length > 0) return zone;
  }
}

function enterRemembered(scene: Scene, memory: FocusMemory, zone: Zone | undefined): FocusMemory {
  if (!zone) return memory;
  const remembered = zone.items.indexOf(memory.items[zone.id] ?? zone.first ?? '');
  return go(scene, memory, zone, Math.max(0, remembered));
}

const go = (scene: Scene, memory: FocusMemory, zone: Zone, itemIndex: number): FocusMemory =>
  enter(memory, zone, scene.zones.indexOf(zone), itemIndex);

function enter(memory: FocusMemory, zone: Zone, zoneIndex: number, itemIndex: number): FocusMemory {
  const item = zone.items[itemIndex];
  if (item === undefined) return memory;
  if (memory.at?.item === item && memory.at.itemIndex === itemIndex && memory.at.zoneIndex === zoneIndex) return memory;
  const at: Place = { zone: zone.id, item, zoneIndex, itemIndex };
  const items = { ...memory.items, [zone.id]: item };
  return { at, main: zoneIndex >= 0 ? at : memory.main, items };
}

const distance = (scene: Scene, zone: Zone, index: number) => Math.abs(scene.zones.indexOf(zone) - index);
