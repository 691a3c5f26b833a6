/** What was taken off the screens, and the way to do it now. */
import { Button, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, body } from '../app/api.ts';
import { Head, Panel, Quiet, Trouble } from '../app/parts.tsx';
import { shownInstant } from '../app/show.ts';
import { useWords } from '../app/words.tsx';

export function TakedownsPage() {
  const words = useWords();
  const { language } = words;
  const queries = useQueryClient();
  const denials = useQuery({
    queryKey: ['withdrawals', language],
    queryFn: () => body(api.GET('/api/withdrawals', { params: { query: { language } } })),
  });
  const lift = useMutation({
    mutationFn: (id: string) => body(api.DELETE('/api/withdrawals/{id}', { params: { path: { id } } })),
    onSuccess: () => queries.invalidateQueries(),
  });
  return (
    <>
      <Head title={words.nav.takedowns} />
      <WithdrawForm />
      <Trouble error={denials.error ?? lift.error} />
      <Panel>
        <table className="rows">
          <thead>
            <tr>
              <th>{words.title}</th>
              <th>{words.takedowns.kind}</th>
              <th>{words.takedowns.authority}</th>
              <th>{words.takedowns.reference}</th>
              <th>{words.takedowns.since}</th>
              <th>{words.takedowns.by}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {denials.data?.map((denial) => (
              <tr key={denial.id}>
                <td>
                  <b>{denial.title ?? denial.partner ?? denial.contract ?? denial.work}</b>
                </td>
                <td>{words.takedowns.kinds[denial.kind] ?? denial.kind}</td>
                <td>{denial.authority}</td>
                <td>{denial.case}</td>
                <td>{shownInstant(denial.since, words)}</td>
                <td className="quiet">{denial.by}</td>
                <td>
                  <Button
                    size="compact-sm"
                    variant="default"
                    loading={lift.isPending && lift.variables === denial.id}
                    onClick={() => lift.mutate(denial.id)}
                  >
                    {words.takedowns.lift}
                  </Button>
                </td>
              </tr>
            ))}
            {denials.data?.length === 0 ? (
              <tr>
                <td colSpan={7} className="quiet">
                  {words.takedowns.none}
                </td>
              </tr>
            ) : null}
          </tbody>
        </table>
      </Panel>
    </>
  );
}

function WithdrawForm() {
  const words = useWords();
  const { language } = words;
  const queries = useQueryClient();
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed, 150);
  const [work, setWork] = useState<string | null>(null);
  const [authority, setAuthority] = useState('');
  const [reference, setReference] = useState('');
  const works = useQuery({
    queryKey: ['works', q, language],
    queryFn: () => body(api.GET('/api/works', { params: { query: { q, language, from: 0 } } })),
  });
  const act = useMutation({
    mutationFn: (title: string) =>
      body(
        api.POST('/api/withdrawals', {
          body: { kind: 'takedown', work: title, authority, ...(reference === '' ? {} : { case: reference }) },
        }),
      ),
    onSuccess: () => {
      setWork(null);
      return queries.invalidateQueries();
    },
  });
  const options =
    works.data?.works.map((each) => ({ value: each.work, label: `${each.title}  ${each.otherTitle}` })) ?? [];
  return (
    <Panel padded>
      <h2>{words.takedowns.new}</h2>
      <div className="line">
        <Select
          label={words.title}
          searchable
          filter={({ options: all }) => all}
          data={options}
          value={work}
          onChange={setWork}
          searchValue={typed}
          onSearchChange={setTyped}
          w={320}
        />
        <TextInput
          label={words.takedowns.authority}
          value={authority}
          onChange={({ currentTarget }) => setAuthority(currentTarget.value)}
        />
        <TextInput
          label={words.takedowns.reference}
          value={reference}
          onChange={({ currentTarget }) => setReference(currentTarget.value)}
        />
        <Button
          disabled={work === null || authority.trim() === ''}
          loading={act.isPending}
          onClick={() => work !== null && act.mutate(work)}
        >
          {words.takedowns.withdraw}
        </Button>
      </div>
      <Quiet>{words.takedowns.warning}</Quiet>
      <Trouble error={act.error} />
    </Panel>
  );
}
