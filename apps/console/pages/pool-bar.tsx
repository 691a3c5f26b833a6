/** One bar for the whole pool: what each partner is paid, what recoups its guarantee, what the operator keeps. */
import { permilleOf, shownMoney, shownShare } from '../app/money.ts';
import { Quiet } from '../app/parts.tsx';
import { shownName } from '../app/show.ts';
import { PARTNER_COLOURS } from '../app/theme.ts';
import { useWords } from '../app/words.tsx';
import type { Statement } from './settlement-questions.ts';

export function PoolBar({ statements }: { statements: readonly Statement[] }) {
  const words = useWords();
  const { business } = words;
  const [first] = statements;
  if (!first) return null;
  const { pool, currency } = first;
  const parts = statements.flatMap(({ partner, totals }, at) => {
    const colour = PARTNER_COLOURS[at % PARTNER_COLOURS.length];
    const name = shownName(partner, words);
    return [
      { id: `${partner.id} paid`, name, what: business.payable, minor: totals.payableMinor, colour, hatched: false },
      { id: `${partner.id} back`, name, what: business.recouped, minor: totals.recoupedMinor, colour, hatched: true },
    ];
  });
  const kept = {
    id: 'kept',
    name: business.kept,
    what: '',
    minor: pool.keptMinor,
    colour: 'var(--t3)',
    hatched: false,
  };
  const shown = [...parts, kept].filter(({ minor }) => BigInt(minor) > 0n);
  return (
    <>
      <div className="pool" aria-hidden>
        {shown.map(({ id, minor, colour, hatched }) => (
          <i
            key={id}
            className={hatched ? 'hatched' : ''}
            style={{ background: colour, flexGrow: permilleOf(minor, pool.revenueMinor), flexBasis: 2 }}
          />
        ))}
      </div>
      <ul className="legend">
        {shown.map(({ id, name, what, minor, colour, hatched }) => (
          <li key={id}>
            <i className={hatched ? 'legend-mark hatched' : 'legend-mark'} style={{ background: colour }} />
            <span>
              {name} {what ? <Quiet>{what}</Quiet> : null}
              <br />
              <b>{shownMoney(minor, currency, words)}</b> <Quiet>{shownShare(minor, pool.revenueMinor, words)}</Quiet>
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
