/** What a workbook holds besides its cells: sheets, shared strings, number styles, the day that dates count from. */
import { ok, type Result, refuse } from '@duoping/kit';
import type { Limits } from './limits.ts';
import { type NumberStyle, styleOfFormat } from './serial.ts';
import { readSharedStrings } from './shared-strings.ts';
import { type Archive, readPart, type WorkbookFault } from './workbook-part.ts';
import { listParts, partKey } from './zip.ts';

export interface WorkbookSheet {
  readonly name: string;
  readonly hidden: boolean;
  /** The part that holds the cells. */
  readonly part: string;
}

export interface Workbook {
  readonly archive: Archive;
  readonly sheets: readonly WorkbookSheet[];
  readonly sharedStrings: readonly string[];
  /** By a cell's style index; absent means a plain number. */
  readonly styles: readonly NumberStyle[];
  readonly date1904: boolean;
}

/** Opens a workbook as far as to know its sheets. Macros, links and drawings are never looked at. */
export function openWorkbook(bytes: Uint8Array, limits: Limits): Result<Workbook, WorkbookFault> {
  const parts = listParts(bytes, limits);
  if (!parts.ok) return refuse({ fault: parts.reason, path: '' });
  const archive: Archive = { bytes, parts: parts.value, limits };
  if (!archive.parts.has('[content_types].xml')) return refuse({ fault: 'unknown-format', path: '' });
  const root = readRelations(archive, '');
  if (!root.ok) return root;
  const main = root.value.find(({ type }) => type === 'officeDocument')?.target ?? 'xl/workbook.xml';
  if (!archive.parts.has(partKey(main))) return refuse({ fault: 'unknown-format', path: main });
  if (/\.bin$/i.test(main))
    return refuse({ fault: 'unknown-format', path: main, message: 'a binary workbook; save it as .xlsx' });
  const relations = readRelations(archive, main);
  if (!relations.ok) return relations;
  const book = readSheets(archive, main, relations.value);
  if (!book.ok) return book;
  const shared = relations.value.find(({ type }) => type === 'sharedStrings')?.target;
  const strings =
    shared !== undefined && archive.parts.has(partKey(shared)) ? readSharedStrings(archive, shared) : ok([]);
  if (!strings.ok) return strings;
  const styles = readStyles(archive, relations.value.find(({ type }) => type === 'styles')?.target);
  if (!styles.ok) return styles;
  return ok({ archive, ...book.value, sharedStrings: strings.value, styles: styles.value });
}

interface Relation {
  readonly id: string;
  /** The last word of the relation's type: `worksheet`, `sharedStrings`. */
  readonly type: string;
  readonly target: string;
}

/** What a part names as belonging to it, targets from the archive's root; nothing where the part names none. */
export function readRelations(archive: Archive, of: string): Result<readonly Relation[], WorkbookFault> {
  const folder = of.slice(0, of.lastIndexOf('/') + 1);
  const path = `${folder}_rels/${of.slice(folder.length)}.rels`;
  const relations: Relation[] = [];
  if (!archive.parts.has(partKey(path))) return ok(relations);
  const read = readPart(archive, path, () => ({
    open(name, { Id = '', Type = '', Target = '', TargetMode }) {
      if (name !== 'Relationship' || TargetMode === 'External') return;
      relations.push({ id: Id, type: Type.slice(Type.lastIndexOf('/') + 1), target: resolve(folder, Target) });
    },
  }));
  return read.ok ? ok(relations) : read;
}

/** A target relative to the folder of the part that names it; `/` at its start means the archive's root. */
function resolve(folder: string, target: string): string {
  const steps: string[] = [];
  for (const step of (target.startsWith('/') ? target : folder + target).split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}

function readSheets(
  archive: Archive,
  path: string,
  relations: readonly Relation[],
): Result<{ sheets: readonly WorkbookSheet[]; date1904: boolean }, WorkbookFault> {
  const sheets: WorkbookSheet[] = [];
  let date1904 = false;
  const read = readPart(archive, path, () => ({
    open(name, attributes) {
      if (name === 'workbookPr') date1904 = /^(1|true)$/i.test(attributes.date1904 ?? '');
      if (name !== 'sheet') return;
      const id = Object.keys(attributes).find((key) => key.endsWith(':id'));
      const relation = relations.find((each) => id !== undefined && each.id === attributes[id]);
      if (relation?.type !== 'worksheet') return; // charts and dialogues are sheets too
      const hidden = /hidden/i.test(attributes.state ?? '');
      sheets.push({ name: attributes.name ?? '', hidden, part: relation.target });
    },
  }));
  if (!read.ok) return read;
  return sheets.length > 0 ? ok({ sheets, date1904 }) : refuse({ fault: 'damaged-workbook', path });
}

function readStyles(archive: Archive, path: string | undefined): Result<readonly NumberStyle[], WorkbookFault> {
  const styles: NumberStyle[] = [];
  const codes = new Map<number, string>();
  if (path === undefined || !archive.parts.has(partKey(path))) return ok(styles);
  let inCellFormats = false;
  const read = readPart(archive, path, () => ({
    open(name, attributes) {
      const id = Number(attributes.numFmtId ?? 0);
      if (name === 'numFmt') codes.set(id, attributes.formatCode ?? '');
      else if (name === 'cellXfs') inCellFormats = true;
      else if (name === 'xf' && inCellFormats) styles.push(styleOfFormat(id, codes.get(id)));
    },
    close(name) {
      if (name === 'cellXfs') inCellFormats = false;
    },
  }));
  return read.ok ? ok(styles) : read;
}
