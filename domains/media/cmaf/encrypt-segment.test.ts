import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ALL_FORMATS, BufferSource, EncodedPacketSink, Input } from 'mediabunny';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { descend, readBoxes } from './box.ts';
import { segmentEncrypter } from './encrypt-segment.ts';
import { readFragments } from './fragment.ts';
import { readParameterSets } from './parameter-sets.ts';
import { protectInit } from './protect-init.ts';
import type { Protection, Scheme } from './protection.ts';
import { sliceHeaderBytes } from './slice-header.ts';
import { bytesInMemory, splitTrack } from './split.ts';

const hasFfmpeg = spawnSync('ffmpeg', ['-version']).status === 0;
const FRAGMENTED = ['-movflags', '+cmaf+frag_keyframe+default_base_moof', '-f', 'mp4'];
const VIDEO = 'testsrc2=s=426x240:r=25:d=5,noise=alls=12';

/** Encoder settings that change the shape of the slice header. */
const CODINGS = {
  high: ['-profile:v', 'high', '-bf', '3', '-refs', '4'],
  baseline: ['-profile:v', 'baseline'],
  'weighted, many slices': ['-profile:v', 'main', '-x264-params', 'weightp=2:weightb=1:slices=4'],
  'interlaced, no deblocking': ['-flags', '+ildct+ilme', '-x264-params', 'tff=1:no-deblock=1'],
};

const folder = mkdtempSync(join(tmpdir(), 'duoping-cmaf-'));
afterAll(() => rmSync(folder, { recursive: true }));

function encode(name: string, args: readonly string[]): Uint8Array {
  const file = join(folder, `${name.replaceAll(/\W/g, '-')}.mp4`);
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...args, ...FRAGMENTED, file]);
  return readFileSync(file);
}
const encodeVideo = (name: string, coding: readonly string[]) =>
  encode(name, ['-f', 'lavfi', '-i', VIDEO, '-pix_fmt', 'yuv420p', '-c:v', 'libx264', '-g', '50', ...coding]);

const key = (name: string): Uint8Array => createHash('sha256').update(name).digest().subarray(0, 16);
const protection = (scheme: Scheme): Protection => ({
  scheme,
  kid: Buffer.from(key('kid')).toString('hex'),
  key: key('key'),
  iv: key('iv').subarray(0, scheme === 'cbcs' ? 16 : 8),
});

async function encryptFile(clear: Uint8Array, by: Protection): Promise<Uint8Array> {
  const track = await splitTrack(bytesInMemory(clear));
  const encrypt = segmentEncrypter(track.init, by);
  const parts = [protectInit(track.initBytes, by, [by.kid, Buffer.from(key('other')).toString('hex')])];
  for await (const segment of track.segments()) parts.push(encrypt(segment.bytes));
  return Buffer.concat(parts);
}

/** SHA-256 of each packet as mediabunny, which shares no line with us, reads and decrypts it. */
async function packets(file: Uint8Array, by?: Protection): Promise<string[]> {
  const input = new Input({
    source: new BufferSource(file),
    formats: ALL_FORMATS,
    formatOptions: { isobmff: { resolveKeyId: () => by?.key ?? new Uint8Array(16) } },
  });
  const track = (await input.getPrimaryVideoTrack()) ?? (await input.getPrimaryAudioTrack());
  if (!track) throw new Error('No track');
  const hashes: string[] = [];
  for await (const packet of new EncodedPacketSink(track).packets())
    hashes.push(`${packet.timestamp.toFixed(4)} ${createHash('sha256').update(packet.data).digest('hex')}`);
  return hashes;
}

