/** How much room the disk has, and how much the server wants before it begins long work on it. */
import { statfs } from 'node:fs/promises';

/** A film's encodes and encrypted tracks come by the hundred megabytes: less than this, and packaging waits. */
export const ROOM_WANTED_BYTES = 256 * 1024 ** 2;
/** So little that the next write may fail. */
export const FULL_BYTES = 32 * 1024 ** 2;

/** Bytes that this user may still write where the folder lies. */
export async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/** Did the disk refuse to take more? The file system's words for it, and PostgreSQL's. */
export const isDiskFull = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ['ENOSPC', 'EDQUOT', '53100'].includes(String(error.code));
