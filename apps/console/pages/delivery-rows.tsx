/** The partner's own rows, with what was found in each beside them and the cells that are meant marked. */

import type { paths } from '@duoping/client';
import { SegmentedControl, Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, body } from '../app/api.ts';
import { PagedRows } from '../app/paged-rows.tsx';
import { Panel, Quiet, Trouble } from '../app/parts.tsx';
import { useWords } from '../app/words.tsx';
import type { Review } from './review.ts';

type Rows = paths['/api/deliveries/{id}/rows']['get']['responses'][200]['content']['application/json'];
type Row = Rows['rows'][number];

/** What a person looks at first in an avails sheet, in this order; the rest stands behind a switch. */
const TELLING = [
  'TitleDisplayUnlimited',
  'TitleInternalAlias',
  'Territory',
  'LicenseType',
  'FormatProfile',
  'Start',
  'End',
  'ALID',
];
const TITLES = ['TitleDisplayUnlimited', 'TitleInternalAlias'];
const WIDE = /title|alias|alid|synopsis|contentid|^file$|^sha256$/i;
const HAS_ROWS = /\.(xlsx|csv|xml)$/i;

export function DeliveryRows({ review }: { review: Review }) {
  const files = review.files.filter(({ name }) => HAS_ROWS.test(name));
  const [chosen, setChosen] = useState<string | null>(null);
  const file =
    files.find(({ name }) => name === chosen) ??
    files.find(({ name }) => !/^(media|metadata)\.csv$/.test(name)) ??
    files[0];
  if (!file || review.review === null) return null;
  return (
    <Panel>
      {files.length > 1 ? (
        <div className="sheet-tools">
          <SegmentedControl size="xs" value={file.name} onChange={setChosen} data={files.map(({ name }) => name)} />
        </div>
      ) : null}
      <Sheets key={file.name} review={review} file={file.name} />
    </Panel>
  );
}

function Sheets({ review, file }: { review: Review; file: string }) {
  const words = useWords();
  const { id } = review;
  const [sheet, setSheet] = useState<string | undefined>(undefined);
  const [wish, setWish] = useState<'all' | 'found' | null>(null);
  const [every, setEvery] = useState(false);
  const [open, setOpen] = useState<Row | null>(null);
  const key = ['rows', id, review.files, review.status, file, sheet];
  const asked = (only: 'all' | 'found', from: number, count: number) =>
    body(
      api.GET('/api/deliveries/{id}/rows', {
        params: { path: { id }, query: { file, only, from, count, ...(sheet === undefined ? {} : { sheet }) } },
      }),
    );
  const first = useQuery({ queryKey: [...key, 'first'], queryFn: () => asked('found', 0, 100) });
  if (!first.data)
    return first.error ? <Trouble error={first.error} /> : <div className="sheet-empty">{words.loading}</div>;
  const { columns, sheets } = first.data;
  const found = first.data.total;
  const only = wish ?? (found > 0 ? 'found' : 'all');
  const places = shownColumns(first.data, every);
  const isXml = columns.length === 0;
  return (
    <>
      <div className="sheet-tools">
        <SegmentedControl
          size="xs"
          value={only}
          onChange={(value) => setWish(value === 'found' ? 'found' : 'all')}
          data={[
            { value: 'found', label: words.deliveries.rowsFound(found) },
            {
              value: 'all',
              label: words.deliveries.rowsAll(sheets.find(({ name }) => name === first.data.sheet)?.rows ?? 0),
            },
          ]}
        />
        {sheets.length > 1 ? (
          <SegmentedControl
            size="xs"
            value={first.data.sheet}
            onChange={setSheet}
            data={sheets.map(({ name }) => name)}
          />
        ) : null}
        {isXml ? null : (
          <Switch
            size="xs"
            label={words.deliveries.everyColumn}
            checked={every}
            onChange={({ currentTarget }) => setEvery(currentTarget.checked)}
          />
        )}
      </div>
      <PagedRows<Row>
        queryKey={[...key, only]}
        page={(from, count) => asked(only, from, count)}
        label={file}
        columns={['64px', ...places.map((place) => widthOf(columns[place])), 'minmax(260px, 1.4fr)'].join(' ')}
        head={[
          words.deliveries.row,
          ...places.map((place) => <b key={place}>{columns[place] ?? ''}</b>),
          words.deliveries.finding,
        ]}
        rowClass={(row) => worst(row) ?? ''}
        cells={(row) => [
          <span key="row" className="mono quiet">
            {row.number}
          </span>,
          ...places.map((place) => <Cell key={place} text={row.cells[place] ?? ''} marked={markOf(row, place)} />),
          <Found key="found" row={row} onOpen={() => setOpen(row)} />,
        ]}
        lastStays
        rowHeight={32}
        rowsShown={14}
        empty={only === 'found' ? words.deliveries.noFindings : words.deliveries.noRows}
      />
      {open ? <Opened row={open} columns={columns} /> : null}
    </>
  );
}

