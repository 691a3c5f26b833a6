/** How minimum guarantees are being recouped: by contract, month by month, and how long it takes at this pace. */
import { permilleOf, shownMoney, sumOf } from '../app/money.ts';
import { Panel, Quiet } from '../app/parts.tsx';
import { shownMonth, shownName } from '../app/show.ts';
import { useWords } from '../app/words.tsx';
import type { PlanReturns } from './plan-questions.ts';

/** The pace is that of the last months, as many as this. */
const PACE_MONTHS = 3;

export function Recoupment({ plan }: { plan: PlanReturns }) {
  const words = useWords();
  const { business } = words;
  const currency = plan.booksCurrency ?? '';
  const recouping = plan.commitments.filter(({ guarantee }) => guarantee?.recoupable);
  return (
    <Panel>
      <h2 className="panel-head">
        {business.recoupment} <Quiet>{business.recoupmentWhy}</Quiet>
      </h2>
      <table className="rows">
        <thead>
          <tr>
            <th>{business.contract}</th>
            <th className="number">{business.guarantee}</th>
            <th className="number">{business.recouped}</th>
            <th className="number">{business.guaranteeRest}</th>
            <th>{business.month}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {recouping.map(({ id, partner, contract, guarantee }) => {
            const known = plan.partners.find((each) => each.id === partner);
            const months = plan.months.filter((each) => each.contract === contract && each.partner === partner);
            if (!guarantee) return null;
            const recouped = BigInt(guarantee.recoupedBeforeMinor) + BigInt(guarantee.recoupedMinor);
            return (
              <tr key={id}>
                <td>
                  <b>{known ? shownName(known, words) : partner}</b> <span className="mono quiet">{contract}</span>
                </td>
                <td className="number">{shownMoney(guarantee.amountMinor, currency, words)}</td>
                <td className="number">
                  {shownMoney(recouped, currency, words)}
                  <div className="bar">
                    <i style={{ width: `${permilleOf(recouped, guarantee.amountMinor) / 10}%` }} />
                  </div>
                </td>
                <td className="number">{shownMoney(guarantee.unrecoupedMinor, currency, words)}</td>
                <td>
                  <Months months={months} currency={currency} />
                </td>
                <td className="quiet">{paceOf(guarantee.unrecoupedMinor, months, words)}</td>
              </tr>
            );
          })}
          {recouping.length === 0 ? (
            <tr>
              <td colSpan={6} className="quiet">
                {business.recoupmentNone}
              </td>
            </tr>
          ) : null}
        </tbody>
      </table>
    </Panel>
  );
}

function Months({ months, currency }: { months: PlanReturns['months']; currency: string }) {
  const words = useWords();
  const most = months.reduce((best, { earnedMinor }) => (BigInt(earnedMinor) > best ? BigInt(earnedMinor) : best), 0n);
  return (
    <div className="months">
      {months.map(({ period, earnedMinor }) => (
        <i
          className="month-bar"
          key={period}
          style={{ height: `${Math.max(4, permilleOf(earnedMinor, most) / 10)}%` }}
          title={`${shownMonth(period, words)} · ${shownMoney(earnedMinor, currency, words)}`}
        />
      ))}
    </div>
  );
}

function paceOf(
  unrecoupedMinor: string,
  months: PlanReturns['months'],
  { business }: ReturnType<typeof useWords>,
): string {
  const left = BigInt(unrecoupedMinor);
  if (left === 0n) return business.allRecouped;
  const last = months.slice(-PACE_MONTHS);
  const earned = sumOf(last.map(({ earnedMinor }) => earnedMinor));
  if (earned === 0n) return business.neverRecouped;
  const count = BigInt(last.length);
  const needed = (left * count + earned - 1n) / earned;
  return needed > 1200n ? business.neverRecouped : business.untilRecouped(Number(needed));
}
