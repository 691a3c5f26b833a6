/** `duoping evidence export FOLDER`: fetches leaves, contracts, deliveries and statements from the server into an evidence folder. */
import { mkdir, open, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { contractFile } from '@duoping/evidence';
import type { CommandIo, ExitCode } from './io.ts';
import type { ServerCall } from './server-call.ts';

/** Leaves asked for at a time. */
const PAGE = 5000;

interface Begun {
  readonly size: number;
  readonly checkpoint: string;
  readonly statements: readonly { readonly name: string }[];
}

/** The checkpoint is written last: a folder that was left half-done has none, and no auditor takes it for whole. */
export async function exportEvidence(
  { folder, period, json }: { folder: string; period: string | undefined; json: boolean },
  io: CommandIo,
  server: ServerCall,
): Promise<ExitCode> {
  await mkdir(folder, { recursive: true });
  if ((await readdir(folder)).length > 0) {
    io.stderr(`${folder} is not empty: name a folder that is, or that isn't there yet`);
    return 2;
  }
  const query = period === undefined ? '' : `?period=${encodeURIComponent(period)}`;
  const begun = (await server.json('GET', `/api/evidence/export${query}`)) as Begun; // the server's own answer, by its published shape
  for (const name of ['contracts', 'deliveries', 'statements']) await mkdir(join(folder, name));
  const named = await writeLeaves(join(folder, 'leaves.ndjson'), begun.size, server, io);
  for (const [file, path] of named.contracts) await save(join(folder, file), path, server);
  for (const sha256 of named.deliveries)
    await save(join(folder, 'deliveries', sha256), `/api/evidence/deliveries/${sha256}`, server);
  for (const { name } of begun.statements) {
    if (!/^[\w][\w.@-]*\.json$/.test(name)) throw new Error(`The server named a statement ${name}`);
    await save(join(folder, 'statements', name), `/api/evidence/statements/${encodeURIComponent(name)}`, server);
  }
  await writeFile(join(folder, 'checkpoint'), begun.checkpoint, { flag: 'wx' });
  io.stderr(
    `${folder}: ${begun.size} leaves, ${named.contracts.size} contracts, ${named.deliveries.size} deliveries, ${begun.statements.length} statements`,
  );
  if (json) io.stdout(JSON.stringify({ folder, size: begun.size, checkpoint: begun.checkpoint }));
  return 0;
}

interface Named {
  /** Where each contract version is fetched from, by its file. */
  readonly contracts: ReadonlyMap<string, string>;
  readonly deliveries: ReadonlySet<string>;
}

async function writeLeaves(path: string, size: number, server: ServerCall, io: CommandIo): Promise<Named> {
  const contracts = new Map<string, string>();
  const deliveries = new Set<string>();
  const file = await open(path, 'wx');
  try {
    for (let from = 0; from < size; ) {
      const text = await server.text(`/api/evidence/leaves?from=${from}&to=${Math.min(size, from + PAGE)}`);
      const lines = text.split('\n').slice(0, -1);
      if (lines.length === 0) throw new Error(`The server has no leaf ${from} of ${size}`);
      for (const line of lines) {
        const { contract, contractVersion, delivery } = JSON.parse(line) as Record<string, string | number>; // a leaf, as the log keeps it
        const version = Number(contractVersion);
        const source = `/api/evidence/contracts/${encodeURIComponent(String(contract))}/${version}`;
        contracts.set(contractFile(String(contract), version), source);
        if (/^[0-9a-f]{64}$/.test(String(delivery))) deliveries.add(String(delivery));
      }
      await file.writeFile(text);
      from += lines.length;
      if (from % (20 * PAGE) === 0) io.stderr(`${from} of ${size} leaves`);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { contracts, deliveries };
}

/** What the server no longer has is left out; verifying the folder will name it. */
async function save(path: string, source: string, server: ServerCall): Promise<void> {
  const bytes = await server.bytes(source);
  if (bytes) await writeFile(path, bytes, { flag: 'wx' });
}
