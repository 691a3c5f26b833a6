/**
 * Reads the table of strings that a workbook's cells share. Most are plain and are scanned out of the bytes; from the
 * first that isn't (runs of rich text, readings of Japanese), a parser goes on.
 */
import { ok, type Result, refuse } from '@duoping/kit';
import { plainScanner } from './plain-scanner.ts';
import { ascii, expect, isAt, readBetween, type Sheet, textOf } from './sheet-bytes.ts';
import { type Archive, readPart, type WorkbookFault } from './workbook-part.ts';
import { unescapeControls } from './write-workbook.ts';
import type { XmlHandlers } from './xml.ts';

const ITEM_OPEN = ascii('<si>');
const TEXT_OPEN = ascii('<t>');
const KEPT_OPEN = ascii('<t xml:space="preserve">');
const CLOSE = ascii('</t></si>');

export function readSharedStrings(archive: Archive, path: string): Result<readonly string[], WorkbookFault> {
  const strings: string[] = [];
  let text = '';
  let collecting = false;
  let phonetic = 0;
  let tooLong = false;
  let halt = (): void => {};
  /** False at the first that is longer than a cell can be. */
  const add = (string: string): boolean => {
    strings.push(unescapeControls(string));
    tooLong = string.length > archive.limits.cellCharacters;
    if (tooLong) halt();
    return !tooLong;
  };
  const scanner = plainScanner({
    opening: ITEM_OPEN,
    isOwn: true,
    read: readString,
    play: (sheet, end) => add(textOf(sheet, sheet.marks[0] ?? 0, end)),
  });
  const handle = (stop: () => void): XmlHandlers => {
    halt = stop;
    return {
      open(name) {
        if (name === 'si') text = '';
        else if (name === 'rPh') phonetic += 1;
        else if (name === 't') collecting = phonetic === 0;
      },
      text(piece) {
        if (collecting) text += piece;
      },
      close(name) {
        if (name === 't') collecting = false;
        else if (name === 'rPh') phonetic -= 1;
        else if (name === 'si') add(text);
      },
    };
  };
  const read = readPart(archive, path, handle, scanner);
  if (!read.ok) return read;
  return tooLong
    ? refuse({ fault: 'zip-bomb', path, message: 'a shared string longer than a cell can be' })
    : ok(strings);
}

/** Where the text of a plain string ends; where it starts goes into the first mark. */
function readString(sheet: Sheet, from: number): number {
  const opened = expect(sheet, from, ITEM_OPEN);
  if (opened < 0) return opened;
  const at = from + ITEM_OPEN.length;
  const open = isAt(sheet, at, TEXT_OPEN) ? TEXT_OPEN : KEPT_OPEN;
  const end = readBetween(sheet, at, open, CLOSE);
  sheet.marks[0] = at + open.length;
  sheet.at = end + CLOSE.length;
  return end;
}
