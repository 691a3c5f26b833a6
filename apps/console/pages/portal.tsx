/** The partner's own view: what it delivered and what became of it. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, body } from '../app/api.ts';
import { Head, Panel, Trouble } from '../app/parts.tsx';
import { shownInstant } from '../app/show.ts';
import { useWords } from '../app/words.tsx';
import { Report } from './report.tsx';

export function PortalPage() {
  const words = useWords();
  const deliveries = useQuery({
    queryKey: ['own deliveries'],
    queryFn: () => body(api.GET('/api/portal/deliveries')),
  });
  const [open, setOpen] = useState<string | null>(null);
  const chosen = useQuery({
    queryKey: ['own delivery', open],
    enabled: open !== null,
    queryFn: () => body(api.GET('/api/portal/deliveries/{id}', { params: { path: { id: open ?? '' } } })),
  });
  return (
    <>
      <Head title={words.portal.title} />
      <Trouble error={deliveries.error ?? chosen.error} />
      <Panel>
        <table className="rows">
          <thead>
            <tr>
              <th>{words.deliveries.name}</th>
              <th>{words.deliveries.statusHead}</th>
              <th>{words.deliveries.files}</th>
              <th>{words.deliveries.received}</th>
            </tr>
          </thead>
          <tbody>
            {deliveries.data?.map((delivery) => (
              <tr key={delivery.id} className="open" onClick={() => setOpen(delivery.id)}>
                <td>
                  <button type="button" className="plain">
                    {delivery.name}
                  </button>
                </td>
                <td>{words.deliveries.status[delivery.status]}</td>
                <td>{delivery.files.length}</td>
                <td className="quiet">{shownInstant(delivery.receivedAt, words)}</td>
              </tr>
            ))}
            {deliveries.data?.length === 0 ? (
              <tr>
                <td colSpan={4} className="quiet">
                  {words.portal.empty}
                </td>
              </tr>
            ) : null}
          </tbody>
        </table>
      </Panel>
      {chosen.data ? <Report delivery={chosen.data} /> : null}
    </>
  );
}
