/** Every sentence a viewer's screen can say. One file per language says them all, or it doesn't compile. */
import type { Reason } from '@duoping/client';

export interface Words {
  readonly menu: { readonly home: string; readonly search: string; readonly language: string; readonly device: string };
  readonly pairing: {
    readonly title: string;
    readonly scan: string;
    readonly orGo: (address: string) => string;
    readonly enter: string;
    readonly expiresIn: (clock: string) => string;
    readonly asking: string;
    readonly expired: string;
    readonly denied: string;
    readonly unknownModel: string;
    readonly unreachable: string;
    readonly retrying: string;
    readonly removed: string;
    readonly newCode: string;
    readonly qrLabel: string;
    readonly promise: string;
  };
  readonly who: {
    readonly title: string;
    readonly hint: string;
    readonly change: string;
    readonly add: string;
    readonly edit: string;
    readonly editTitle: string;
    readonly editHint: string;
    readonly done: string;
    readonly rename: string;
    readonly remove: string;
    readonly removeTitle: (name: string) => string;
    readonly removeBody: string;
    readonly keep: string;
    readonly nameTitle: string;
    readonly nameHint: string;
    /** A name of one's own, where there is a keyboard. */
    readonly nameField: string;
    readonly failed: string;
    /** Offered, so that nobody has to type by remote control. */
    readonly names: readonly string[];
  };
  readonly home: {
    readonly continueWatching: (left: string) => string;
    readonly illustrative: string;
    readonly preparing: string;
    readonly emptyTitle: string;
    readonly emptyBody: string;
    readonly failedTitle: string;
    readonly label: string;
  };
  readonly search: {
    readonly title: string;
    /** What can be typed, under the line. */
    readonly hint: string;
    /** The same for a text field. */
    readonly field: string;
    readonly teachField: string;
    readonly found: string;
    readonly playableHere: string;
    /** Nothing typed yet: an example, by the keys that are on the glass. */
    readonly teachTitle: string;
    readonly teachBody: string;
    readonly examples: readonly { readonly typed: string; readonly means: string }[];
    readonly nothingTitle: string;
    readonly nothingBody: string;
    readonly erase: string;
    readonly clear: string;
    readonly toLetters: string;
    readonly toT9: string;
    readonly count: (titles: number) => string;
  };
  readonly title: {
    readonly play: string;
    readonly resume: (position: string) => string;
    readonly fromStart: string;
    /** Of an episode: `episode` is as below, or empty. */
    readonly playEpisode: (episode: string) => string;
    readonly resumeEpisode: (episode: string) => string;
    readonly seasons: string;
    /** `number` is null of episodes that nobody gave a season. */
    readonly season: (number: number | null) => string;
    readonly episodes: string;
    readonly back: string;
    readonly audio: string;
    readonly subtitles: string;
    readonly credits: string;
    readonly none: string;
    readonly preparingBody: string;
    readonly illustrativeBody: string;
    readonly failedTitle: string;
    readonly offer: Readonly<Record<string, string>>;
  };
  readonly player: {
    readonly starting: string;
    readonly waiting: string;
    readonly paused: string;
    readonly seek: string;
    readonly playFromHere: string;
    readonly pause: string;
    readonly resume: string;
    readonly tracks: string;
    readonly controls: string;
    readonly backTen: string;
    readonly onTen: string;
    readonly tracksTitle: string;
    readonly done: string;
    readonly leave: string;
    readonly audio: string;
    readonly subtitles: string;
    readonly off: string;
    readonly capped: (lines: number) => string;
    readonly picture: (lines: number) => string;
    readonly endedTitle: string;
    readonly refusedTitle: string;
    readonly unharmed: string;
    readonly others: string;
    readonly stopOther: (device: string) => string;
    readonly sendTo: string;
    /** Said once another screen was asked to go on. */
    readonly sent: (device: string) => string;
    /** `device` is empty when nobody knows any more where it went. */
    readonly goesOn: (device: string) => string;
    readonly goesOnBody: string;
    readonly otherPlays: (device: string, title: string) => string;
    readonly nextEpisode: string;
    /** Over the next episode, which begins by itself. */
    readonly nextIn: (seconds: number) => string;
    readonly playNext: string;
    readonly stay: string;
  };
  readonly elsewhere: {
    readonly playing: (device: string) => string;
    readonly sent: (device: string) => string;
    readonly continueHere: string;
    readonly remote: string;
    readonly play: string;
    readonly pause: string;
    readonly stopThere: (device: string) => string;
    readonly nothing: string;
  };
  readonly device: {
    readonly title: string;
    readonly name: string;
    readonly household: string;
    readonly profile: string;
    readonly territory: string;
    readonly kind: string;
    readonly kinds: Readonly<Record<'stb' | 'tv' | 'phone' | 'tablet' | 'web', string>>;
    readonly forget: string;
    readonly confirmTitle: string;
    readonly confirmBody: string;
    readonly keep: string;
    readonly forgetNow: string;
  };
  readonly retry: string;
  readonly unreachableTitle: string;
  readonly unreachableBody: string;
  /** What this language's switch says: the other language's own name. */
  readonly otherLanguage: string;
  /** What is so, and where it helps what to do. */
  readonly reasons: Readonly<Record<Reason, string>>;
  readonly sinceOrUntil: (when: string) => string;
  /** `S1 E2`; empty of an episode without a number. */
  readonly episode: (season: number | null, episode: number | null) => string;
  readonly languageName: (tag: string) => string;
  /** `1 h 48 min`, `54 s`. */
  readonly duration: (seconds: number) => string;
  readonly timeLeft: (duration: string) => string;
  /** `24 December 23:59`, `tonight 23:59`; the set's own time zone. */
  readonly moment: (at: Date, now: Date) => string;
  readonly availableUntil: (when: string) => string;
  readonly availableHere: string;
}

/** Picks by language tag, most exact first: `zh-Hans-CN` → `zh`. */
export function nameOfLanguage(names: Readonly<Record<string, string>>, tag: string): string {
  for (let part = tag; part !== ''; part = part.slice(0, Math.max(0, part.lastIndexOf('-')))) {
    const name = names[part];
    if (name !== undefined) return name;
  }
  return tag;
}

export const twoDigits = (value: number): string => (value < 10 ? `0${value}` : `${value}`);

export const clockTime = (at: Date): string => `${twoDigits(at.getHours())}:${twoDigits(at.getMinutes())}`;

/** Whole days from `now` to `at` by the calendar, not by 24 hours. */
export const daysAhead = (at: Date, now: Date): number =>
  Math.round((midnight(at).getTime() - midnight(now).getTime()) / 86_400_000);

const midnight = (at: Date) => new Date(at.getFullYear(), at.getMonth(), at.getDate());

/** `1:00:40`, `4:07`. */
export function playhead(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const minutes = Math.floor(whole / 60) % 60;
  const hours = Math.floor(whole / 3600);
  const rest = twoDigits(whole % 60);
  return hours > 0 ? `${hours}:${twoDigits(minutes)}:${rest}` : `${minutes}:${rest}`;
}
