/** Packages queued media one at a time, with progress in the asset's record. A worker that dies loses its lease, and the next goes on. */
import { type Clock, MINUTE_MS, type Result } from '@duoping/kit';
import {
  type Asset,
  type AssetRecord,
  type AssetRecords,
  type JobWork,
  type MediaJob,
  type MediaPorts,
  packageAsset,
} from '#media';
import { mediaLease } from './media-lease.ts';

export interface WorkerPorts {
  readonly clock: Clock;
  readonly records: AssetRecords<Asset>;
  readonly media: Omit<MediaPorts, 'onProgress' | 'files'>;
  /** Half-done work lies here by the record's id until the record needs it no more. */
  readonly work: JobWork;
  /** Where a delivered file lies. */
  readonly pathOf: (sha256: string) => string;
  readonly onReady: (record: AssetRecord<Asset>) => Promise<void>;
  readonly log: (line: string) => void;
  /** Is there room on the disk for a film's encodes? */
  readonly hasRoom: () => Promise<boolean>;
}

const LEASE_MS = 2 * MINUTE_MS;
const MAX_ATTEMPTS = 3;

/** Takes one asset and packages it. False when there was nothing to do, or no room to do it in: then all wait their turn. */
export async function packageNext(ports: WorkerPorts, signal: AbortSignal): Promise<boolean> {
  const { clock, records } = ports;
  if (!(await ports.hasRoom())) return false;
  const held = clock.now() + LEASE_MS;
  const record = await records.take(clock.now(), held);
  if (!record) return false;
  const { lost, keep, settled } = mediaLease({
    ...{ clock, held, lengthMs: LEASE_MS },
    progress: (status, lease) => records.progress(record.id, status, lease),
  });
  const outcome = await attempt(ports, record, { signal: AbortSignal.any([signal, lost]), keep });
  await settled();
  if (outcome.ok) {
    await records.finish(record.id, outcome.value, clock.now());
    await ports.work.clear(record.id);
    await ports.onReady(record);
  } else if (lost.aborted) {
    ports.log(`${record.alid}: given up to another worker`);
  } else if (signal.aborted) {
    await records.release(record.id);
  } else if (!(await ports.hasRoom())) {
    await records.release(record.id); // the disk's fault and not the film's: no attempt is counted
    ports.log(`${record.alid}: packaging waits, because the disk is full; it goes on when there is room`);
  } else {
    const final = outcome.reason.final || record.attempts >= MAX_ATTEMPTS;
    await records.fail(record.id, outcome.reason.detail, final);
    if (final) await ports.work.clear(record.id);
    ports.log(`${record.alid}: ${outcome.reason.detail}${final ? '' : '; it will be tried again'}`);
  }
  return true;
}

/** For the start: frees what was left by jobs that are done, given up or unknown. Those that wait keep what they have. */
export async function sweepWork({ records, work }: Pick<WorkerPorts, 'records' | 'work'>): Promise<number> {
  const { records: all } = await records.changedSince(null);
  const waiting = new Set(
    all.filter(({ status }) => status.kind === 'queued' || status.kind === 'working').map(({ id }) => id),
  );
  const left = (await work.jobs()).filter((job) => !waiting.has(job));
  for (const job of left) await work.clear(job);
  return left.length;
}

async function attempt(
  ports: WorkerPorts,
  record: AssetRecord<Asset>,
  run: { signal: AbortSignal; keep: (share: number, doing: string) => void },
): Promise<Result<Asset, { detail: string; final: boolean }>> {
  const job = jobOf(record, ports.pathOf);
  if (!job) return { ok: false, reason: { detail: 'no film was delivered with its tracks', final: true } };
  const onProgress: MediaPorts['onProgress'] = ({ percent, step, track }) =>
    run.keep(percent / 100, track === undefined ? step : `${step} ${track}`);
  try {
    const packaged = await packageAsset(
      { ...ports.media, files: ports.work.files(record.id), onProgress },
      job,
      run.signal,
    );
    if (packaged.ok) return packaged;
    const { reason, what, detail } = packaged.reason;
    const passing = reason === 'encode-failed' || reason === 'encode-timed-out';
    return { ok: false, reason: { detail: `${what}: ${reason}${detail ? ` (${detail})` : ''}`, final: !passing } };
  } catch (error) {
    return { ok: false, reason: { detail: error instanceof Error ? error.message : String(error), final: false } };
  }
}

function jobOf({ partner, sources }: AssetRecord<Asset>, pathOf: (sha256: string) => string): MediaJob | undefined {
  const film = sources.find((source) => source.track === 'video');
  if (!film) return undefined;
  const tracks = (kind: 'audio' | 'text') =>
    sources
      .filter((source) => source.track === kind)
      .map((source) => ({ language: source.language ?? 'und', file: pathOf(source.sha256) }));
  return {
    owner: partner,
    file: pathOf(film.sha256),
    ...(film.language === null ? {} : { language: film.language }),
    audio: tracks('audio'),
    text: tracks('text'),
    scheme: 'cbcs',
  };
}
