/** `duoping settle --period 2026-11`: what each partner is owed for a month, closed when it is over and a preview before. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { decimal } from '#settlement';
import type { SettledBody } from '../http/settlement-shapes.ts';
import { statementFiles } from '../statement-files.ts';
import type { CommandIo, ExitCode } from './io.ts';
import type { ServerCall } from './server-call.ts';

const USAGE = `Usage: duoping settle --period YYYY-MM [--preview] [--json] [--out FOLDER]
  --preview   close nothing, even when the month is over
  --json      the statements as JSON, one a line
  --out       write each statement as JSON, XLSX and PDF into FOLDER
       duoping settle --books ZONE CURRENCY   state the zone and the currency of the books, such as Asia/Shanghai CNY`;

export async function settleCommand(args: readonly string[], io: CommandIo, server: ServerCall): Promise<ExitCode> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      period: { type: 'string' },
      preview: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      out: { type: 'string' },
      books: { type: 'boolean', default: false },
    },
  });
  if (values.books && positionals.length === 2) {
    const [zone, currency] = positionals;
    io.stdout(JSON.stringify(await server.json('PUT', '/api/books', { zone, currency })));
    return 0;
  }
  if (values.period === undefined || positionals.length > 0 || values.books) {
    io.stderr(USAGE);
    return 2;
  }
  const settled = asSettled(
    await server.json('POST', '/api/settlements', { period: values.period, previewOnly: values.preview }),
  );
  if (values.json) for (const statement of settled.statements) io.stdout(JSON.stringify(statement));
  tell(settled, values.json ? io.stderr : io.stdout, io);
  if (values.out !== undefined) await writeFiles(settled, values.out, io);
  return 0;
}

function tell({ period, status, statements }: SettledBody, data: (line: string) => void, io: CommandIo): void {
  io.stderr(
    status === 'closed' ? `${period} is closed.` : `PREVIEW of ${period}: the month is not closed, and more may come.`,
  );
  if (statements.some(({ illustrative }) => illustrative)) {
    io.stderr('ILLUSTRATIVE: contracts and amounts were made up for a demonstration.');
  }
  if (statements.length === 0) io.stderr('Nobody is owed anything: nothing was watched.');
  for (const { partner, currency, totals, agreements } of statements) {
    const amount = (minor: string): string => `${currency} ${decimal(minor, currency)}`;
    data(
      `${partner.name}: earned ${amount(totals.earnedMinor)}, recouped ${amount(totals.recoupedMinor)}, ` +
        `payable ${amount(totals.payableMinor)} (${totals.receipts} receipts)`,
    );
    for (const { contract, version, guarantee } of agreements) {
      if (guarantee?.recoupable)
        data(`  ${contract} version ${version}: ${amount(guarantee.unrecoupedMinor)} still to recoup`);
    }
  }
}

async function writeFiles({ statements }: SettledBody, folder: string, io: CommandIo): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const statement of statements) {
    for (const { name, bytes } of await statementFiles(statement)) {
      await writeFile(join(folder, name), bytes);
      io.stderr(`wrote ${join(folder, name)}`);
    }
  }
}

const asSettled = (body: unknown): SettledBody => body as SettledBody; // the server's own answer, by its published shape
