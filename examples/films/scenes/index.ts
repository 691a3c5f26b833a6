/** Every film's scene and score by the name that `works.json` uses. */
import type { Scene } from '../scene.ts';
import type { Score } from '../score.ts';
import { alley } from './alley.ts';
import { birch } from './birch.ts';
import { bloom } from './bloom.ts';
import { bowl } from './bowl.ts';
import { comet } from './comet.ts';
import { dunes } from './dunes.ts';
import { glass } from './glass.ts';
import { keys } from './keys.ts';
import { orbit } from './orbit.ts';
import { pier } from './pier.ts';
import { radio } from './radio.ts';
import { river } from './river.ts';
import { snow } from './snow.ts';
import { cloudLine } from './train.ts';
import { wave } from './wave.ts';
import { whale } from './whale.ts';

export interface Filmable {
  readonly scene: Scene;
  readonly score: Score;
}

const MINOR = [
  [0, 7, 12, 15],
  [-4, 3, 8, 12],
  [-2, 5, 10, 14],
  [-5, 2, 7, 10],
];
const PENTATONIC = [
  [0, 7, 12, 16],
  [2, 9, 14, 16],
  [-3, 4, 9, 12],
  [-5, 2, 7, 14],
];
const SUSPENDED = [
  [0, 5, 7, 14],
  [-2, 5, 10, 12],
  [-7, 0, 5, 10],
  [-5, 2, 7, 12],
];
const DARK = [
  [0, 3, 7, 13],
  [-1, 3, 6, 11],
  [-4, 1, 8, 11],
  [-6, 0, 6, 9],
];
const BRIGHT = [
  [0, 4, 7, 11],
  [5, 9, 12, 16],
  [-3, 0, 4, 9],
  [-5, -1, 2, 7],
];

/** The same chords from another note. */
const from = (root: number, chords: readonly (readonly number[])[]): readonly (readonly number[])[] =>
  chords.map((chord) => chord.map((note) => note + root));

const SCENES: Readonly<Record<string, Filmable>> = {
  river: { scene: river, score: { seed: 11, chords: from(0, MINOR), secondsPerChord: 4, pluck: 2, brightness: 0.4 } },
  pier: { scene: pier, score: { seed: 5, chords: from(-5, DARK), secondsPerChord: 4, pluck: 1, brightness: 0.8 } },
  orbit: { scene: orbit, score: { seed: 8, chords: from(-7, SUSPENDED), secondsPerChord: 8, pluck: 0, brightness: 0 } },
  dunes: { scene: dunes, score: { seed: 21, chords: from(2, DARK), secondsPerChord: 4, pluck: 3, brightness: 0.6 } },
  train: {
    scene: cloudLine,
    score: { seed: 4, chords: from(3, BRIGHT), secondsPerChord: 2, pluck: 4, brightness: 0.5 },
  },
  whale: {
    scene: whale,
    score: { seed: 3, chords: from(-3, PENTATONIC), secondsPerChord: 4, pluck: 1.5, brightness: 0.3 },
  },
  radio: {
    scene: radio,
    score: { seed: 87, chords: from(-2, MINOR), secondsPerChord: 4, pluck: 2.5, brightness: 0.9 },
  },
  keys: { scene: keys, score: { seed: 7, chords: from(0, DARK), secondsPerChord: 3, pluck: 2, brightness: 0.95 } },
  snow: { scene: snow, score: { seed: 71, chords: from(5, SUSPENDED), secondsPerChord: 4, pluck: 1, brightness: 0.7 } },
  alley: {
    scene: alley,
    score: { seed: 19, chords: from(-1, PENTATONIC), secondsPerChord: 4, pluck: 2, brightness: 0.5 },
  },
  comet: { scene: comet, score: { seed: 12, chords: from(7, BRIGHT), secondsPerChord: 2, pluck: 6, brightness: 0.6 } },
  glass: { scene: glass, score: { seed: 50, chords: from(-4, BRIGHT), secondsPerChord: 4, pluck: 1, brightness: 0.2 } },
  birch: {
    scene: birch,
    score: { seed: 14, chords: from(-7, MINOR), secondsPerChord: 4, pluck: 1.5, brightness: 0.55 },
  },
  bowl: {
    scene: bowl,
    score: { seed: 41, chords: from(5, PENTATONIC), secondsPerChord: 2, pluck: 4, brightness: 0.75 },
  },
  bloom: {
    scene: bloom,
    score: { seed: 48, chords: from(-9, SUSPENDED), secondsPerChord: 2, pluck: 8, brightness: 0.85 },
  },
  wave: {
    scene: wave,
    score: { seed: 6, chords: from(2, PENTATONIC), secondsPerChord: 4, pluck: 3, brightness: 0.35 },
  },
};

export const SCENE_NAMES: readonly string[] = Object.keys(SCENES);

/** Throws for an unknown name: works.json and this table are committed together. */
export function sceneNamed(name: string): Filmable {
  const found = SCENES[name];
  if (!found) throw new Error(`No scene is called ${name}`);
  return found;
}
