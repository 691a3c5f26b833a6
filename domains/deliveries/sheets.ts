/** Duoping's own two sheets beside an avails file: `metadata.csv` (what a title is called) and `media.csv` (which file is it). */
import type { Finding, Place } from '@duoping/avails';
import { normaliseLanguage } from '@duoping/kit';
import Papa from 'papaparse';

/** The file and place of a row that one of the partner's own formats told. */
export interface RowSource {
  readonly file: string;
  readonly where: Place;
}

export interface MetadataRow {
  readonly row: number;
  /** Where it stands, if not in Duoping's own sheet. */
  readonly from?: RowSource;
  readonly alid: string;
  readonly language: string;
  readonly title: string;
  /** What the series of an episode is called in this language. */
  readonly seriesTitle?: string;
  readonly synopsis: string;
  readonly year: number | null;
  readonly rating: string | null;
  readonly genres: readonly string[];
  readonly credits: string | null;
  readonly illustrative: boolean;
}

export const TRACKS = ['video', 'audio', 'text', 'poster', 'wide'] as const;
export type Track = (typeof TRACKS)[number];

export interface MediaRow {
  readonly row: number;
  /** As above. */
  readonly from?: RowSource;
  readonly alid: string;
  readonly file: string;
  readonly sha256: string;
  readonly track: Track;
  /** BCP 47; null for what has no language. */
  readonly language: string | null;
}

export interface Sheet<Row> {
  readonly rows: readonly Row[];
  readonly findings: readonly Finding[];
}

const MAX_SHEET_BYTES = 16 * 1024 * 1024;
const MAX_ROWS = 200_000;

export function readMetadata(name: string, bytes: Uint8Array): Sheet<MetadataRow> {
  return readSheet(name, bytes, ['alid', 'language', 'title'], (cells, { row, complain }) => {
    const language = normaliseLanguage(cells.language ?? '');
    if (!language) return complain('language', 'language', 'is no BCP 47 language tag', cells.language);
    if (!cells.alid || !cells.title) return complain('missing-cell', cells.alid ? 'title' : 'alid', 'is empty', '');
    const year = /^\d{4}$/.test(cells.year ?? '') ? Number(cells.year) : null;
    if (cells.year && year === null) return complain('year', 'year', 'is no four-digit year', cells.year);
    return {
      row,
      alid: cells.alid,
      language,
      title: cells.title,
      ...(cells.series ? { seriesTitle: cells.series } : {}),
      synopsis: cells.synopsis ?? '',
      year,
      rating: cells.rating || null,
      genres: listOf(cells.genre),
      credits: cells.credits || null,
      illustrative: /^(true|1|yes)$/i.test(cells.illustrative ?? ''),
    };
  });
}

export function readMedia(name: string, bytes: Uint8Array): Sheet<MediaRow> {
  return readSheet(name, bytes, ['alid', 'file', 'sha256', 'track'], (cells, { row, complain }) => {
    const track = TRACKS.find((known) => known === cells.track);
    const language = cells.language ? normaliseLanguage(cells.language) : null;
    if (!cells.alid || !cells.file) return complain('missing-cell', cells.alid ? 'file' : 'alid', 'is empty', '');
    if (!track) return complain('track', 'track', `is none of ${TRACKS.join(', ')}`, cells.track);
    if (language === undefined) return complain('language', 'language', 'is no BCP 47 language tag', cells.language);
    if ((track === 'audio' || track === 'text') && language === null) {
      return complain('missing-cell', 'language', `is empty, and a track of ${track} needs one`, '');
    }
    if (!/^[0-9a-f]{64}$/.test(cells.sha256 ?? '')) {
      return complain('sha256', 'sha256', 'is no SHA-256 in 64 lower-case hex digits', cells.sha256);
    }
    return { row, alid: cells.alid, file: cells.file, sha256: cells.sha256 ?? '', track, language };
  });
}

interface RowContext {
  readonly row: number;
  readonly complain: (code: string, column: string, message: string, value: string | undefined) => undefined;
}

function readSheet<Row>(
  name: string,
  bytes: Uint8Array,
  required: readonly string[],
  read: (cells: Readonly<Record<string, string>>, context: RowContext) => Row | undefined,
): Sheet<Row> {
  const findings: Finding[] = [];
  const error = (code: string, message: string, row = 1, column?: string, value?: string): undefined => {
    const where = { sheet: name, row, ...(column === undefined ? {} : { column }) };
    findings.push({
      severity: 'error',
      code: `sheet-${code}`,
      message,
      where,
      ...(value === undefined ? {} : { value }),
    });
  };
  if (bytes.length > MAX_SHEET_BYTES) {
    error('too-large', `The sheet has ${bytes.length} bytes; at most ${MAX_SHEET_BYTES} are read`);
    return { rows: [], findings };
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    error('encoding', 'The sheet is not UTF-8');
    return { rows: [], findings };
  }
  const [header = [], ...lines] = Papa.parse<string[]>(text, { skipEmptyLines: 'greedy', preview: MAX_ROWS + 2 }).data;
  const columns = header.map((column) => column.trim().toLowerCase());
  const missing = required.filter((column) => !columns.includes(column));
  if (missing.length > 0) error('missing-column', `The sheet has no column ${missing.join(', ')}`);
  if (lines.length > MAX_ROWS) error('too-many-rows', `The sheet has more than ${MAX_ROWS} rows`);
  if (findings.length > 0) return { rows: [], findings };
  const rows = lines.flatMap((line, index) => {
    const row = index + 2;
    const cells = new Map(columns.map((column, at) => [column, (line[at] ?? '').trim()]));
    const value = read(Object.fromEntries(cells), {
      row,
      complain: (code, column, message, given) => error(code, `${column} ${message}`, row, column, given),
    });
    return value === undefined ? [] : [value];
  });
  return { rows, findings };
}

const listOf = (cell: string | undefined): readonly string[] =>
  (cell ?? '')
    .split(/[;,、]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
