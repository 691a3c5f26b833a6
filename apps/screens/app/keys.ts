/** What a remote's buttons mean, whoever made it: key names of the platform, key codes of webOS and Tizen. */

export type Direction = 'left' | 'right' | 'up' | 'down';
export type Key = Direction | 'ok' | 'back' | 'play' | 'pause' | 'playpause' | 'stop' | 'rewind' | 'forward';

const BY_NAME: Readonly<Record<string, Key>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  Enter: 'ok',
  ' ': 'ok',
  Escape: 'back',
  Backspace: 'back',
  GoBack: 'back',
  BrowserBack: 'back',
  XF86Back: 'back',
  MediaPlay: 'play',
  MediaPause: 'pause',
  MediaPlayPause: 'playpause',
  MediaStop: 'stop',
  MediaRewind: 'rewind',
  MediaFastForward: 'forward',
};

const BY_CODE: Readonly<Record<number, Key>> = {
  13: 'ok',
  37: 'left',
  38: 'up',
  39: 'right',
  40: 'down',
  8: 'back',
  27: 'back',
  461: 'back', // webOS
  10009: 'back', // Tizen
  415: 'play',
  19: 'pause',
  413: 'stop',
  412: 'rewind',
  417: 'forward',
  10252: 'playpause', // Tizen
};

export const keyOf = (event: { readonly key: string; readonly keyCode: number }): Key | null =>
  BY_NAME[event.key] ?? BY_CODE[event.keyCode] ?? null;

/** While an arrow is held, moves come faster: this long between two of them, after so long. Milliseconds. */
export const repeatGapMs = (heldMs: number): number => {
  if (heldMs < 600) return 170;
  if (heldMs < 1500) return 110;
  return 60;
};

/** The letter or digit that a key writes, also those of a remote control; null for any other key. */
export const letterOf = ({ key }: { readonly key: string }): string | null => (/^\S$/u.test(key) ? key : null);
