/** A long list of which only the rows in sight are drawn and only the pages near them are asked for. */
// biome-ignore-all lint/a11y/useSemanticElements: a table can't leave out the rows that are not in sight
// biome-ignore-all lint/a11y/useFocusableInteractive: the list is focused and scrolled as one; its rows are read, not entered
// biome-ignore-all lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
import { useQueries } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';

const PAGE_ROWS = 100;
const ROWS_BEYOND = 8;

export interface RowPage<Row> {
  readonly total: number;
  readonly rows: readonly Row[];
}

export function PagedRows<Row>(list: {
  /** What the list depends on: another key is another list, from its top. */
  queryKey: readonly unknown[];
  page: (from: number, count: number) => Promise<RowPage<Row>>;
  /** CSS grid columns, the same for the head and each row. */
  columns: string;
  label: string;
  head: readonly ReactNode[];
  cells: (row: Row) => readonly ReactNode[];
  rowClass?: (row: Row) => string;
  /** The last column stays in sight when the rows are wider than the page. */
  lastStays?: boolean;
  rowHeight: number;
  /** Rows in sight, at most. */
  rowsShown: number;
  empty: ReactNode;
}) {
  const { rowHeight, rowsShown, columns } = list;
  const box = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const key = JSON.stringify(list.queryKey);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list starts at its top
  useEffect(() => {
    setTop(0);
    box.current?.scrollTo({ top: 0 });
  }, [key]);
  const first = Math.max(0, Math.floor(top / rowHeight) - ROWS_BEYOND);
  const last = first + rowsShown + 2 * ROWS_BEYOND;
  const pages = [...new Set([0, Math.floor(first / PAGE_ROWS), Math.floor(last / PAGE_ROWS)])];
  const answers = useQueries({
    queries: pages.map((page) => ({
      queryKey: ['page', key, page],
      queryFn: () => list.page(page * PAGE_ROWS, PAGE_ROWS),
      staleTime: 60_000,
    })),
  });
  const known = new Map(pages.map((page, at) => [page, answers[at]?.data]));
  const total = known.get(0)?.total;
  if (total === 0) return <div className="sheet-empty quiet">{list.empty}</div>;
  const count = total ?? rowsShown;
  const shown = Array.from({ length: Math.max(0, Math.min(last, count) - first) }, (_, at) => first + at);
  return (
    <div
      className={list.lastStays ? 'sheet sheet-rows-found' : 'sheet'}
      ref={box}
      tabIndex={0}
      onScroll={({ currentTarget }) => setTop(currentTarget.scrollTop)}
      style={{ maxHeight: (Math.min(count, rowsShown) + 1) * rowHeight + 14 }}
    >
      <div role="table" aria-label={list.label} aria-rowcount={count + 1} style={{ height: (count + 1) * rowHeight }}>
        <div
          role="row"
          className="sheet-row sheet-head"
          aria-rowindex={1}
          style={{ gridTemplateColumns: columns, height: rowHeight }}
        >
          {list.head.map((cell, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: columns stay where they are
            <div role="columnheader" key={at}>
              {cell}
            </div>
          ))}
        </div>
        {shown.map((place) => {
          const row = known.get(Math.floor(place / PAGE_ROWS))?.rows[place % PAGE_ROWS];
          return (
            <div
              role="row"
              key={place}
              aria-rowindex={place + 2}
              className={`sheet-row ${row && list.rowClass ? list.rowClass(row) : ''}`}
              style={{ gridTemplateColumns: columns, height: rowHeight, top: (place + 1) * rowHeight }}
            >
              {row
                ? list.cells(row).map((cell, at) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: columns stay where they are
                    <div role="cell" key={at}>
                      {cell}
                    </div>
                  ))
                : list.head.map((_, at) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: columns stay where they are
                    <div role="cell" key={at}>
                      <i className="waiting" />
                    </div>
                  ))}
            </div>
          );
        })}
      </div>
    </div>
  );
}
