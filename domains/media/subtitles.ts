/** WebVTT and SubRip to one clean WebVTT: timed text with its plain markup, and nothing that a page could run or load. */
import { ok, type Result, refuse } from '@duoping/kit';

export interface Cue {
  readonly startMs: number;
  readonly endMs: number;
  /** WebVTT cue text: `<i>`, `<b>`, `<u>`, `<ruby>`, `<rt>`, `<c>`, `<v …>` and `<lang …>`, everything else escaped. */
  readonly text: string;
  /** `line:90% align:start`, from WebVTT's own settings. */
  readonly settings: string;
}

export type SubtitleRefusal = 'too-large' | 'not-text' | 'not-subtitles' | 'too-many-cues';

const MAX_BYTES = 8 * 2 ** 20;
const MAX_CUES = 50_000;
const MAX_CUE_CHARS = 2_000;
const MAX_LINES = 16;

/** Reads either format by its content. Bytes must be UTF-8, with or without a mark. */
export function readSubtitles(bytes: Uint8Array): Result<readonly Cue[], SubtitleRefusal> {
  if (bytes.length > MAX_BYTES) return refuse('too-large');
  const text = decodeUtf8(bytes);
  if (text === undefined) return refuse('not-text');
  const lines = text.split(/\r\n|\r|\n/);
  const cues: Cue[] = [];
  for (let i = 0; i < lines.length; i++) {
    const timing = readTiming(lines[i] ?? '');
    if (!timing) continue;
    const body: string[] = [];
    while (i + 1 < lines.length && (lines[i + 1] ?? '').trim() !== '') body.push(lines[++i] ?? '');
    const cleaned = cleanCue(body);
    if (timing.endMs <= timing.startMs || cleaned === '') continue;
    if (cues.length === MAX_CUES) return refuse('too-many-cues');
    cues.push({ ...timing, text: cleaned });
  }
  if (cues.length === 0) return refuse('not-subtitles');
  return ok(cues.sort((a, b) => a.startMs - b.startMs || a.endMs - b.endMs));
}

export function writeWebVtt(cues: readonly Cue[]): string {
  const blocks = cues.map(
    ({ startMs, endMs, settings, text }) =>
      `${timestamp(startMs)} --> ${timestamp(endMs)}${settings ? ` ${settings}` : ''}\n${text}\n`,
  );
  return `WEBVTT\n\n${blocks.join('\n')}`;
}

const TIMING =
  /^\s{0,8}(?:(\d{1,3}):)?([0-5]\d):([0-5]\d)[.,](\d{3})\s{1,8}-->\s{1,8}(?:(\d{1,3}):)?([0-5]\d):([0-5]\d)[.,](\d{3})(.{0,200})$/;

function readTiming(line: string): Omit<Cue, 'text'> | undefined {
  const match = TIMING.exec(line);
  if (!match) return undefined;
  const [h1, m1, s1, f1, h2, m2, s2, f2] = match.slice(1, 9).map((digits) => Number(digits ?? 0));
  const at = (h = 0, m = 0, s = 0, f = 0): number => ((h * 60 + m) * 60 + s) * 1000 + f;
  return { startMs: at(h1, m1, s1, f1), endMs: at(h2, m2, s2, f2), settings: cleanSettings(match[9] ?? '') };
}

const SETTING =
  /^(?:vertical:(?:rl|lr)|(?:line|position):-?\d{1,3}(?:\.\d{1,4})?%?(?:,[a-z-]{1,12})?|size:\d{1,3}(?:\.\d{1,4})?%|align:(?:start|center|end|left|right))$/;

/** Regions are left out, because their definitions are. */
const cleanSettings = (text: string): string =>
  text
    .split(/\s+/)
    .filter((setting) => SETTING.test(setting))
    .join(' ');

const KEPT = /^<(\/?)(i|b|u|ruby|rt|c|v|lang)((?:\.[A-Za-z0-9_-]{1,32}){0,4})(?:[ \t]([^<>&\n]{1,80}))?>$/i;
const MARKUP = /<[/!?a-z][^<>]{0,200}>|&(?:amp|lt|gt|lrm|rlm|nbsp);|[<>&]/gi;

/** Every `<` that isn't one of WebVTT's tags becomes text or goes, and so `<script>` is nothing but its content. */
function cleanCue(lines: readonly string[]): string {
  const text = lines
    .slice(0, MAX_LINES)
    .map((line) => stripControls(line).replaceAll('-->', '→').trim())
    .filter((line) => line !== '')
    .join('\n')
    .slice(0, MAX_CUE_CHARS);
  return text.replaceAll(MARKUP, (piece) => {
    if (piece.startsWith('&') && piece.length > 1) return piece.toLowerCase();
    if (piece.length === 1) return { '<': '&lt;', '>': '&gt;', '&': '&amp;' }[piece] ?? '';
    const [, slash = '', name = '', classes = '', annotation = ''] = KEPT.exec(piece) ?? [];
    if (!name) return '';
    const speaks = slash === '' && annotation.trim() !== '' && ['v', 'lang'].includes(name.toLowerCase());
    return `<${slash}${name.toLowerCase()}${slash ? '' : classes}${speaks ? ` ${annotation.trim()}` : ''}>`;
  });
}

/** Control characters and the marks that turn writing direction for the rest of the line. */
const stripControls = (line: string): string =>
  Array.from(line, (character) => {
    const code = character.codePointAt(0) ?? 0;
    const control = code < 0x20 || (code >= 0x7f && code < 0xa0) || (code >= 0x202a && code <= 0x202e);
    return control || (code >= 0x2066 && code <= 0x2069) ? '' : character;
  }).join('');

const timestamp = (ms: number): string => {
  const part = (value: number, digits = 2): string => String(Math.floor(value)).padStart(digits, '0');
  return `${part(ms / 3_600_000)}:${part((ms / 60_000) % 60)}:${part((ms / 1000) % 60)}.${part(ms % 1000, 3)}`;
};

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined; // another encoding; guessing one would show wrong letters
  }
}
