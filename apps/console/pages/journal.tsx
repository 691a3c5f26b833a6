/** The books as a bookkeeper reads them: what stands on each account, and a month's entries. */
import { useQuery } from '@tanstack/react-query';
import { api, body } from '../app/api.ts';
import { shownMoney, sumOf } from '../app/money.ts';
import { Panel, Quiet, Trouble } from '../app/parts.tsx';
import { shownMonth } from '../app/show.ts';
import { useWords } from '../app/words.tsx';
import type { Books } from './settlement-questions.ts';

export function TrialBalance({ balances }: { balances: Books['balances'] }) {
  const words = useWords();
  const { business } = words;
  const currencies = [...new Set(balances.map(({ currency }) => currency))].sort();
  return (
    <Panel>
      <h2 className="panel-head">{business.accounts}</h2>
      <table className="rows">
        <thead>
          <tr>
            <th>{business.account}</th>
            <th className="number">{business.debit}</th>
            <th className="number">{business.credit}</th>
          </tr>
        </thead>
        <tbody>
          {balances
            .filter(({ minor }) => BigInt(minor) !== 0n)
            .toSorted((a, b) => (a.account < b.account ? -1 : 1))
            .map(({ account, currency, minor }) => (
              <Sides key={`${account} ${currency}`} name={account} currency={currency} minor={minor} />
            ))}
          {currencies.map((currency) => {
            const own = balances.filter((each) => each.currency === currency).map(({ minor }) => BigInt(minor));
            const debit = shownMoney(sumOf(own.filter((minor) => minor > 0n)), currency, words);
            const credit = shownMoney(-sumOf(own.filter((minor) => minor < 0n)), currency, words);
            return (
              <tr key={currency} className="total">
                <td className={debit === credit ? 'good' : 'bad'}>{debit === credit ? business.balanced : '≠'}</td>
                <td className="number">{debit}</td>
                <td className="number">{credit}</td>
              </tr>
            );
          })}
          {balances.length === 0 ? (
            <tr>
              <td colSpan={3} className="quiet">
                {business.accountsEmpty}
              </td>
            </tr>
          ) : null}
        </tbody>
      </table>
    </Panel>
  );
}

export function Journal({ period }: { period: string }) {
  const words = useWords();
  const { business } = words;
  const journal = useQuery({
    queryKey: ['journal', period],
    queryFn: () => body(api.GET('/api/books/journal', { params: { query: { period } } })),
  });
  return (
    <Panel>
      <h2 className="panel-head">
        {business.journal} <Quiet>{shownMonth(period, words)}</Quiet>
      </h2>
      <Trouble error={journal.error} />
      <table className="rows">
        <thead>
          <tr>
            <th>{business.account}</th>
            <th className="number">{business.debit}</th>
            <th className="number">{business.credit}</th>
          </tr>
        </thead>
        {journal.data?.map(({ key, postings }) => (
          <tbody key={key}>
            <tr className="group">
              <td colSpan={3}>{key.split('|').slice(0, -2).join(' · ')}</td>
            </tr>
            {postings.map(({ account, currency, minor }) => (
              <Sides key={account} name={account} currency={currency} minor={minor} />
            ))}
          </tbody>
        ))}
      </table>
    </Panel>
  );
}

function Sides({ name, currency, minor }: { name: string; currency: string; minor: string }) {
  const words = useWords();
  const { business } = words;
  const [kind = name] = name.split(':');
  const isDebit = !minor.startsWith('-');
  const amount = shownMoney(isDebit ? minor : minor.slice(1), currency, words);
  return (
    <tr>
      <td>
        {business.accountKind[kind] ?? kind} <span className="mono quiet">{name.slice(kind.length + 1)}</span>
      </td>
      <td className="number">{isDebit ? amount : ''}</td>
      <td className="number">{isDebit ? '' : amount}</td>
    </tr>
  );
}
