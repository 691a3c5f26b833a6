/** Who may sign in, here and in the partners' portal. */
import { Alert, Button, Select, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, body } from '../app/api.ts';
import { Head, Panel, Trouble } from '../app/parts.tsx';
import { useWords } from '../app/words.tsx';

const CONSOLE = '';

export function PeoplePage() {
  const words = useWords();
  const queries = useQueryClient();
  const accounts = useQuery({ queryKey: ['accounts'], queryFn: () => body(api.GET('/api/accounts')) });
  const partners = useQuery({ queryKey: ['partners'], queryFn: () => body(api.GET('/api/partners')) });
  const [email, setEmail] = useState('');
  const [name, setName] = useState('');
  const [partner, setPartner] = useState(CONSOLE);
  const [told, setTold] = useState<{ email: string; password: string } | null>(null);
  const again = () => queries.invalidateQueries({ queryKey: ['accounts'] });
  const add = useMutation({
    mutationFn: () =>
      body(api.POST('/api/accounts', { body: { email, name, ...(partner === CONSOLE ? {} : { partner }) } })),
    onSuccess: ({ account, password }) => {
      setTold({ email: account.email, password });
      setEmail('');
      setName('');
      return again();
    },
  });
  const reset = useMutation({
    mutationFn: (account: { id: string; email: string }) =>
      body(api.POST('/api/accounts/{id}/password', { params: { path: { id: account.id } } })),
    onSuccess: ({ password }, account) => setTold({ email: account.email, password }),
  });
  const remove = useMutation({
    mutationFn: (id: string) => body(api.DELETE('/api/accounts/{id}', { params: { path: { id } } })),
    onSuccess: again,
  });

  return (
    <>
      <Head title={words.nav.people} />
      <Panel padded>
        <div className="line">
          <TextInput
            label={words.signIn.email}
            type="email"
            value={email}
            onChange={({ currentTarget }) => setEmail(currentTarget.value)}
          />
          <TextInput
            label={words.people.name}
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
          <Select
            label={words.people.role}
            data={[
              { value: CONSOLE, label: words.people.console },
              ...(partners.data ?? []).map((each) => ({
                value: each.id,
                label: `${words.people.portal} ${each.name}`,
              })),
            ]}
            value={partner}
            onChange={(value) => setPartner(value ?? CONSOLE)}
            allowDeselect={false}
            w={260}
          />
          <Button disabled={email === '' || name === ''} loading={add.isPending} onClick={() => add.mutate()}>
            {words.people.add}
          </Button>
        </div>
        {told ? (
          <Alert mt="sm" color="teal" variant="light" withCloseButton onClose={() => setTold(null)}>
            {told.email} · {words.people.once} <code className="mono">{told.password}</code>
          </Alert>
        ) : null}
      </Panel>
      <Trouble error={accounts.error ?? add.error ?? reset.error ?? remove.error} />
      <Panel>
        <table className="rows">
          <thead>
            <tr>
              <th>{words.signIn.email}</th>
              <th>{words.people.name}</th>
              <th>{words.people.role}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {accounts.data?.map((account) => (
              <tr key={account.id}>
                <td>{account.email}</td>
                <td>{account.name}</td>
                <td>{account.partner === null ? words.people.console : `${words.people.portal} ${account.partner}`}</td>
                <td>
                  <Button size="compact-sm" variant="default" mr={8} onClick={() => reset.mutate(account)}>
                    {words.people.reset}
                  </Button>
                  <Button size="compact-sm" variant="default" onClick={() => remove.mutate(account.id)}>
                    {words.people.remove}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Panel>
    </>
  );
}
