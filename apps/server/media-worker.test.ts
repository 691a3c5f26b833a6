import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Asset, AssetRecord, AssetRecords, AssetStatus, MediaTools } from '#media';
import { localWork } from '../../domains/media/adapters/source-files.ts';
import { ffmpegHere, makeFilm, mediaPorts } from '../../domains/media/testing.ts';
import { packageNext, sweepWork, type WorkerPorts } from './media-worker.ts';

const root = mkdtempSync(join(tmpdir(), 'duoping-worker-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const here = ffmpegHere();

const recordOf = (id: string, kind: AssetStatus['kind'], sha256 = ''): AssetRecord<Asset> => {
  const status =
    kind === 'working' ? { kind, share: 0, doing: '' } : kind === 'failed' ? { kind, detail: '' } : { kind };
  const sources = [{ track: 'video', language: null, sha256 }] as const;
  return { id, partner: 'p', alid: id, sources, status, attempts: 1, registeredAt: 0, asset: null, withdrawn: false };
};

/** Hands out its one record, and remembers what became of it. */
function recordsWith(record: AssetRecord<Asset>) {
  const outcome = { finished: false, failed: undefined as boolean | undefined };
  const records: AssetRecords<Asset> = {
    register: async () => true,
    withdraw: async () => {},
    take: async () => record,
    progress: async () => true,
    finish: async () => void Object.assign(outcome, { finished: true }),
    release: async () => {},
    fail: async (_id, _detail, final) => void Object.assign(outcome, { failed: final }),
    changedSince: async () => ({ records: [record], mark: '' }),
  };
  return { records, outcome };
}

test('a start frees the work of jobs that are done, given up or unknown, and keeps that of the others', async () => {
  const folder = join(root, 'sweep');
  for (const job of ['ready', 'failed', 'unknown', 'queued', 'working']) {
    await mkdir(join(folder, job), { recursive: true });
    await writeFile(join(folder, job, 'v360.mp4'), 'half of it');
  }
  const known = (['ready', 'failed', 'queued', 'working'] as const).map((kind) => recordOf(kind, kind));
  const records = {
    ...recordsWith(recordOf('ready', 'ready')).records,
    changedSince: async () => ({ records: known, mark: '' }),
  };
  expect(await sweepWork({ records, work: localWork(folder) })).toBe(3);
  expect(readdirSync(folder).sort()).toEqual(['queued', 'working']);
});

test('a start without any work yet is fine', async () => {
  const { records } = recordsWith(recordOf('ready', 'ready'));
  expect(await sweepWork({ records, work: localWork(join(root, 'nothing')) })).toBe(0);
});

describe.skipIf(!here)(`packaging${here ? '' : ' (skipped: ffmpeg is not on the PATH)'}`, { timeout: 60_000 }, () => {
  const film = here ? makeFilm(root, 'film.mp4', { size: '320x180', seconds: 2 }) : '';

  async function run(name: string, file: string, tools: Partial<MediaTools> = {}) {
    if (!here) throw new Error('ffmpeg is needed');
    const folder = join(root, name);
    const { records, outcome } = recordsWith(recordOf(name, 'queued', file));
    const { ports } = mediaPorts(folder, here);
    const { files: _, onProgress: __, ...media } = ports;
    const work = localWork(join(folder, 'jobs'));
    await mkdir(join(folder, 'jobs', name), { recursive: true });
    const worker: WorkerPorts = {
      ...{ clock: { now: () => 0 }, records, work, log: () => {} },
      media: { ...media, tools: { ...media.tools, ...tools } },
      ...{ pathOf: (sha256) => sha256, onReady: async () => {}, hasRoom: async () => true },
    };
    await packageNext(worker, new AbortController().signal);
    return { outcome, left: await work.jobs() };
  }

  test('leaves nothing behind in the work folder when the film is packaged', async () => {
    expect(await run('done', film)).toEqual({
      outcome: { finished: true, failed: undefined },
      left: [],
    });
  });

  test('of what is no film is given up, and its work is freed', async () => {
    const file = join(root, 'text.mp4');
    await writeFile(file, 'this is no film');
    const { outcome, left } = await run('no-film', file);
    expect([outcome, left]).toEqual([{ finished: false, failed: true }, []]);
  });

  test('that is to be tried again keeps what it has done so far', async () => {
    const probe = async () => Promise.reject(new Error('the disk is full'));
    const { outcome, left } = await run('again', film, { probe });
    expect([outcome, left]).toEqual([{ finished: false, failed: false }, ['again']]);
  });
});
