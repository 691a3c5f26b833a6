/** The lines of one agreement: each a delivered row with what it brought in. A line opens to what lies under it. */
import { Button, TextInput } from '@mantine/core';
import { Fragment, type ReactNode, useMemo, useState } from 'react';
import { shownMoney } from '../app/money.ts';
import { Quiet } from '../app/parts.tsx';
import { shownHours, shownMonth } from '../app/show.ts';
import { useWords } from '../app/words.tsx';
import type { Agreement, Statement, StatementLine } from './settlement-questions.ts';

/** So many lines are drawn at once; an agreement may have fifty thousand. */
const STEP = 100;
/** From so many lines on, one looks for a line instead of reading them all. */
const MANY = 12;

export function StatementLines({
  agreement,
  statement: { period, currency },
  opened,
}: {
  agreement: Agreement;
  statement: Statement;
  opened: (line: StatementLine) => ReactNode;
}) {
  const words = useWords();
  const { business, language } = words;
  const [wanted, setWanted] = useState('');
  const [shown, setShown] = useState(STEP);
  const [open, setOpen] = useState<string | null>(null);
  const lines = useMemo(() => {
    const text = wanted.trim().toLowerCase();
    const biggestFirst = agreement.lines.toSorted((a, b) => b.watchedMs - a.watchedMs);
    if (text === '') return biggestFirst;
    const says = (line: StatementLine) => [line.alid, rowOf(line), ...Object.values(line.title)];
    return biggestFirst.filter((line) => says(line).some((each) => each.toLowerCase().includes(text)));
  }, [agreement.lines, wanted]);
  const money = (minor: string) => shownMoney(minor, currency, words);
  return (
    <>
      {agreement.lines.length > MANY ? (
        <div className="panel-tools">
          <TextInput
            size="xs"
            w={260}
            aria-label={business.filter}
            placeholder={business.filter}
            value={wanted}
            onChange={({ currentTarget }) => setWanted(currentTarget.value)}
          />
          <Quiet>
            {lines.length.toLocaleString(language)} / {agreement.lines.length.toLocaleString(language)}
          </Quiet>
        </div>
      ) : null}
      <table className="rows">
        <thead>
          <tr>
            <th>{words.title}</th>
            <th>{words.deliveries.license}</th>
            <th>{business.row}</th>
            <th className="number">{business.watched}</th>
            <th className="number">{business.receipts}</th>
            <th className="number">{business.earned}</th>
            <th className="number">{business.recouped}</th>
            <th className="number">{business.payable}</th>
          </tr>
        </thead>
        <tbody>
          {lines.slice(0, shown).map((line) => (
            <Fragment key={line.id}>
              <tr className="open" onClick={() => setOpen(open === line.id ? null : line.id)}>
                <td>
                  <button type="button" className="plain" aria-expanded={open === line.id}>
                    {line.title[language] ?? Object.values(line.title)[0] ?? line.alid}
                  </button>{' '}
                  <Quiet>{otherNames(line, language)}</Quiet>
                  {line.watchedIn === period.id ? null : (
                    <div className="warn">
                      {business.lateFrom} {shownMonth(line.watchedIn, words)}
                    </div>
                  )}
                </td>
                <td>{line.licenseType}</td>
                <td className="mono quiet">{rowOf(line)}</td>
                <td className="number">{shownHours(line.watchedMs, words)}</td>
                <td className="number">{line.receipts.toLocaleString(language)}</td>
                <td className="number">{money(line.earnedMinor)}</td>
                <td className="number">{money(line.recoupedMinor)}</td>
                <td className="number">
                  <b>{money(line.payableMinor)}</b>
                </td>
              </tr>
              {open === line.id ? (
                <tr className="opened">
                  <td colSpan={8}>{opened(line)}</td>
                </tr>
              ) : null}
            </Fragment>
          ))}
          {agreement.lines.length === 0 ? (
            <tr>
              <td colSpan={8} className="quiet">
                {business.noneOwed}
              </td>
            </tr>
          ) : null}
        </tbody>
      </table>
      {lines.length > shown ? (
        <div className="pager">
          <Button variant="default" size="xs" onClick={() => setShown(shown + STEP * 10)}>
            {business.moreLines(lines.length - shown)}
          </Button>
        </div>
      ) : null}
    </>
  );
}

/** Where the row stands in what the partner delivered. */
export function rowOf({ place }: Pick<StatementLine, 'place'>): string {
  if ('sheet' in place) return `${place.sheet} ${place.row}`;
  return place.line === undefined ? place.path : `${place.path} ${place.line}`;
}

const otherNames = ({ title }: StatementLine, language: string): string =>
  [...new Set(Object.values(title))].filter((name) => name !== title[language]).join(' · ');
