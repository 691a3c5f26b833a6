/** How much of a delivered file is read before it is refused. Every limit has a default that a real delivery stays far below. */

export interface Limits {
  /** Bytes of the file as delivered. */
  readonly fileBytes: number;
  /** Parts in a workbook's archive. */
  readonly entries: number;
  /** Bytes of all parts read from one archive, inflated; declared and actual sizes both count. */
  readonly inflatedBytes: number;
  /** Inflated bytes per stored byte of one part, looked at once a part has grown past 8 MiB. */
  readonly inflationRatio: number;
  /** The last row of a sheet that is read; Excel itself ends at 1,048,576. */
  readonly rows: number;
  /** The last column of a sheet that is read; Excel itself ends at 16,384. */
  readonly columns: number;
  /** UTF-16 units in one cell or XML text; Excel itself ends at 32,767. */
  readonly cellCharacters: number;
  /** UTF-16 units in all cells of a file together, each repetition of a shared string counted. */
  readonly totalCharacters: number;
  /** Elements open at one time in an XML part. */
  readonly xmlDepth: number;
  /** UTF-16 units between two tags, or in one tag or comment. */
  readonly xmlRun: number;
  /** Elements in one element that is read as a whole, such as an Avail with all its transactions. */
  readonly elementParts: number;
  /** Bytes of a file that is read as a stream. */
  readonly streamBytes: number;
  /** Findings kept; those beyond are dropped, and the last one kept says so. */
  readonly findings: number;
}

const MIB = 1024 * 1024;

export const DEFAULT_LIMITS: Limits = {
  fileBytes: 128 * MIB,
  entries: 4096,
  inflatedBytes: 256 * MIB,
  inflationRatio: 300,
  rows: 1_048_576,
  columns: 16_384,
  cellCharacters: 32_767,
  totalCharacters: 512 * MIB,
  xmlDepth: 64,
  xmlRun: 4 * MIB,
  elementParts: 500_000,
  streamBytes: 4096 * MIB,
  findings: 10_000,
};
