/** A month of the books: what was divided, who is owed what, and the steps to its close. */
import { Button, Group, Modal, Select, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api, body } from '../app/api.ts';
import { permilleOf, shownMoney, shownShare, sumOf } from '../app/money.ts';
import { Head, Panel, Quiet, Trouble } from '../app/parts.tsx';
import { shownHours, shownInstant, shownMonth, shownName } from '../app/show.ts';
import { useWords } from '../app/words.tsx';
import { Journal, TrialBalance } from './journal.tsx';
import { useMonthAsked } from './month-asked.ts';
import { PoolBar } from './pool-bar.tsx';
import { type Books, type Statement, useBooks, useStatements } from './settlement-questions.ts';

export function SettlementPage() {
  const words = useWords();
  const { business } = words;
  const navigate = useNavigate();
  const books = useBooks();
  const asked = useMonthAsked();
  const months = books.data?.periods ?? [];
  const month = months.find(({ id }) => id === asked) ?? months.find(({ status }) => status === 'due') ?? months[0];
  const settled = useStatements(month?.id);
  if (books.data?.books === null) return <StateBooks />;
  const own = settled.data?.period === month?.id ? settled.data?.statements : undefined;
  return (
    <>
      <Head title={business.settlement}>
        <Select
          aria-label={business.month}
          w={250}
          data={months.map(({ id, status }) => ({
            value: id,
            label: `${shownMonth(id, words)} · ${business.status[status] ?? status}`,
          }))}
          value={month?.id ?? null}
          allowDeselect={false}
          onChange={(period) => period !== null && void navigate({ to: '/console/settlement', search: { period } })}
        />
        {month?.status === 'due' ? <CloseMonth month={month.id} /> : null}
      </Head>
      <Trouble error={books.error ?? settled.error} />
      {month && own ? (
        <>
          {own[0] ? <Division statements={own} pool={own[0].pool} /> : null}
          <Partners statements={own} month={month.id} />
        </>
      ) : settled.isPending ? (
        <Panel padded>
          <Quiet>{words.loading}</Quiet>
        </Panel>
      ) : null}
      <div className="two">
        {month ? <Steps month={month} months={months} statements={own ?? []} /> : null}
        {books.data ? <TrialBalance balances={books.data.balances} /> : null}
      </div>
      {month?.status === 'closed' ? <Journal period={month.id} /> : null}
    </>
  );
}

function Division({ statements, pool }: { statements: readonly Statement[]; pool: Statement['pool'] }) {
  const words = useWords();
  const { business } = words;
  const { currency = '' } = statements[0] ?? {};
  const payable = sumOf(statements.map(({ totals }) => totals.payableMinor));
  const recouped = sumOf(statements.map(({ totals }) => totals.recoupedMinor));
  const figures = [
    [shownMoney(pool.revenueMinor, currency, words), business.pool],
    [shownHours(pool.watchedMs, words), business.watchedByAll],
    [shownMoney(payable, currency, words), business.owed],
    [shownMoney(recouped, currency, words), business.recoupedOf],
    [shownMoney(pool.keptMinor, currency, words), business.kept],
  ] as const;
  return (
    <>
      <div className="figures">
        {figures.map(([amount, label]) => (
          <div className="figure" key={label}>
            <strong className="amount">{amount}</strong>
            {label}
          </div>
        ))}
      </div>
      <Panel padded>
        <h2>{business.division}</h2>
        <PoolBar statements={statements} />
      </Panel>
    </>
  );
}

function Partners({ statements, month }: { statements: readonly Statement[]; month: string }) {
  const words = useWords();
  const { business } = words;
  return (
    <Panel>
      <table className="rows">
        <thead>
          <tr>
            <th>{words.partner}</th>
            <th className="number">{business.watched}</th>
            <th className="number">{business.partOfTime}</th>
            <th className="number">{business.earned}</th>
            <th className="number">{business.recouped}</th>
            <th className="number">{business.payable}</th>
            <th>{business.guarantee}</th>
          </tr>
        </thead>
        <tbody>
          {statements.map(({ partner, totals, pool, currency, agreements, illustrative }) => (
            <tr key={partner.id}>
              <td>
                <Link
                  className="strong"
                  to="/console/settlement/$period/$partner"
                  params={{ period: month, partner: partner.id }}
                >
                  {shownName(partner, words)}
                </Link>{' '}
                {illustrative ? <Quiet>{business.illustrative}</Quiet> : null}
              </td>
              <td className="number">{shownHours(totals.watchedMs, words)}</td>
              <td className="number">{shownShare(BigInt(totals.watchedMs), BigInt(pool.watchedMs), words)}</td>
              <td className="number">{shownMoney(totals.earnedMinor, currency, words)}</td>
              <td className="number">{shownMoney(totals.recoupedMinor, currency, words)}</td>
              <td className="number">
                <b>{shownMoney(totals.payableMinor, currency, words)}</b>
              </td>
              <td style={{ minWidth: 220 }}>
                {agreements.map(({ contract, version, guarantee }) =>
                  guarantee ? (
                    <Recouping key={`${contract} ${version}`} guarantee={guarantee} currency={currency} />
                  ) : null,
                )}
              </td>
            </tr>
          ))}
          {statements.length === 0 ? (
            <tr>
              <td colSpan={7} className="quiet">
                {business.noneOwed}
              </td>
            </tr>
          ) : null}
        </tbody>
      </table>
    </Panel>
  );
}

