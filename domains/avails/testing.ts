/** Avails for tests, in this room and in others: one good row, files made of rows, and what a reading found. */
import { strToU8, zipSync } from 'fflate';
import { SaxesParser } from 'saxes';
import type { Reading } from './clause.ts';
import { type ReadOptions, readAvails } from './read.ts';
import { type AvailRow, writeAvailsXlsx } from './write-avails.ts';

/** A film for subscribers in the United States, in HD, through 2026. */
export const GOOD_ROW: AvailRow = {
  ALID: 'md:alid:example.com:lantern',
  EntryType: 'Full Extract',
  DisplayName: 'Example Films',
  ContentID: 'md:cid:example.com:lantern',
  WorkType: 'Movie',
  TitleInternalAlias: 'The Lantern',
  Territory: 'US',
  LicenseType: 'SVOD',
  FormatProfile: 'HD',
  Start: '2026-01-01',
  End: '2026-12-31',
  PriceType: 'NA',
  PriceValue: 'NA',
};

export const good = (changes: AvailRow = {}): AvailRow => ({ ...GOOD_ROW, ...changes });

/** Reads a workbook of these rows; data starts in row 4. */
export const readRows = (rows: readonly AvailRow[], options?: ReadOptions): Reading =>
  readAvails({ name: 'rows.xlsx', bytes: writeAvailsXlsx(rows) }, options);

export const readText = (text: string, options?: ReadOptions): Reading =>
  readAvails({ name: 'file', bytes: strToU8(text) }, options);

export const codesOf = (reading: Reading): string[] => [...new Set(reading.findings.map(({ code }) => code))];

export const errorsOf = (reading: Reading): string[] => [
  ...new Set(reading.findings.filter(({ severity }) => severity === 'error').map(({ code }) => code)),
];

const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** The parts of a workbook with one sheet, to be bent before they are packed. */
export const workbookParts = (sheetXml: string): Record<string, string> => ({
  '[Content_Types].xml': '<Types/>',
  'xl/workbook.xml': `<workbook xmlns:r="${RELATIONS}"><sheets><sheet name="Avails" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="rId1" Type="${RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>\
<Relationship Id="rId2" Type="${RELATIONS}/sharedStrings" Target="sharedStrings.xml"/>\
<Relationship Id="rId3" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`,
  'xl/worksheets/sheet1.xml': sheetXml,
});

export const pack = (parts: Record<string, string>, level: 0 | 9 = 9): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])), {
    level,
    mtime: new Date(1980, 0, 1),
  });

export const readParts = (parts: Record<string, string>): Reading =>
  readAvails({ name: 'parts.xlsx', bytes: pack(parts) });

/** A sheet of the names in row 2 and of cells, given as XML, in row 4. */
export const sheetOf = (names: readonly string[], cells: string): string =>
  `<worksheet><sheetData><row r="1"><c t="inlineStr"><is><t>Avail</t></is></c></row><row r="2">${names
    .map((name) => `<c t="inlineStr"><is><t>${name}</t></is></c>`)
    .join('')}</row><row r="4">${cells}</row></sheetData></worksheet>`;

export const text = (value: string): string => `<c t="inlineStr"><is><t>${value}</t></is></c>`;

export { longList } from './xml/testing-avails-xml.ts';

/** XML parsed for nothing, by the parser that the grammars stand on: what a reading of it is measured by. */
export function parseOnly(pieces: Iterable<Uint8Array>, xmlns: boolean): void {
  const parser = new SaxesParser({ xmlns, position: false });
  const nothing = (): void => undefined;
  parser.on('opentag', nothing);
  parser.on('closetag', nothing);
  parser.on('text', nothing);
  const decoder = new TextDecoder();
  for (const piece of pieces) parser.write(decoder.decode(piece, { stream: true }));
  parser.close();
}
