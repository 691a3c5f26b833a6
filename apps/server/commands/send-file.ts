/** Sends one local file of a delivery in pieces, and goes on where it was cut off. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { CommandIo } from './io.ts';
import { ServerAway, type ServerCall, ServerRefusal } from './server-call.ts';

const PIECE_BYTES = 64 * 1024 * 1024;
const PATIENCE_MS = [500, 1_000, 2_000, 5_000, 10_000, 10_000];

export interface LocalFile {
  readonly name: string;
  readonly path: string;
}

/** `at` is the file's address in its delivery. Throws what the server says when it refuses, or when it stays away. */
export async function sendFile(server: ServerCall, at: string, file: LocalFile, io: CommandIo): Promise<void> {
  const { size } = await stat(file.path);
  const { location } = await server.begin(at, size);
  let offset = 0;
  let failures = 0;
  do {
    const end = Math.min(size, offset + PIECE_BYTES);
    try {
      const bytes = size === 0 ? nothing() : createReadStream(file.path, { start: offset, end: end - 1 });
      await server.continue(location, { offset, complete: end === size, bytes });
      offset = end;
      failures = 0;
      if (size > PIECE_BYTES) io.stderr(`  ${Math.floor((offset / size) * 100)} %`);
    } catch (error) {
      const wait = PATIENCE_MS[failures++];
      const passes = error instanceof ServerAway || (error instanceof ServerRefusal && mayPass(error));
      if (!passes || wait === undefined) throw error;
      await new Promise((resolve) => setTimeout(resolve, wait));
      offset = (await server.arrived(location)) ?? offset;
    }
  } while (offset < size);
}

const mayPass = ({ status, reason }: ServerRefusal): boolean =>
  status >= 500 || reason === 'upload-busy' || reason === 'offset-differs';

async function* nothing(): AsyncIterable<Uint8Array> {}