describe.skipIf(!hasFfmpeg)(
  `encrypted segments${hasFfmpeg ? '' : ' (skipped: ffmpeg is not on the PATH)'}`,
  { timeout: 60_000 },
  () => {
    const clips = new Map<string, Uint8Array>();
    beforeAll(() => {
      for (const [name, coding] of Object.entries(CODINGS)) clips.set(name, encodeVideo(name, coding));
      const audio = [
        '-f',
        'lavfi',
        '-i',
        'sine=440:d=5:r=48000',
        '-ac',
        '2',
        '-c:a',
        'aac',
        '-frag_duration',
        '2000000',
      ];
      clips.set('audio', encode('audio', audio));
    }, 60_000);
    const clip = (name: string): Uint8Array => {
      const bytes = clips.get(name);
      if (!bytes) throw new Error(`No clip ${name}`);
      return bytes;
    };

    const names = [...Object.keys(CODINGS), 'audio'];
    const schemes: readonly Scheme[] = ['cbcs', 'cenc'];
    const cases = names.flatMap((name) => schemes.map((scheme) => [name, scheme] as const)); // `as const`: a pair

    test.each(cases)('%s under %s is bit-exact after an independent decryptor', async (name, scheme) => {
      const by = protection(scheme);
      const encrypted = await encryptFile(clip(name), by);
      const expected = await packets(clip(name));
      expect(expected.length).toBeGreaterThan(100);
      expect(await packets(encrypted, by)).toEqual(expected);
      expect(await packets(encrypted, { ...by, key: key('wrong') })).not.toEqual(expected);
    });

    test.each(names)('%s leaves the clear segment as it was', async (name) => {
      const before = createHash('sha256').update(clip(name)).digest('hex');
      await encryptFile(clip(name), protection('cbcs'));
      expect(createHash('sha256').update(clip(name)).digest('hex')).toBe(before);
    });

    test.each(Object.keys(CODINGS))('%s keeps exactly the slice headers clear, as ffmpeg reads them', async (name) => {
      const file = join(folder, `${name.replaceAll(/\W/g, '-')}.mp4`);
      const trace = spawnSync('ffmpeg', ['-i', file, '-c', 'copy', '-bsf:v', 'trace_headers', '-f', 'null', '-'], {
        encoding: 'utf8',
        maxBuffer: 2 ** 28,
      }).stderr;
      const track = await splitTrack(bytesInMemory(clip(name)));
      if (track.init.media.kind !== 'video') throw new Error('No video');
      const { avc } = track.init.media;
      const sets = readParameterSets(avc);
      const ours: number[] = [];
      for await (const segment of track.segments())
        for (const { samples } of readFragments(segment.bytes, track.init))
          for (const { start, end } of samples)
            for (const nal of nals(segment.bytes.subarray(start, end)))
              if ([1, 5].includes((nal[0] ?? 0) & 31)) ours.push(sliceHeaderBytes(nal, sets));
      expect(ours.length).toBeGreaterThan(100);
      expect(ours).toEqual(sliceHeadersIn(trace));
    });

    test('the initialisation segment lists every key of the asset and names the scheme', async () => {
      const by = protection('cbcs');
      const { initBytes } = await splitTrack(bytesInMemory(clip('high')));
      const init = Buffer.from(protectInit(initBytes, by, [by.kid, 'f'.repeat(32)]));
      const [, moov] = readBoxes(init);
      if (!moov) throw new Error('No moov');
      const pssh = descend(moov, 'pssh');
      const body = init.subarray(pssh.body, pssh.end).toString('hex');
      expect(body).toBe(`010000001077efecc0b24d02ace33c1e52e2fb4b00000002${by.kid}${'f'.repeat(32)}00000000`);
      expect(init.includes('encv')).toBe(true);
      expect(init.includes('cbcs')).toBe(true);
      const tenc = init.indexOf('tenc') + 4;
      const oneInTen = `01000000${'00'}19${'01'}00${by.kid}10${Buffer.from(by.iv).toString('hex')}`;
      expect(init.subarray(tenc, tenc + 41).toString('hex')).toBe(oneInTen);
      expect(init.includes('Lavf')).toBe(false);
    });

    test('a file cut anywhere is an error and never a shorter film', async () => {
      const bytes = clip('audio');
      const whole = await encryptFile(bytes, protection('cbcs'));
      for (const part of [0.1, 0.3, 0.6, 0.9]) {
        const cut = bytes.subarray(0, Math.floor(bytes.length * part));
        await expect(encryptFile(cut, protection('cbcs'))).rejects.toThrow();
      }
      expect(whole.length).toBeGreaterThan(0);
    });
  },
);

function* nals(sample: Uint8Array): Generator<Uint8Array> {
  const view = Buffer.from(sample.buffer, sample.byteOffset, sample.length);
  for (let at = 0; at < view.length; ) {
    const end = at + 4 + view.readUInt32BE(at);
    yield sample.subarray(at + 4, end);
    at = end;
  }
}

/** Bytes up to the last element of each slice header in ffmpeg's trace; its bit positions leave emulation bytes out. */
function sliceHeadersIn(trace: string): number[] {
  const headers: number[] = [];
  let inSlice = false;
  let last = 0;
  const close = (): void => {
    if (inSlice) headers.push(Math.ceil(last / 8));
    inSlice = false;
  };
  for (const line of trace.split('\n')) {
    if (!line.startsWith('[trace_headers')) continue;
    const text = line.slice(line.indexOf(']') + 2);
    if (!/^\d/.test(text)) {
      close();
      inSlice = text.startsWith('Slice Header');
      continue;
    }
    const [, position, , bits] = /^(\d+)\s+(\S+)\s+([01]+) = /.exec(text) ?? [];
    if (position && bits) last = Number(position) + bits.length;
  }
  close();
  return headers;
}
