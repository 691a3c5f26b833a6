/** What a play needs of whatever shows its picture. */
import type { Play, Reason } from '@duoping/client';

/** What shows the picture; it may get ready as soon as it is opened. The one implementation in use wraps Shaka Player; a test writes its own. */
export interface Stage {
  /** Resolves when there is a picture, or with the reason why there will be none. */
  load(source: StageSource): Promise<Reason | null>;
  play(): void;
  pause(): void;
  seek(seconds: number): void;
  setAudio(language: string): void;
  /** null shows no subtitles. */
  setText(language: string | null): void;
  look(): Look;
  /** Stops the picture for good and lets its memory go. */
  close(): void;
}

export interface StageSource {
  readonly dash: string;
  readonly clearKey: string;
  /** What `dash` and `clearKey` answer, when the start brought it along; null fetches both. */
  readonly opening: Play['opening'] | null;
  readonly startSeconds: number;
  /** The language to start with; null leaves it to the manifest. */
  readonly audio: string | null;
  readonly accessToken: () => string | null;
  readonly mediaToken: () => string;
  /** Anything about the picture changed. */
  readonly onChange: () => void;
  readonly onEnd: () => void;
  readonly onFailure: (reason: Reason) => void;
}

/** One look at the stage. */
export interface Look {
  readonly positionSeconds: number;
  /** 0 until known. */
  readonly durationSeconds: number;
  readonly bufferedToSeconds: number;
  readonly moving: boolean;
  readonly waiting: boolean;
}
