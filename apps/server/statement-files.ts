/** A statement as files: its canonical JSON, a workbook and paper, all made from the JSON and the same each time. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { writeWorkbook } from '@duoping/avails';
import { type Statement, statementSheets, statementText } from '#settlement';
import { statementPdf } from '../../domains/settlement/adapters/pdf.ts';
import { unpackWoff } from '../../domains/settlement/adapters/unpack-font.ts';

export const STATEMENT_FORMATS = ['json', 'xlsx', 'pdf'] as const;
export type StatementFormat = (typeof STATEMENT_FORMATS)[number];

export interface StatementFile {
  readonly name: string;
  /** Its media type. */
  readonly type: string;
  readonly bytes: Uint8Array;
}

export const statementFiles = (statement: Statement): Promise<readonly StatementFile[]> =>
  Promise.all(STATEMENT_FORMATS.map((format) => statementFile(statement, format)));

export async function statementFile(statement: Statement, format: StatementFormat): Promise<StatementFile> {
  const name = `${statementName(statement)}.${format}`;
  return { name, type: TYPES[format], bytes: await WRITERS[format](statement) };
}

const TYPES: Readonly<Record<StatementFormat, string>> = {
  json: 'application/json',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
};

const WRITERS: Readonly<Record<StatementFormat, (statement: Statement) => Promise<Uint8Array>>> = {
  json: async (statement) => new TextEncoder().encode(statementText(statement)),
  xlsx: async (statement) => writeWorkbook(statementSheets(statement)),
  pdf: async (statement) => {
    const [regular, bold] = await Promise.all([fontBytes(400), fontBytes(700)]);
    return statementPdf(statement, { regular, bold });
  },
};

export const statementName = ({ period, partner, currency, status }: Statement): string =>
  [period.id, partner.id, currency, ...(status === 'preview' ? ['preview'] : [])].join('-');

/** Noto Sans SC in one file for each weight: Latin letters and simplified Chinese. */
async function fontBytes(weight: number): Promise<Uint8Array> {
  const name = `@fontsource/noto-sans-sc/files/noto-sans-sc-chinese-simplified-${weight}-normal.woff`;
  return unpackWoff(await readFile(createRequire(import.meta.url).resolve(name)));
}