/** How far a guarantee is recouped: before this month, by this month, and what is left. */
export function Recouping({
  guarantee,
  currency,
}: {
  guarantee: NonNullable<Statement['agreements'][number]['guarantee']>;
  currency: string;
}) {
  const words = useWords();
  const { amountMinor, recoupedBeforeMinor, recoupedMinor, unrecoupedMinor, running } = guarantee;
  const before = permilleOf(recoupedBeforeMinor, amountMinor) / 10;
  const now = permilleOf(recoupedMinor, amountMinor) / 10;
  return (
    <>
      <div className="bar two-tone" aria-hidden>
        <i style={{ width: `${before}%` }} />
        <i className="now" style={{ width: `${now}%` }} />
      </div>
      <Quiet>
        {shownMoney(unrecoupedMinor, currency, words)} {words.business.guaranteeRest}
        {running ? '' : ` · ${words.business.guaranteeNotRunning}`}
      </Quiet>
    </>
  );
}

/** The close as a list that can be read from the top: what is done, and what is waited for. */
function Steps({
  month,
  months,
  statements,
}: {
  month: Books['periods'][number];
  months: Books['periods'];
  statements: readonly Statement[];
}) {
  const words = useWords();
  const { business } = words;
  const isOver =
    month.status !== 'running' && (month.status !== 'waiting' || Date.parse(month.closesFrom) <= Date.now());
  const isFirst = months.every(({ id, status }) => id >= month.id || status === 'closed');
  const steps = [
    { id: 'books', done: true },
    { id: 'over', done: isOver, note: isOver ? '' : `${business.since} ${shownInstant(month.closesFrom, words)}` },
    { id: 'earlier', done: isFirst },
    { id: 'log', done: statements.every(({ checkpoint }) => checkpoint !== null) },
    { id: 'close', done: month.status === 'closed' },
  ];
  return (
    <Panel padded>
      <h2>{business.steps}</h2>
      <ol className="steps">
        {steps.map(({ id, done, note }) => (
          <li key={id} data-done={done}>
            {business.step[id]} {note ? <Quiet>{note}</Quiet> : null}
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function CloseMonth({ month }: { month: string }) {
  const words = useWords();
  const { business } = words;
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [asks, setAsks] = useState(false);
  const close = useMutation({
    mutationFn: () => body(api.POST('/api/settlements', { body: { period: month, previewOnly: false } })),
    onSuccess: () => {
      setAsks(false);
      return navigate({ to: '/console/settlement', search: { period: month } }); // it stays in sight, closed
    },
    onSettled: () => queries.invalidateQueries(),
  });
  return (
    <>
      <Button onClick={() => setAsks(true)}>{business.close}</Button>
      <Modal opened={asks} onClose={() => setAsks(false)} title={business.close} lockScroll={false} centered>
        <Text size="sm" mb="md">
          {business.closeAsk(shownMonth(month, words))}
        </Text>
        <Trouble error={close.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={() => setAsks(false)}>
            {business.cancel}
          </Button>
          <Button loading={close.isPending} onClick={() => close.mutate()}>
            {business.closeYes}
          </Button>
        </Group>
      </Modal>
    </>
  );
}

function StateBooks() {
  const { business } = useWords();
  const queries = useQueryClient();
  const [zone, setZone] = useState(() => new Intl.DateTimeFormat().resolvedOptions().timeZone);
  const [currency, setCurrency] = useState('');
  const state = useMutation({
    mutationFn: () => body(api.PUT('/api/books', { body: { zone, currency } })),
    onSettled: () => queries.invalidateQueries(),
  });
  return (
    <>
      <Head title={business.settlement} />
      <Panel padded>
        <h2>{business.statesBooks}</h2>
        <Quiet>{business.statesBooksWhy}</Quiet>
        <div className="line">
          <TextInput
            label={business.zone}
            value={zone}
            onChange={({ currentTarget }) => setZone(currentTarget.value)}
          />
          <TextInput
            label={business.currency}
            placeholder="CNY"
            maxLength={3}
            value={currency}
            onChange={({ currentTarget }) => setCurrency(currentTarget.value.toUpperCase())}
          />
          <Button disabled={currency.length !== 3} loading={state.isPending} onClick={() => state.mutate()}>
            {business.state}
          </Button>
        </div>
        <Trouble error={state.error} />
      </Panel>
    </>
  );
}
