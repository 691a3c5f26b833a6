import { refuse } from '@duoping/kit';
import { describe, expect, test } from 'vitest';
import { readSubtitles, writeWebVtt } from './subtitles.ts';

const cues = (text: string) => {
  const read = readSubtitles(Buffer.from(text));
  if (!read.ok) throw new Error(read.reason);
  return read.value;
};
const cue = (text: string): string => cues(`WEBVTT\n\n00:01.000 --> 00:02.000\n${text}\n`)[0]?.text ?? '';

describe('subtitles', () => {
  test('from SubRip become WebVTT', () => {
    const srt =
      '\uFEFF1\r\n00:00:01,500 --> 00:00:03,000\r\nHello <i>there</i>\r\nyou\r\n\r\n2\r\n01:00:00,000 --> 01:00:01,000\r\n你好\r\n';
    expect(writeWebVtt(cues(srt))).toBe(
      'WEBVTT\n\n00:00:01.500 --> 00:00:03.000\nHello <i>there</i>\nyou\n\n01:00:00.000 --> 01:00:01.000\n你好\n',
    );
  });

  test('from WebVTT keep their place on the screen and lose styles, notes and regions', () => {
    const vtt = `WEBVTT - title

STYLE
::cue { background: url(https://tracker.example/x) }

NOTE a remark

REGION
id:fred

intro
00:01.000 --> 00:02.000 line:90% position:10%,line-left align:start region:fred onload:x
<v Mary>Hi</v>
`;
    const expected =
      'WEBVTT\n\n00:00:01.000 --> 00:00:02.000 line:90% position:10%,line-left align:start\n<v Mary>Hi</v>\n';
    expect(writeWebVtt(cues(vtt))).toBe(expected);
  });

  test('are put in order and never end before they begin', () => {
    const read = cues(
      'WEBVTT\n\n00:05.000 --> 00:06.000\nb\n\n00:01.000 --> 00:02.000\na\n\n00:09.000 --> 00:08.000\nc\n',
    );
    expect(read.map(({ text }) => text)).toEqual(['a', 'b']);
  });

  test('written and read again are the same', () => {
    const first = cues('WEBVTT\n\n00:01.000 --> 00:02.000 align:end\nA &amp; <b>B</b> &lt;3 <c.yellow>x</c>\n');
    expect(cues(writeWebVtt(first))).toEqual(first);
  });

  test.each([
    ['<script>alert(1)</script>', 'alert(1)'],
    ['<img src=x onerror=alert(1)>', ''],
    ['<a href="javascript:alert(1)">x</a>', 'x'],
    ['<svg/onload=alert(1)>x', 'x'],
    ['<i onclick=alert(1)>x</i>', '<i>x</i>'],
    ['<<script>script>x', '&lt;script&gt;x'],
    ['<style>@import url(x)</style>y', '@import url(x)y'],
    ['a < b & c > d', 'a &lt; b &amp; c &gt; d'],
    ['a &lt;script&gt;', 'a &lt;script&gt;'],
    ['a --&gt; b --> c', 'a --&gt; b → c'],
    ['<font color="#fff">x</font>', 'x'],
    ['{\\an8}x', '{\\an8}x'],
    ['x\u202Ey\u0007', 'xy'],
    ['<ruby>漢<rt>かん</rt></ruby>', '<ruby>漢<rt>かん</rt></ruby>'],
  ])('turn %j into %j', (text, expected) => {
    if (expected === '') expect(() => cue(text)).toThrow('not-subtitles');
    else expect(cue(text)).toBe(expected);
  });

  test('hold no tag outside the WebVTT set, whatever went in', () => {
    const pieces = ['<', '>', 'script', '/', '<i>', '&lt;', '"', '=', ' ', '<v ', 'on', '\u0000', '&', '<!--', ']]>'];
    let state = 7;
    for (let round = 0; round < 3000; round++) {
      let text = 'x';
      for (let i = 0; i < 12; i++) {
        state = (state * 1103515245 + 12345) % 2 ** 31;
        text += pieces[state % pieces.length];
      }
      const tags = cue(text).match(/<[^>]*>?/g) ?? [];
      for (const tag of tags) expect(tag).toMatch(/^<\/?(?:i|v)(?: [^<>&]{1,80})?>$/);
    }
  });

  test('that are something else are refused', () => {
    expect(readSubtitles(Buffer.from('<?xml version="1.0"?><tt/>'))).toEqual(refuse('not-subtitles'));
    expect(readSubtitles(Buffer.from([0xff, 0xfe, 0x41, 0x00]))).toEqual(refuse('not-text'));
    expect(readSubtitles(Buffer.alloc(0))).toEqual(refuse('not-subtitles'));
    expect(readSubtitles(Buffer.alloc(8 * 2 ** 20 + 1))).toEqual(refuse('too-large'));
  });

  test('by the hundred thousand are refused, and soon', () => {
    const start = performance.now();
    const many = 'WEBVTT\n\n'.concat('00:01.000 --> 00:02.000\nx\n\n'.repeat(60_000));
    expect(readSubtitles(Buffer.from(many))).toEqual(refuse('too-many-cues'));
    const nasty = `WEBVTT\n\n00:01.000 --> 00:02.000\n${'<'.repeat(200_000)}\n`;
    expect(readSubtitles(Buffer.from(nasty)).ok).toBe(true);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
