/** `duoping evidence verify FOLDER`: judges an evidence folder with nothing else at hand: no server, no database, no network. */
import { stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type FolderReport, readVerifier, verifyFolder } from '@duoping/evidence';
import { evidenceFolder } from '../../../domains/evidence/adapters/folder.ts';
import { statementCheck } from '../statement-check.ts';
import { exportEvidence } from './evidence-export.ts';
import type { CommandIo, ExitCode } from './io.ts';
import type { ServerCall } from './server-call.ts';

const USAGE = `Usage: duoping evidence verify FOLDER [--key KEY] [--json]
       duoping evidence export FOLDER [--period 2026-11]
  --key KEY      the operator's public key (GET /evidence/key), or a file that holds it; without it the signature is
                 checked with the key that the folder itself names, which proves that nothing was changed since, not by whom
  --period       everything up to the end of that month (UTC), and the statements of it alone
  --json         one JSON object on stdout`;

export async function evidenceCommand(
  args: readonly string[],
  io: CommandIo,
  server: () => Promise<ServerCall>,
): Promise<ExitCode> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { key: { type: 'string' }, period: { type: 'string' }, json: { type: 'boolean', default: false } },
  });
  const [act, folder] = positionals;
  const isMonth = values.period === undefined || /^\d{4}-(0[1-9]|1[0-2])$/.test(values.period);
  const isKnown = act === 'verify' ? values.period === undefined : act === 'export' && values.key === undefined;
  if (!isKnown || !isMonth || folder === undefined || positionals.length > 2) {
    io.stderr(USAGE);
    return 2;
  }
  if (act === 'export') return exportEvidence({ folder, period: values.period, json: values.json }, io, await server());
  return verify({ folder, key: values.key, json: values.json }, io);
}

async function verify(
  { folder, key, json }: { folder: string; key: string | undefined; json: boolean },
  io: CommandIo,
): Promise<ExitCode> {
  const verifier = key === undefined ? undefined : readVerifier(await keyText(key, io));
  if (key !== undefined && !verifier) {
    io.stderr(`${key} is no verifier key: it has the form name+hash+base64, as GET /evidence/key tells it`);
    return 2;
  }
  const found = await stat(folder).catch((error: Error) => error.message);
  if (typeof found === 'string' || !found.isDirectory()) {
    io.stderr(typeof found === 'string' ? found : `${folder} is no folder`);
    return 2;
  }
  const files = evidenceFolder(folder);
  const report = await verifyFolder(files, { verifier, checkStatement: await statementCheck(files) });
  if (!report) {
    io.stderr(`${folder} is no evidence folder: it has neither checkpoint nor leaves.ndjson`);
    return 2;
  }
  if (json) io.stdout(JSON.stringify({ folder, valid: report.findingCount === 0, ...report }));
  for (const line of summary(folder, report)) io.stderr(line);
  return report.findingCount === 0 ? 0 : 1;
}

/** The key itself, or the content of the file that is named. */
const keyText = (key: string, io: CommandIo): Promise<string> =>
  readVerifier(key)
    ? Promise.resolve(key)
    : io.readFile(key).then(
        (bytes) => new TextDecoder().decode(bytes),
        () => key,
      );

function summary(folder: string, report: FolderReport): string[] {
  const lines = report.findings.map(
    ({ file, line, message }) => `${file}${line === undefined ? '' : ` line ${line}`}: ${message}`,
  );
  const more = report.findingCount - report.findings.length;
  if (more > 0) lines.push(`and ${more} more`);
  const { leaves, contracts, deliveries, statements } = report;
  lines.push(
    `${folder}: ${leaves} leaves, ${contracts} contracts, ${deliveries} deliveries, ${statements} statements, root ${report.root ?? 'unknown'}`,
  );
  if (report.findingCount > 0) lines.push(`Not sound: ${report.findingCount} findings.`);
  else if (report.keyWasGiven) lines.push(`Sound, and signed by ${report.signedBy}.`);
  else
    lines.push(
      `Sound, by the key that the folder names: ${report.signedBy}`,
      'Compare that key with the one the operator gave you elsewhere, or pass it with --key.',
    );
  return lines;
}
