/** What a benchmark hands back, and how it is written down. Every `bench/*.bench.ts` default-exports a {@link Bench}. */

export interface BenchRow {
  /** What was measured, with its size: `decide, 100 k works, 1 M grants`. */
  readonly what: string;
  /** Who it is compared with, and their figure with its unit; `–` without a peer. */
  readonly peer: string;
  /** Our figure with its unit and spread. */
  readonly ours: string;
  /** Ours to theirs, such as `41 ×`; `–` without a peer. */
  readonly ratio: string;
  readonly goal: string;
}

export interface BenchTable {
  readonly title: string;
  readonly rows: readonly BenchRow[];
  /** What a reader must know to trust the figures: versions of the peers, what is excluded. */
  readonly notes?: readonly string[];
}

export type Bench = () => Promise<BenchTable>;

/** GitHub's Markdown. A pipe inside a cell is escaped. */
export function toMarkdown({ title, rows, notes = [] }: BenchTable): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [
    `### ${title}`,
    '',
    line(['what', 'peer', 'ours', 'ratio', 'goal']),
    line(['---', '---', '---', '---', '---']),
    ...rows.map(({ what, peer, ours, ratio, goal }) => line([what, peer, ours, ratio, goal])),
    ...(notes.length > 0 ? ['', ...notes.map((note) => `- ${note}`)] : []),
    '',
  ].join('\n');
}
