/** Where something stands in what a partner delivered. */

/** Where something stands in a delivery: a sheet's cell, or an element. Rows and lines count from 1. */
export type Place =
  | { readonly sheet: string; readonly row: number; readonly column?: string }
  | { readonly path: string; readonly line?: number };
