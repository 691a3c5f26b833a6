/** A partner's own workbook back, with a note on each cell that a finding speaks of; nothing else in it is touched. */
import { ok, type Result, refuse } from '@duoping/kit';
import type { Finding } from '../clause.ts';
import { DEFAULT_LIMITS, type Limits } from '../limits.ts';
import { columnOfReference } from '../table.ts';
import { openWorkbook, readRelations, type WorkbookSheet } from '../workbook.ts';
import type { Archive } from '../workbook-part.ts';
import { inflatePart, partKey } from '../zip.ts';
import { into, type Note, placesFor, withBoxes, withTexts } from './notes.ts';
import { rewriteZip } from './zip-rewrite.ts';

export type AnnotateRefusal = 'not-a-workbook' | 'not-writable';

/**
 * The same workbook with the findings as notes. Cells, styles and formulas stay as they are, and parts that no note
 * needs keep their bytes. What is said of a row stands on its first cell, what is said of the file on the first cell of all.
 */
export function annotateXlsx(
  bytes: Uint8Array,
  findings: readonly Finding[],
  limits: Limits = DEFAULT_LIMITS,
): Result<Uint8Array, AnnotateRefusal> {
  const book = openWorkbook(bytes, limits);
  if (!book.ok) return refuse('not-a-workbook');
  const { archive, sheets } = book.value;
  const parts = partEditor(archive);
  for (const [sheet, notes] of notesBySheet(sheets, findings)) {
    if (!annotateSheet(parts, sheet, notes)) return refuse('not-writable');
  }
  return ok(rewriteZip(bytes, archive.parts, parts.changed()));
}

const MARKS: Readonly<Record<Finding['severity'], string>> = { error: 'Error', warning: 'Warning', notice: 'Notice' };

function notesBySheet(
  sheets: readonly WorkbookSheet[],
  findings: readonly Finding[],
): ReadonlyMap<WorkbookSheet, readonly Note[]> {
  const bySheet = new Map<WorkbookSheet, Map<string, Note>>();
  for (const { where, severity, message, code } of findings) {
    const sheet =
      'sheet' in where ? sheets.find(({ name }) => name === where.sheet) : sheets.find(({ hidden }) => !hidden);
    if (!sheet) continue;
    const row = 'row' in where ? where.row : 1;
    const column =
      'row' in where && where.column !== undefined ? (columnOfReference(where.column.split(' ')[0] ?? '') ?? 0) : 0;
    const notes = bySheet.get(sheet) ?? new Map<string, Note>();
    bySheet.set(sheet, notes);
    const key = `${row} ${column}`;
    const before = notes.get(key)?.text;
    const text = `${MARKS[severity]}: ${message} (${code})`;
    notes.set(key, { row, column, text: before === undefined ? text : `${before}\n${text}`.slice(0, MOST_CHARACTERS) });
  }
  return new Map([...bySheet].map(([sheet, notes]) => [sheet, [...notes.values()]]));
}

/** What a cell can hold, a note can too. */
const MOST_CHARACTERS = 32_000;

interface PartEditor {
  /** The text of a part; undefined when there is none, or none that could be read. */
  read(path: string): string | undefined;
  write(path: string, text: string): void;
  /** A path that no part has yet. */
  unused(form: (number: number) => string): string;
  relations(path: string): ReturnType<typeof readRelations>;
  changed(): ReadonlyMap<string, Uint8Array>;
}