function Cell({ text, marked }: { text: string; marked: Severity | undefined }) {
  return (
    <span className={marked ? `cell-${marked}` : ''} title={text}>
      {text}
    </span>
  );
}

function Found({ row, onOpen }: { row: Row; onOpen: () => void }) {
  const [first, ...more] = bySeverity(row);
  if (!first) return null;
  return (
    <button type="button" className={`found ${toneOf(first.severity)}`} onClick={onOpen}>
      ● {first.message}
      {more.length > 0 ? <b> +{more.length}</b> : null}
    </button>
  );
}

/** Everything that was found in one row, in full. */
function Opened({ row, columns }: { row: Row; columns: readonly string[] }) {
  const words = useWords();
  return (
    <div className="sheet-opened" aria-live="polite">
      <b>
        {words.deliveries.row} {row.number}
      </b>
      <ul className="opened-list">
        {bySeverity(row).map(({ severity, code, message, cell }) => (
          <li key={`${code} ${cell} ${message}`}>
            <span className={toneOf(severity)}>● {message}</span>{' '}
            {cell === null ? null : (
              <span className="mono">
                {columns[cell] ?? ''} ={' '}
                {row.cells[cell] === '' || row.cells[cell] === undefined ? words.deliveries.emptyCell : row.cells[cell]}
              </span>
            )}{' '}
            <Quiet>{code}</Quiet>
          </li>
        ))}
      </ul>
    </div>
  );
}

type Severity = Row['findings'][number]['severity'];
const ORDER: readonly Severity[] = ['error', 'warning', 'notice'];
const bySeverity = (row: Row) => row.findings.toSorted((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
const worst = (row: Row): Severity | undefined => bySeverity(row)[0]?.severity;
const markOf = (row: Row, place: number): Severity | undefined =>
  bySeverity(row).find(({ cell }) => cell === place)?.severity;
const toneOf = (severity: Severity): string =>
  severity === 'error' ? 'bad' : severity === 'warning' ? 'warn' : 'quiet';
const widthOf = (column: string | undefined): string => {
  if (WIDE.test(column ?? '')) return 'minmax(180px, 1fr)';
  return /^(start|end|.*date)$/i.test(column ?? '') ? '124px' : 'minmax(92px, 0.4fr)';
};

/** The columns that tell most, and those in which something was found. */
function shownColumns({ columns, rows }: Rows, every: boolean): readonly number[] {
  const all = columns.length > 0 ? columns.map((_, place) => place) : [0];
  if (every) return all;
  const telling = TELLING.map((name) =>
    columns.findIndex((column) => column.trim().toLowerCase() === name.toLowerCase()),
  ).filter((place) => place >= 0);
  if (telling.length < 3) return all;
  const [, second] = telling;
  const named = TITLES.includes(columns[second ?? 0]?.trim() ?? '')
    ? telling.filter((place) => place !== second)
    : telling;
  const marked = rows.flatMap((row) =>
    row.findings.flatMap(({ cell, severity }) => (cell === null || severity === 'notice' ? [] : [cell])),
  );
  return [...new Set([...named, ...marked])].slice(0, 12);
}
