/** One statement: how its amount came about, its agreements, their lines, and what proves it. */
import { Badge, Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { api, body } from '../app/api.ts';
import { shownMoney, shownShare } from '../app/money.ts';
import { Awaited, Head, Panel, Quiet } from '../app/parts.tsx';
import { shownHours, shownMonth, shownName } from '../app/show.ts';
import { useWords } from '../app/words.tsx';
import type { Words } from '../words/en.ts';
import { LineReceipts } from './line-receipts.tsx';
import { Recouping } from './settlement.tsx';
import { type Agreement, type Statement, type StatementLine, useBooks } from './settlement-questions.ts';
import { StatementLines } from './statement-lines.tsx';

const FORMATS = ['pdf', 'xlsx', 'json'] as const;

/** As the operator sees it: of a month that isn't closed as a preview; lines open down to receipts. */
export function StatementPage({ period, partner }: { period: string; partner: string }) {
  const words = useWords();
  const books = useBooks();
  const month = books.data?.periods.find(({ id }) => id === period);
  const isPreview = month?.status !== 'closed';
  const preview = isPreview ? ('true' as const) : ('false' as const);
  const statement = useQuery({
    queryKey: ['statement', period, partner, isPreview],
    enabled: books.data !== undefined,
    queryFn: () =>
      body(
        api.GET('/api/statements/{period}/{partner}', { params: { path: { period, partner }, query: { preview } } }),
      ),
  });
  return (
    <>
      <Link className="back" to="/console/settlement" search={{ period }}>
        ← {words.business.back}
      </Link>
      {statement.data ? (
        <StatementView
          statement={statement.data}
          fileOf={(format) => `/api/statements/${period}/${partner}/files/${format}?preview=${preview}`}
          opened={(line) => (
            <LineReceipts
              asked={{ period, partner, line: line.id, isPreview }}
              line={line}
              zone={statement.data.period.zone}
            />
          )}
        />
      ) : (
        <Awaited title={titleOf(period, words)} error={books.error ?? statement.error} />
      )}
    </>
  );
}

/** What the page of a month's statement is called before it says whose it is. */
export const titleOf = (period: string, words: Words): string =>
  `${words.business.statement} · ${shownMonth(period, words)}`;

export function StatementView({
  statement,
  fileOf,
  opened,
}: {
  statement: Statement;
  fileOf: (format: string) => string;
  /** What an opened line shows below itself. */
  opened: (line: StatementLine, agreement: Agreement) => ReactNode;
}) {
  const words = useWords();
  const { business } = words;
  const { partner, period, status, currency, agreements, pool, totals, illustrative } = statement;
  const shares = [...new Set(agreements.map((each) => shownShare(BigInt(each.shareBasisPoints), 10_000n, words)))];
  return (
    <>
      <Head
        title={
          <>
            {shownName(partner, words)} <Quiet>{shownMonth(period.id, words)}</Quiet>{' '}
            <Badge variant="default" tt="none">
              {business.status[status]}
            </Badge>{' '}
            {illustrative ? (
              <Badge variant="default" tt="none">
                {business.illustrative}
              </Badge>
            ) : null}
          </>
        }
      >
        {FORMATS.map((format) => (
          <Button key={format} component="a" href={fileOf(format)} download variant="default">
            {format.toUpperCase()}
          </Button>
        ))}
      </Head>
      <Panel padded>
        <h2>{business.howEarned}</h2>
        <ol className="sum">
          <Term label={business.pool}>{shownMoney(pool.revenueMinor, currency, words)}</Term>
          <Term sign="×" label={`${business.partOfTime} · ${shownHours(totals.watchedMs, words)}`}>
            {shownShare(BigInt(totals.watchedMs), BigInt(pool.watchedMs), words)}
          </Term>
          <Term sign="×" label={business.share}>
            {shares.length === 1 ? shares[0] : business.byContract}
          </Term>
          <Term sign="=" label={business.earned}>
            {shownMoney(totals.earnedMinor, currency, words)}
          </Term>
          <Term sign="−" label={business.recouped}>
            {shownMoney(totals.recoupedMinor, currency, words)}
          </Term>
          <Term sign="=" label={business.payable} strong>
            {shownMoney(totals.payableMinor, currency, words)}
          </Term>
        </ol>
      </Panel>
      {agreements.map((agreement) => (
        <Panel key={`${agreement.contract} ${agreement.version}`}>
          <div className="panel-head agreement">
            <div>
              <h2>
                {agreement.contract} <Quiet>{versionOf(agreement.version, words)}</Quiet>
              </h2>
              <Quiet>
                {agreement.shareBasisPoints === 0
                  ? business.takesNoShare
                  : `${business.share} ${shownShare(BigInt(agreement.shareBasisPoints), 10_000n, words)}`}
                {' · '}
                {shownHours(agreement.watchedMs, words)} · {agreement.receipts.toLocaleString(words.language)}{' '}
                {business.leaves}
              </Quiet>
            </div>
            {agreement.guarantee ? (
              <div className="recouping">
                <Quiet>
                  {business.guarantee} {shownMoney(agreement.guarantee.amountMinor, currency, words)}
                </Quiet>
                <Recouping guarantee={agreement.guarantee} currency={currency} />
              </div>
            ) : null}
          </div>
          <StatementLines agreement={agreement} statement={statement} opened={(line) => opened(line, agreement)} />
        </Panel>
      ))}
      <Proof statement={statement} />
    </>
  );
}

function Term({
  sign,
  label,
  strong,
  children,
}: {
  sign?: string;
  label: string;
  strong?: boolean;
  children: ReactNode;
}) {
  return (
    <li>
      {sign ? <span className="sign">{sign}</span> : null}
      <span>
        <b className={strong ? 'strong' : ''}>{children}</b>
        <Quiet>{label}</Quiet>
      </span>
    </li>
  );
}

function Proof({ statement: { checkpoint, inputs, agreements } }: { statement: Statement }) {
  const { business } = useWords();
  return (
    <Panel padded>
      <h2>{business.proof}</h2>
      <Quiet>{business.verify}</Quiet>
      <dl className="facts">
        {checkpoint ? (
          <>
            <dt>{business.log}</dt>
            <dd>
              {checkpoint.size.toLocaleString()} {business.leaves} · {business.root}{' '}
              <span className="mono">{checkpoint.root}</span>
            </dd>
          </>
        ) : null}
        <dt>{business.payments}</dt>
        <dd className="mono">{inputs.payments}</dd>
        {inputs.journal === null ? null : (
          <>
            <dt>{business.journalBefore}</dt>
            <dd className="mono">{inputs.journal}</dd>
          </>
        )}
        {agreements.map(({ contract, version, contractHash }) => (
          <Contract key={`${contract} ${version}`} name={`${contract} v${version}`} hash={contractHash} />
        ))}
      </dl>
    </Panel>
  );
}

const Contract = ({ name, hash }: { name: string; hash: string }) => (
  <>
    <dt>
      {useWords().business.contract} {name}
    </dt>
    <dd className="mono">{hash}</dd>
  </>
);

const versionOf = (version: number, { language, business }: Words): string =>
  language === 'en' ? `${business.version} ${version}` : `${business.version} ${version} 版`;
