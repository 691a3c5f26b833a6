import { describe, expect, test } from 'vitest';
import { audioLadder, videoLadder } from './ladder.ts';

const film = (width: number, height: number, fps = 25) => ({
  video: { index: 0, codec: 'h264', width, height, frameRate: { num: fps, den: 1 }, interlaced: false },
});
const heights = (width: number, height: number): string =>
  videoLadder(film(width, height))
    .map((rung) => `${rung.width}×${rung.height} ${rung.trackClass}`)
    .join(', ');

describe('the ladder', () => {
  test.each([
    [1920, 1080, '640×360 sd, 1024×576 sd, 1280×720 hd, 1920×1080 hd'],
    [1280, 720, '640×360 sd, 1024×576 sd, 1280×720 hd'],
    [854, 480, '640×360 sd, 854×480 sd'],
    [640, 360, '640×360 sd'],
    [800, 332, '800×332 sd'],
    [320, 180, '320×180 sd'],
    [3840, 2160, '640×360 sd, 1024×576 sd, 1280×720 hd, 1920×1080 hd, 3840×2160 uhd'],
    [1920, 800, '864×360 sd, 1382×576 sd, 1728×720 hd'],
    [608, 1080, '202×360 sd, 324×576 sd, 406×720 hd, 608×1080 hd'],
  ])('of a %i×%i film is %s', (width, height, expected) => expect(heights(width, height)).toBe(expected));

  test('never enlarges, and has even sides only', () => {
    for (let height = 16; height <= 2400; height += 7) {
      const rungs = videoLadder(film(height * 2 - (height % 3), height));
      expect(rungs.length).toBeGreaterThan(0);
      for (const rung of rungs) {
        expect(rung.height).toBeLessThanOrEqual(height + 1);
        expect([rung.width % 2, rung.height % 2]).toEqual([0, 0]);
      }
    }
  });

  test('has a key frame every two seconds as near as whole frames come, and 60 frames a second at most', () => {
    const [film24] = videoLadder({ video: { ...film(640, 360).video, frameRate: { num: 24000, den: 1001 } } });
    expect(film24?.gopFrames).toBe(48);
    const [fast] = videoLadder(film(640, 360, 120));
    expect([fast?.frameRate, fast?.gopFrames]).toEqual([{ num: 120, den: 2 }, 120]);
  });

  test('gives taller pictures more bits', () => {
    const bits = videoLadder(film(3840, 2160)).map(({ maxBitrateBps }) => maxBitrateBps);
    expect(bits).toEqual(bits.toSorted((a, b) => a - b));
    expect(new Set(bits).size).toBe(bits.length);
  });

  test('has one sound for each language', () => {
    expect(audioLadder(['en', 'zh-CN', 'en']).map(({ id }) => id)).toEqual(['audio-en', 'audio-zh-cn']);
  });

  test('of sound alone has no pictures', () => expect(videoLadder({})).toEqual([]));
});