function partEditor(archive: Archive): PartEditor {
  const changed = new Map<string, Uint8Array>();
  const keys = new Set(archive.parts.keys());
  const nameOf = (path: string): string => archive.parts.get(partKey(path))?.name ?? path;
  return {
    read(path) {
      const name = nameOf(path);
      const written = changed.get(name);
      if (written) return new TextDecoder().decode(written);
      const part = archive.parts.get(partKey(path));
      if (!part) return undefined;
      const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
      let text = '';
      try {
        const inflated = inflatePart(archive.bytes, part, archive.limits, (piece) => {
          text += decoder.decode(piece, { stream: true });
          return true;
        });
        text += decoder.decode();
        return inflated.ok ? text : undefined;
      } catch {
        return undefined; // TextDecoder tells by throwing that the part is not UTF-8
      }
    },
    write(path, text) {
      keys.add(partKey(path));
      changed.set(nameOf(path), new TextEncoder().encode(text));
    },
    unused(form) {
      for (let number = 1; ; number++) if (!keys.has(partKey(form(number)))) return form(number);
    },
    relations: (path) => readRelations(archive, path),
    changed: () => changed,
  };
}

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** Adds the notes to what the sheet has, or gives it parts for them; false when a part could not be read. */
function annotateSheet(parts: PartEditor, sheet: WorkbookSheet, notes: readonly Note[]): boolean {
  const relations = parts.relations(sheet.part);
  if (!relations.ok) return false;
  const texts = relations.value.find(({ type }) => type === 'comments');
  const xml = parts.read(sheet.part);
  if (xml === undefined) return false;
  const drawn = /<(?:[\w.-]+:)?legacyDrawing\s[^>]*?:id="([^"]*)"/.exec(xml)?.[1];
  const boxes = relations.value.find(({ id, type }) => type === 'vmlDrawing' && (drawn === undefined || id === drawn));
  const textPath = texts?.target ?? parts.unused((number) => `xl/comments${number}.xml`);
  const boxPath = boxes?.target ?? parts.unused((number) => `xl/drawings/vmlDrawing${number}.vml`);
  const [oldTexts, oldBoxes] = [texts && parts.read(textPath), boxes && parts.read(boxPath)];
  if ((texts && oldTexts === undefined) || (boxes && oldBoxes === undefined)) return false;
  const free = placesFor(oldTexts, notes);
  parts.write(textPath, withTexts(oldTexts, free));
  parts.write(boxPath, withBoxes(oldBoxes, free));
  const added: string[] = [];
  if (!texts) added.push(relation('rIdDuopingNotes', 'comments', fromFolderOf(sheet.part, textPath)));
  if (!boxes) added.push(relation('rIdDuopingBoxes', 'vmlDrawing', fromFolderOf(sheet.part, boxPath)));
  if (added.length > 0) {
    relate(parts, sheet.part, added.join(''));
    if (!declareTypes(parts, texts ? undefined : textPath)) return false;
  }
  if (drawn === undefined) parts.write(sheet.part, withDrawing(xml, boxes?.id ?? 'rIdDuopingBoxes'));
  return true;
}

/** A path relative to the folder of a part: not every reader of workbooks understands those from the root. */
function fromFolderOf(part: string, path: string): string {
  const from = part.split('/').slice(0, -1);
  const to = path.split('/');
  let common = 0;
  while (common < from.length && from[common] === to[common]) common += 1;
  return [...from.slice(common).map(() => '..'), ...to.slice(common)].join('/');
}

const relation = (id: string, type: string, target: string): string =>
  `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;

function relate(parts: PartEditor, part: string, more: string): void {
  const at = part.lastIndexOf('/') + 1;
  const path = `${part.slice(0, at)}_rels/${part.slice(at)}.rels`;
  const before =
    parts.read(path) ?? `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="${PACKAGE}"/>`;
  parts.write(path, into(before, 'Relationships', more));
}

/** Says in the package's list of contents what the new parts are. */
function declareTypes(parts: PartEditor, textPath: string | undefined): boolean {
  const path = '[Content_Types].xml';
  const before = parts.read(path);
  if (before === undefined) return false;
  const types: string[] = [];
  if (!/Extension="vml"/i.test(before))
    types.push('<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>');
  if (textPath !== undefined)
    types.push(
      `<Override PartName="/${textPath}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"/>`,
    );
  parts.write(path, into(before, 'Types', types.join('')));
  return true;
}

/** What may follow a legacyDrawing in a worksheet (ECMA-376 part 1, §18.3.1.99). */
const AFTER =
  'legacyDrawingHF|drawingHF|picture|oleObjects|controls|AlternateContent|webPublishItems|tableParts|extLst';

function withDrawing(xml: string, id: string): string {
  const prefix = /<((?:[\w.-]+:)?)worksheet[\s>]/.exec(xml)?.[1] ?? '';
  const data = Math.max(
    xml.lastIndexOf(`</${prefix}sheetData>`),
    xml.search(new RegExp(`<${prefix}sheetData\\s*/>`)),
    0,
  );
  const later = xml.slice(data).search(new RegExp(`<(?:[\\w.-]+:)?(?:${AFTER})[\\s/>]`));
  const at = later < 0 ? xml.lastIndexOf(`</${prefix}worksheet>`) : data + later;
  const drawing = `<${prefix}legacyDrawing xmlns:r="${OFFICE}" r:id="${id}"/>`;
  return xml.slice(0, at) + drawing + xml.slice(at);
}
