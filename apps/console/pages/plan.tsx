/** The content plan: what was planned, committed and paid, and what it brings in watched time and money. */
import { Select } from '@mantine/core';
import { Fragment, useState } from 'react';
import { shownMoney, wholeMoney } from '../app/money.ts';
import { Head, Panel, Quiet, Trouble } from '../app/parts.tsx';
import { shownDate, shownHours, shownMonth, shownName } from '../app/show.ts';
import { useWords } from '../app/words.tsx';
import { PlanFlow } from './plan-flow.tsx';
import { type PlanReturns, usePlanReturns, usePlans } from './plan-questions.ts';
import { Recoupment } from './recoupment.tsx';

export function PlanPage() {
  const words = useWords();
  const { business } = words;
  const plans = usePlans();
  const [chosen, setChosen] = useState<string | null>(null);
  const id = chosen ?? plans.data?.at(-1)?.id;
  const { data: plan, error } = usePlanReturns(id);
  if (plans.data?.length === 0) {
    return (
      <>
        <Head title={business.plan} />
        <Panel padded>
          <Quiet>{business.planEmpty}</Quiet>
        </Panel>
      </>
    );
  }
  return (
    <>
      <Head title={business.plan}>
        <Select
          aria-label={business.plan}
          w={280}
          data={(plans.data ?? []).map(({ id: value, names }) => ({ value, label: names[words.language] ?? value }))}
          value={id ?? null}
          allowDeselect={false}
          onChange={setChosen}
        />
      </Head>
      <Trouble error={plans.error ?? error} />
      {plan ? <Plan plan={plan} /> : null}
    </>
  );
}

function Plan({ plan }: { plan: PlanReturns }) {
  const words = useWords();
  const { business } = words;
  const figures = [
    [plan.budgetMinor, `${business.budget} · ${business.source[plan.source] ?? plan.source}`],
    [plan.committedMinor, business.committed],
    [plan.paidMinor, business.paid],
    [plan.dueMinor, business.due],
    [plan.freeMinor, business.free],
  ] as const;
  return (
    <>
      <div className="figures">
        {figures.map(([minor, label]) => (
          <div className="figure" key={label}>
            <strong className="amount">{wholeMoney(minor, plan.currency, words)}</strong>
            {label}
          </div>
        ))}
      </div>
      <Panel padded>
        <div className="panel-line">
          <h2>{business.flow}</h2>
          <Quiet>{business.flowScale}</Quiet>
        </div>
        <PlanFlow plan={plan} />
      </Panel>
      <Commitments plan={plan} />
      <Recoupment plan={plan} />
      <p className="quiet">
        {plan.preview.length > 0
          ? business.counting(plan.preview.map((month) => shownMonth(month, words)).join(', '))
          : ''}{' '}
        {plan.trouble ? `${business.notCounted} ${plan.trouble.reason}: ${plan.trouble.detail}` : ''}{' '}
        {business.noExchange}
      </p>
    </>
  );
}

function Commitments({ plan }: { plan: PlanReturns }) {
  const words = useWords();
  const { business, language } = words;
  const nameOf = (id: string) => {
    const partner = plan.partners.find((each) => each.id === id);
    return partner ? shownName(partner, words) : id;
  };
  return (
    <Panel>
      <h2 className="panel-head">{business.commitments}</h2>
      <table className="rows">
        <thead>
          <tr>
            <th>{words.partner}</th>
            <th>{business.kindHead}</th>
            <th>{business.signed}</th>
            <th className="number">{business.committed}</th>
            <th className="number">{business.paid}</th>
            <th className="number">{business.due}</th>
            <th className="number">{business.watched}</th>
            <th className="number">{business.earned}</th>
            <th className="number">{business.perHour}</th>
          </tr>
        </thead>
        <tbody>
          {plan.commitments.map((each) => (
            <Fragment key={each.id}>
              <tr>
                <td>
                  <b className="nowrap">{nameOf(each.partner)}</b>
                </td>
                <td className="nowrap">
                  {business.kind[each.kind] ?? each.kind}
                  <div className="mono quiet">{each.contract ?? each.work ?? ''}</div>
                </td>
                <td className="nowrap">{shownDate(`${each.date}T12:00:00Z`, words)}</td>
                <td className="number">
                  {wholeMoney(each.amountMinor, each.currency, words)}
                  <div className="quiet">{business.source[each.source] ?? each.source}</div>
                </td>
                <td className="number">
                  {wholeMoney(each.paidMinor, each.currency, words)}
                  <Tranches tranches={each.tranches} />
                </td>
                <td className="number">
                  {wholeMoney(each.dueMinor, each.currency, words)}
                  <div className="quiet">
                    {each.nextDue === null
                      ? BigInt(each.dueMinor) === 0n
                        ? business.allPaid
                        : ''
                      : `${business.nextDue} ${shownDate(`${each.nextDue}T12:00:00Z`, words)}`}
                  </div>
                </td>
                <td className="number">{shownHours(each.returns.watchedMs, words)}</td>
                <td className="number">
                  {plan.booksCurrency === null ? '–' : shownMoney(each.returns.earnedMinor, plan.booksCurrency, words)}
                </td>
                <td className="number">{perHour(each, words)}</td>
              </tr>
              <tr className="note-row">
                <td colSpan={9} className="quiet">
                  {each.note[language] ?? ''}
                </td>
              </tr>
            </Fragment>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}

/** One mark for each tranche: full when it is paid. */
function Tranches({ tranches }: { tranches: PlanReturns['commitments'][number]['tranches'] }) {
  const words = useWords();
  return (
    <div className="tranches">
      {tranches.map(({ due, amountMinor, currency, paid }) => (
        <i
          className="tranche"
          key={due}
          data-paid={paid}
          title={`${shownDate(`${due}T12:00:00Z`, words)} · ${shownMoney(amountMinor, currency, words)}`}
        />
      ))}
    </div>
  );
}

/** Whole minor units for each hour; nothing where nothing was watched. */
function perHour(
  { paidMinor, currency, returns }: PlanReturns['commitments'][number],
  words: ReturnType<typeof useWords>,
): string {
  if (returns.watchedMs === 0) return '–';
  return shownMoney((BigInt(paidMinor) * 3_600_000n) / BigInt(returns.watchedMs), currency, words);
}
