/** Under which contracts anything is granted: counted where grants are kept, so that nobody reads them all for it. */

export interface GrantSource {
  readonly partner: string;
  readonly contract: string;
  /** Grants in force. */
  readonly grants: number;
  /** What isn't granted yet: it waits for an event. */
  readonly waiting: number;
  /** Works that any of these name. */
  readonly works: number;
}

export interface GrantSourceStore {
  /** By partner, then by contract. */
  grantSources(): Promise<readonly GrantSource[]>;
}

export const inSourceOrder = (sources: readonly GrantSource[]): GrantSource[] =>
  sources.toSorted((a, b) => order(a.partner, b.partner) || order(a.contract, b.contract));

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
