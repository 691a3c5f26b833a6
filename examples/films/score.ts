/**
 * Music for a film, made of sine pads, plucked strings and a slow delay: a few chords, a scale and a seed in,
 * 16-bit stereo samples out. Every film sounds its own way and the same each time.
 */
import { chance } from './brushes.ts';

export const SAMPLE_RATE = 32_000;

export interface Score {
  readonly seed: number;
  /** Semitones from A3 for each chord; they take turns. */
  readonly chords: readonly (readonly number[])[];
  readonly secondsPerChord: number;
  /** Plucked notes a second, 0 for none; each is taken from the sounding chord, an octave higher. */
  readonly pluck: number;
  /** How bright a pluck is: 0 dull, 1 metallic. */
  readonly brightness: number;
}

const frequency = (semitones: number): number => 220 * 2 ** (semitones / 12);

/** A WAV file of `seconds`. */
export function playScore(score: Score, seconds: number): Uint8Array {
  const length = Math.round(seconds * SAMPLE_RATE);
  const left = new Float32Array(length);
  const right = new Float32Array(length);
  pads(score, left, right);
  plucks(score, left, right);
  echo(left, right, 0.37);
  echo(right, left, 0.53);
  return wav(left, right);
}

function pads(score: Score, left: Float32Array, right: Float32Array): void {
  const span = Math.round(score.secondsPerChord * SAMPLE_RATE);
  const overlap = Math.round(SAMPLE_RATE * 1.2);
  for (let start = 0, turn = 0; start < left.length; start += span, turn += 1) {
    const chord = score.chords[turn % score.chords.length] ?? [];
    chord.forEach((note, voice) => {
      const step = (2 * Math.PI * frequency(note - (voice === 0 ? 24 : 12))) / SAMPLE_RATE;
      const pan = 0.35 + (0.3 * voice) / Math.max(1, chord.length - 1);
      for (let at = 0; at < span + overlap && start + at < left.length; at += 1) {
        const swell = Math.min(1, at / overlap, (span + overlap - at) / overlap);
        const tone = Math.sin(step * at) + 0.3 * Math.sin(step * 2.003 * at) + 0.12 * Math.sin(step * 2.995 * at);
        const value = tone * swell * 0.055;
        left[start + at] = (left[start + at] ?? 0) + value * (1 - pan);
        right[start + at] = (right[start + at] ?? 0) + value * pan;
      }
    });
  }
}

/** Karplus and Strong's string: a burst of noise in a loop that loses its edge. */
function plucks(score: Score, left: Float32Array, right: Float32Array): void {
  if (score.pluck === 0) return;
  const next = chance(score.seed);
  const beat = SAMPLE_RATE / score.pluck;
  for (let start = SAMPLE_RATE; start < left.length - beat; start += beat) {
    const rests = next() < 0.22;
    const chord = score.chords[Math.floor(start / SAMPLE_RATE / score.secondsPerChord) % score.chords.length] ?? [0];
    const note = (chord[Math.floor(next() * chord.length)] ?? 0) + (next() < 0.4 ? 24 : 12);
    const pan = 0.25 + next() * 0.5;
    if (rests) continue;
    const period = Math.round(SAMPLE_RATE / frequency(note - 12));
    const string = Float32Array.from({ length: period }, () => next() * 2 - 1);
    const keep = 0.5 + 0.45 * score.brightness;
    const ring = Math.min(SAMPLE_RATE * 2.5, left.length - Math.floor(start));
    for (let at = 0; at < ring; at += 1) {
      const here = at % period;
      const value = string[here] ?? 0;
      string[here] = 0.996 * (keep * value + (1 - keep) * (string[(here + 1) % period] ?? 0));
      const index = Math.floor(start) + at;
      const fadeOut = 1 - at / ring;
      left[index] = (left[index] ?? 0) + value * 0.16 * fadeOut * (1 - pan);
      right[index] = (right[index] ?? 0) + value * 0.16 * fadeOut * pan;
    }
  }
}

function echo(from: Float32Array, to: Float32Array, seconds: number): void {
  const delay = Math.round(seconds * SAMPLE_RATE);
  for (let at = delay; at < to.length; at += 1) to[at] = (to[at] ?? 0) + 0.32 * (from[at - delay] ?? 0);
}

function wav(left: Float32Array, right: Float32Array): Uint8Array {
  const bytes = Buffer.alloc(44 + left.length * 4);
  bytes.write('RIFF', 0);
  bytes.writeUInt32LE(bytes.length - 8, 4);
  bytes.write('WAVEfmt ', 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(2, 22);
  bytes.writeUInt32LE(SAMPLE_RATE, 24);
  bytes.writeUInt32LE(SAMPLE_RATE * 4, 28);
  bytes.writeUInt16LE(4, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36);
  bytes.writeUInt32LE(left.length * 4, 40);
  const fade = SAMPLE_RATE * 2;
  for (let at = 0; at < left.length; at += 1) {
    const volume = 32_000 * Math.min(1, at / fade, (left.length - at) / fade);
    bytes.writeInt16LE(Math.round(Math.tanh(left[at] ?? 0) * volume), 44 + at * 4);
    bytes.writeInt16LE(Math.round(Math.tanh(right[at] ?? 0) * volume), 46 + at * 4);
  }
  return bytes;
}
