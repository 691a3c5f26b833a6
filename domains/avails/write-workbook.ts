/** Writes a plain workbook: sheets of texts, numbers, booleans and dates. The same rows give the same bytes. */
import { strToU8, zipSync } from 'fflate';
import { isoFromSerial, serialFromIso } from './serial.ts';
import { columnLetters } from './table.ts';

/** `date` is `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM:SS`; before March 1900 it is written as text. */
export type CellValue = string | number | boolean | { readonly date: string } | undefined;

export interface SheetContent {
  readonly name: string;
  readonly hidden?: boolean;
  /** `rows[0]` is row 1; an empty row leaves a gap. */
  readonly rows: readonly (readonly CellValue[])[];
}

export function writeWorkbook(sheets: readonly SheetContent[]): Uint8Array {
  const strings = new Map<string, number>();
  const bodies = sheets.map((sheet) => sheetXml(sheet, strings));
  const files: Record<string, Uint8Array> = {
    '[Content_Types].xml': part(contentTypes(sheets.length)),
    '_rels/.rels': part(relations([['officeDocument', 'xl/workbook.xml']])),
    'xl/workbook.xml': part(workbookXml(sheets)),
    'xl/_rels/workbook.xml.rels': part(
      relations([
        ...sheets.map((_, at): [string, string] => ['worksheet', `worksheets/sheet${at + 1}.xml`]),
        ['styles', 'styles.xml'],
        ['sharedStrings', 'sharedStrings.xml'],
      ]),
    ),
    'xl/styles.xml': part(STYLES),
    'xl/sharedStrings.xml': part(sharedStringsXml(strings)),
  };
  for (const [at, body] of bodies.entries()) files[`xl/worksheets/sheet${at + 1}.xml`] = part(body);
  // An archive keeps local time; a local date, not an instant, gives the same bytes in every zone.
  return zipSync(files, { level: 6, mtime: new Date(1980, 0, 1) });
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const DATE_STYLE = 1;
const TIME_STYLE = 2;

const STYLES = `<styleSheet xmlns="${MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>\
<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts><fonts count="1"><font/></fonts>\
<fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>\
<cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="164" applyNumberFormat="1"/>\
<xf numFmtId="165" applyNumberFormat="1"/></cellXfs></styleSheet>`;

const part = (xml: string): Uint8Array => strToU8(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${xml}`);

function sheetXml({ rows }: SheetContent, strings: Map<string, number>): string {
  const lines: string[] = [];
  for (const [at, cells] of rows.entries()) {
    const written = cells.map((value, column) => cellXml(`${columnLetters(column)}${at + 1}`, value, strings)).join('');
    if (written !== '') lines.push(`<row r="${at + 1}">${written}</row>`);
  }
  return `<worksheet xmlns="${MAIN}"><sheetData>${lines.join('')}</sheetData></worksheet>`;
}

function cellXml(reference: string, value: CellValue, strings: Map<string, number>): string {
  if (value === undefined || value === '') return '';
  if (typeof value === 'number') return `<c r="${reference}"><v>${value}</v></c>`;
  if (typeof value === 'boolean') return `<c r="${reference}" t="b"><v>${value ? 1 : 0}</v></c>`;
  const text = typeof value === 'string' ? value : value.date;
  const serial = typeof value === 'string' ? undefined : serialFromIso(value.date);
  // Days that don't exist, and midnight where it is meant as a time, have no date cell that says the same.
  if (serial !== undefined && isoFromSerial(serial, false) === text)
    return `<c r="${reference}" s="${text.length === 10 ? DATE_STYLE : TIME_STYLE}"><v>${serial}</v></c>`;
  const index = strings.get(text) ?? strings.size;
  strings.set(text, index);
  return `<c r="${reference}" t="s"><v>${index}</v></c>`;
}

const sharedStringsXml = (strings: ReadonlyMap<string, number>): string =>
  `<sst xmlns="${MAIN}" uniqueCount="${strings.size}">${[...strings.keys()]
    .map((text) => `<si><t xml:space="preserve">${escapeXml(escapeControls(text))}</t></si>`)
    .join('')}</sst>`;

function workbookXml(sheets: readonly SheetContent[]): string {
  const list = sheets.map(({ name, hidden }, at) => {
    const state = hidden ? ' state="hidden"' : '';
    return `<sheet name="${escapeXml(name)}" sheetId="${at + 1}"${state} r:id="rId${at + 1}"/>`;
  });
  return `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${list.join('')}</sheets></workbook>`;
}

const relations = (targets: readonly (readonly [string, string])[]): string =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${targets
    .map(([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${RELATIONS}/${type}" Target="${target}"/>`)
    .join('')}</Relationships>`;

function contentTypes(sheets: number): string {
  const kind = (name: string, type: string): string =>
    `<Override PartName="/xl/${name}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${type}+xml"/>`;
  const list = Array.from({ length: sheets }, (_, at) => kind(`worksheets/sheet${at + 1}`, 'worksheet'));
  return `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
${kind('workbook', 'sheet.main')}${list.join('')}${kind('styles', 'styles')}${kind('sharedStrings', 'sharedStrings')}</Types>`;
}

export const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Characters that XML can't hold are written `_x0001_` (ECMA-376 part 1, §22.9.2.19), and so is what looks like that. */
export const escapeControls = (text: string): string =>
  text
    .toWellFormed()
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/[\p{Cc}\uFFFE\uFFFF]/gu, (char) =>
      char === '\t' || char === '\n' ? char : `_x${char.charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()}_`,
    );

/** Undoes `_x0001_`. */
export const unescapeControls = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;
