/** The port to the scratch space of one film's encodes: finished renditions survive a kill there, half ones don't count. */
import type { ByteSource } from './cmaf/split.ts';

/** What was found out while a piece was made; JSON. */
export type PieceFacts = Readonly<Record<string, number | string>>;

export interface WorkFolder {
  /** Where a tool writes this piece. A name is made of letters, digits, `-` and `.`. */
  file(name: string): string;
  /** Facts of a piece that was finished, undefined for one that wasn't. */
  finished(name: string): Promise<PieceFacts | undefined>;
  /** Marks a piece as finished. Call it after the file stands complete. */
  finish(name: string, facts: PieceFacts): Promise<void>;
  read<T>(name: string, use: (source: ByteSource) => Promise<T>): Promise<T>;
}

/** Access to delivered files. */
export interface SourceFiles {
  /** 64 hex digits. */
  sha256(file: string, signal: AbortSignal): Promise<string>;
  /** Undefined when the file is larger than `limit`. */
  bytes(file: string, limit: number): Promise<Uint8Array | undefined>;
  /** The folder belongs to these encodes alone, and is found again after a restart. 32 hex digits. */
  workFolder(encodes: string): WorkFolder;
}

/** Scratch space by job, so that it can be emptied with the job and not before. Names are letters, digits and `-`. */
export interface JobWork {
  /** What this job's encodes work with. */
  files(job: string): SourceFiles;
  /** Frees the space of one job; fine when it has none. */
  clear(job: string): Promise<void>;
  /** Jobs that still hold space. */
  jobs(): Promise<readonly string[]>;
}
