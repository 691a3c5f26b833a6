/** Every film's scene and score by the name that `works.json` uses. */
import type { Scene } from '../scene.ts';
import type { Score } from '../score.ts';
import { river } from './river.ts';

export interface Filmable {
  readonly scene: Scene;
  readonly score: Score;
}

const SCENES: Readonly<Record<string, Filmable>> = {
  river: {
    scene: river,
    score: { seed: 11, chords: [[0, 7, 12, 15], [-4, 3, 8, 12], [-2, 5, 10, 14], [-5, 2, 7, 10]], secondsPerChord: 4, pluck: 2, brightness: 0.4 },
  },
};

export const SCENE_NAMES: readonly string[] = Object.keys(SCENES);

/** Throws for an unknown name: works.json and this table are committed together. */
export function sceneNamed(name: string): Filmable {
  const found = SCENES[name];
  if (!found) throw new Error(`No scene is called ${name}`);
  return found;
}
