/** A statement as files: its canonical JSON, a workbook and paper, all made from the JSON and the same each time. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { writeWorkbook } from '@duoping/avails';
import { type Statement, statementSheets, statementText } from '#settlement';
import { statementPdf } from '../../domains/settlement/adapters/pdf.ts';
import { unpackWoff } from '../../domains/settlement/adapters/unpack-font.ts';

export interface StatementFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export async function statementFiles(statement: Statement): Promise<readonly StatementFile[]> {
  const name = statementName(statement);
  const [regular, bold] = await Promise.all([fontBytes(400), fontBytes(700)]);
  return [
    { name: `${name}.json`, bytes: new TextEncoder().encode(statementText(statement)) },
    { name: `${name}.xlsx`, bytes: writeWorkbook(statementSheets(statement)) },
    { name: `${name}.pdf`, bytes: await statementPdf(statement, { regular, bold }) },
  ];
}

export const statementName = ({ period, partner, currency, status }: Statement): string =>
  [period.id, partner.id, currency, ...(status === 'preview' ? ['preview'] : [])].join('-');

/** Noto Sans SC in one file for each weight: Latin letters and simplified Chinese. */
async function fontBytes(weight: number): Promise<Uint8Array> {
  const name = `@fontsource/noto-sans-sc/files/noto-sans-sc-chinese-simplified-${weight}-normal.woff`;
  return unpackWoff(await readFile(createRequire(import.meta.url).resolve(name)));
}
