import { expect, test } from 'vitest';
import type { Languages } from '#rights';
import { allowedTracks, type Track } from './index.ts';

const TRACKS: Track[] = [
  { id: '480', kind: 'video', height: 480, kid: 'sd' },
  { id: '1080', kind: 'video', height: 1080, kid: 'hd' },
  { id: 'zh', kind: 'audio', language: 'zh-CN', kid: 'a' },
  { id: 'es-419', kind: 'audio', language: 'es-419', kid: 'a' },
  { id: 'zh sub', kind: 'subtitle', language: 'zh-CN', kid: null },
  { id: 'es-419 sub', kind: 'subtitle', language: 'es-419', kid: null },
];

const both = (range: string): Languages['heldBack'][number] => ({ range, kinds: ['audio', 'subtitle'] });
const dub = (range: string): Languages['heldBack'][number] => ({ range, kinds: ['audio'] });
const spoken = ['zh', 'es-419', 'zh sub', 'es-419 sub'];

test.each<[string, Languages['heldBack'][number][] | null, Languages['heldBack'][number][], string[]]>([
  ['nothing named: every language', null, [], spoken],
  ['a language allowed: it alone', [both('zh-CN')], [], ['zh', 'zh sub']],
  ['two languages allowed: each of them', [both('zh-CN'), both('es')], [], spoken],
  ['a range covers its regions', [both('es')], [], ['es-419', 'es-419 sub']],
  ['a region does not cover its language', [both('zh-CN-x-tv')], [], []],
  ['allowed as dub only', [dub('es')], [], ['es-419']],
  ['held back in a range', null, [both('es')], ['zh', 'zh sub']],
  ['held back as dub only', null, [dub('es')], ['zh', 'zh sub', 'es-419 sub']],
  ['held back beats allowed', [both('*')], [both('zh')], ['es-419', 'es-419 sub']],
])('%s', (_, allowed, heldBack, ids) => {
  const terms = { quality: { formatProfiles: ['HD'] as const, maxHeight: 720 }, languages: { allowed, heldBack } };
  expect(allowedTracks(TRACKS, terms).map((track) => track.id)).toEqual(['480', ...ids]);
});
