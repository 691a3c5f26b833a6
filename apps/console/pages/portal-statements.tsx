/** A partner's own statements of closed months, and one of them with its lines. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api, body } from '../app/api.ts';
import { shownMoney } from '../app/money.ts';
import { Awaited, Head, Panel, Quiet, Trouble } from '../app/parts.tsx';
import { shownHours, shownMonth } from '../app/show.ts';
import { useWords } from '../app/words.tsx';
import type { StatementLine } from './settlement-questions.ts';
import { StatementView, titleOf } from './statement.tsx';
import { rowOf } from './statement-lines.tsx';

export function PortalStatementsPage() {
  const words = useWords();
  const { business } = words;
  const statements = useQuery({
    queryKey: ['own statements'],
    queryFn: () => body(api.GET('/api/portal/statements')),
  });
  return (
    <>
      <Head title={business.ownStatements} />
      <Trouble error={statements.error} />
      <Panel>
        <table className="rows">
          <thead>
            <tr>
              <th>{business.month}</th>
              <th className="number">{business.watched}</th>
              <th className="number">{business.receipts}</th>
              <th className="number">{business.earned}</th>
              <th className="number">{business.recouped}</th>
              <th className="number">{business.payable}</th>
            </tr>
          </thead>
          <tbody>
            {statements.data?.map(({ period, totals, currency, illustrative }) => (
              <tr key={period.id}>
                <td>
                  <Link className="strong" to="/portal/statements/$period" params={{ period: period.id }}>
                    {shownMonth(period.id, words)}
                  </Link>{' '}
                  {illustrative ? <Quiet>{business.illustrative}</Quiet> : null}
                </td>
                <td className="number">{shownHours(totals.watchedMs, words)}</td>
                <td className="number">{totals.receipts.toLocaleString(words.language)}</td>
                <td className="number">{shownMoney(totals.earnedMinor, currency, words)}</td>
                <td className="number">{shownMoney(totals.recoupedMinor, currency, words)}</td>
                <td className="number">
                  <b>{shownMoney(totals.payableMinor, currency, words)}</b>
                </td>
              </tr>
            ))}
            {statements.data?.length === 0 ? (
              <tr>
                <td colSpan={6} className="quiet">
                  {business.ownStatementsEmpty}
                </td>
              </tr>
            ) : null}
          </tbody>
        </table>
      </Panel>
    </>
  );
}

export function PortalStatementPage({ period }: { period: string }) {
  const words = useWords();
  const { business } = words;
  const statement = useQuery({
    queryKey: ['own statement', period],
    queryFn: () => body(api.GET('/api/portal/statements/{period}', { params: { path: { period } } })),
  });
  return (
    <>
      <Link className="back" to="/portal/statements">
        ← {business.ownStatements}
      </Link>
      {statement.data ? (
        <StatementView
          statement={statement.data}
          fileOf={(format) => `/api/portal/statements/${period}/files/${format}`}
          opened={(line, { contract, version }) => <Chain line={line} contract={`${contract} v${version}`} />}
        />
      ) : (
        <Awaited title={titleOf(period, words)} error={statement.error} />
      )}
    </>
  );
}

/** A partner is shown the chain down to its own row; receipts name devices and stay with the operator and the log. */
function Chain({ line, contract }: { line: StatementLine; contract: string }) {
  const { business } = useWords();
  return (
    <ol className="chain">
      <li>
        <Quiet>{business.contract}</Quiet>
        <b>{contract}</b>
      </li>
      <li>
        <Quiet>{business.delivery}</Quiet>
        <span className="mono" title={line.delivery}>
          {line.delivery.slice(0, 16)}
        </span>
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
        <b>{line.receipts.toLocaleString()}</b>
      </li>
    </ol>
  );
}
