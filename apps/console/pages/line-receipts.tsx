/** Under a statement line: the chain from the contract to the delivered row, the grant and every receipt. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api, body } from '../app/api.ts';
import { Quiet, Trouble } from '../app/parts.tsx';
import { shownInstant, shownLength } from '../app/show.ts';
import { useWords } from '../app/words.tsx';
import { SCREENS, type Screen } from './rights-questions.ts';
import { type LineAsked, type StatementLine, useReceipts } from './settlement-questions.ts';
import { rowOf } from './statement-lines.tsx';
import { Why } from './why.tsx';

export function LineReceipts({ asked, line, zone }: { asked: LineAsked; line: StatementLine; zone: string }) {
  const words = useWords();
  const { business } = words;
  const pages = useReceipts(asked);
  const [why, setWhy] = useState<{ work: string; territory: string; screen: Screen; at: string } | null>(null);
  const receipts = pages.data?.pages.flatMap((page) => page.receipts) ?? [];
  const [first] = pages.data?.pages ?? [];
  return (
    <div className="under-line">
      <Trouble error={pages.error} />
      <ol className="chain">
        <li>
          <Quiet>{business.contract}</Quiet>
          <b>{first ? `${first.contract} v${first.version}` : '…'}</b>
        </li>
        <li>
          <Quiet>{business.delivery}</Quiet>
          <DeliveredFile sha256={line.delivery} partner={asked.partner} />
          <span className="mono">{rowOf(line)}</span>
        </li>
        <li>
          <Quiet>{business.grant}</Quiet>
          <span className="mono" title={line.grant}>
            {line.grant.slice(0, 16)}
          </span>
          <span className="mono quiet">{line.alid}</span>
        </li>
        <li>
          <Quiet>{business.receipts}</Quiet>
          <b>{line.receipts.toLocaleString(words.language)}</b>
          <span>{shownLength(line.watchedMs / 1000)}</span>
        </li>
      </ol>
      <table className="rows">
        <thead>
          <tr>
            <th>{business.ended}</th>
            <th className="number">{business.watched}</th>
            <th>{business.interval}</th>
            <th>{words.screen}</th>
            <th>{words.territory}</th>
            <th>{business.device}</th>
            <th>{business.household}</th>
            <th>{business.keyIssue}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {receipts.map((receipt) => (
            <tr key={receipt.id}>
              <td>{shownInstant(new Date(receipt.to).toISOString(), words, zone)}</td>
              <td className="number">{shownLength(receipt.watchedMs / 1000)}</td>
              <td className="mono quiet">
                {receipt.intervals
                  .slice(0, 2)
                  .map(([from = 0, to = 0]) => `${shownLength(from / 1000)}–${shownLength(to / 1000)}`)
                  .join(' ')}
                {receipt.intervals.length > 2 ? ' …' : ''}
              </td>
              <td>{words.screens[receipt.screen] ?? receipt.screen}</td>
              <td>{receipt.territory}</td>
              <td>{receipt.model}</td>
              <td className="mono quiet" title={business.pseudonym}>
                {receipt.household.slice(0, 8)}
              </td>
              <td className="mono quiet">{receipt.keyIssue.slice(0, 8)}</td>
              <td>
                <Button
                  variant="subtle"
                  size="compact-xs"
                  onClick={() => {
                    const screen = SCREENS.find((known) => known === receipt.screen);
                    const at = new Date(receipt.from).toISOString();
                    if (screen) setWhy({ work: receipt.work, territory: receipt.territory, screen, at });
                  }}
                >
                  {business.why}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {pages.hasNextPage ? (
        <Button
          variant="default"
          size="xs"
          mt="xs"
          loading={pages.isFetching}
          onClick={() => void pages.fetchNextPage()}
        >
          {business.moreReceipts}
        </Button>
      ) : null}
      {why ? <Why key={`${why.at} ${why.screen}`} title={line.alid} ask={why} /> : null}
    </div>
  );
}

/** The delivery that the file came with, and the file itself. */
function DeliveredFile({ sha256, partner }: { sha256: string; partner: string }) {
  const { business } = useWords();
  const found = useQuery({
    queryKey: ['delivered', sha256],
    queryFn: () => body(api.GET('/api/delivered/{sha256}', { params: { path: { sha256 }, query: { partner } } })),
  });
  const [first] = found.data ?? [];
  return (
    <span>
      {first ? (
        <Link className="strong" to="/console/deliveries/$id" params={{ id: first.delivery }}>
          {first.file}
        </Link>
      ) : (
        <span className="mono">{sha256.slice(0, 16)}</span>
      )}{' '}
      <a href={`/api/evidence/deliveries/${sha256}`} download={first?.file ?? sha256}>
        {business.asDelivered}
      </a>
    </span>
  );
}
