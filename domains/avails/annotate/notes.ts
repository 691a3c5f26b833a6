/** Notes on cells as a workbook keeps them: a part with the texts, and a drawing with a box for each (ECMA-376 part 4). */
import { columnLetters } from '../table.ts';
import { escapeControls, escapeXml } from '../write-workbook.ts';

export interface Note {
  /** From 0. */
  readonly column: number;
  /** From 1. */
  readonly row: number;
  readonly text: string;
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const AUTHOR = 'duoping avails check';

/** Those notes whose cell has none yet: what its owner wrote there stays. `part` is the part with the texts, if there is one. */
export function placesFor(part: string | undefined, notes: readonly Note[]): readonly Note[] {
  const taken = new Set([...(part ?? '').matchAll(/\sref="([A-Z]+\d+)"/g)].map(([, reference]) => reference));
  return notes.filter((note) => !taken.has(referenceOf(note)));
}

/** The part with the texts: a new one, or the one that the sheet has, with the notes behind its own. */
export function withTexts(part: string | undefined, notes: readonly Note[]): string {
  const whole =
    part ??
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<comments xmlns="${MAIN}"><authors/><commentList/></comments>`;
  const prefix = /<((?:[\w.-]+:)?)comments[\s>]/.exec(whole)?.[1] ?? '';
  const authors = whole.match(new RegExp(`<${prefix}author[\\s>/]`, 'g'))?.length ?? 0;
  const comments = notes.map((note) => {
    const words = `<${prefix}t xml:space="preserve">${escapeXml(escapeControls(note.text))}</${prefix}t>`;
    // A run of its own, as spreadsheets write it: some readers know no other form.
    const text = `<${prefix}text><${prefix}r>${words}</${prefix}r></${prefix}text>`;
    return `<${prefix}comment ref="${referenceOf(note)}" authorId="${authors}">${text}</${prefix}comment>`;
  });
  return into(
    into(whole, `${prefix}authors`, `<${prefix}author>${AUTHOR}</${prefix}author>`),
    `${prefix}commentList`,
    comments.join(''),
  );
}

const referenceOf = ({ column, row }: Note): string => `${columnLetters(column)}${row}`;

/** The drawing: a new one, or the one that the sheet has, with the boxes behind its own. */
export function withBoxes(part: string | undefined, notes: readonly Note[]): string {
  const whole =
    part ??
    `<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout></xml>`;
  const ids = [...whole.matchAll(/_x0000_s(\d+)/g)].map(([, id]) => Number(id));
  const first = Math.max(1024, ...ids) + 1;
  const type = whole.includes('"_x0000_t202"') ? '' : NOTE_TYPE;
  const boxes = notes.map((note, at) => boxOf(note, first + at));
  return into(whole, 'xml', type + boxes.join(''));
}

const NOTE_TYPE =
  '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>';

function boxOf({ column, row }: Note, id: number): string {
  const top = Math.max(0, row - 2);
  return `<v:shape id="_x0000_s${id}" type="#_x0000_t202" style="position:absolute;margin-left:60pt;margin-top:2pt;width:220pt;height:80pt;z-index:1;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">\
<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>\
<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>${column + 1}, 15, ${top}, 2, ${column + 5}, 15, ${top + 5}, 2</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>${row - 1}</x:Row><x:Column>${column}</x:Column></x:ClientData></v:shape>`;
}

/** Puts `more` at the end of the last element of that name, also when it is empty. */
export function into(xml: string, element: string, more: string): string {
  const end = xml.lastIndexOf(`</${element}>`);
  if (end >= 0) return xml.slice(0, end) + more + xml.slice(end);
  return xml.replace(
    new RegExp(`<${element}((?:\\s[^<>]*)?)/>`),
    (_, attributes: string) => `<${element}${attributes}>${more}</${element}>`,
  );
}
