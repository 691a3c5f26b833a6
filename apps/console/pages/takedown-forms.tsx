/** The forms of the takedown desk: a notice with what its regime asks for, an answer to it, and a withdrawal by hand. */
import { Button, Checkbox, SegmentedControl, Select, Switch, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api, body } from '../app/api.ts';
import { Panel, Quiet, Trouble } from '../app/parts.tsx';
import { useWords } from '../app/words.tsx';
import type { Case } from './takedown-parts.tsx';
import { Titles } from './titles-field.tsx';

type Regime = Case['regime'];
type Attestation = keyof Case['notice']['attestations'];
export type Said = Case['notice'];

const REGIMES: readonly Regime[] = ['dmca', 'cn-468', 'order', 'contract'];
const ATTESTED = {
  dmca: { notice: ['good-faith', 'accuracy', 'signature'], counter: ['mistake', 'jurisdiction', 'signature'] },
  'cn-468': { notice: [], counter: [] },
  order: { notice: [], counter: [] },
  contract: { notice: [], counter: [] },
} as const satisfies Record<Regime, Record<'notice' | 'counter', readonly Attestation[]>>;

export const NOTHING_SAID: Said = {
  party: { name: '', contact: '', address: '', authority: '' },
  ...{ subject: '', locations: [], evidence: [], attestations: {} },
};

/** The fields of a notice or of the answer to it, as one regime asks for them. */
export function StatementFields(form: {
  regime: Regime;
  kind: 'notice' | 'counter';
  value: Said;
  onChange: (said: Said) => void;
}) {
  const words = useWords();
  const { value, onChange, regime, kind } = form;
  const legal = regime === 'dmca' || regime === 'cn-468';
  const party = (member: keyof Said['party']) => ({
    value: value.party[member],
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) =>
      onChange({ ...value, party: { ...value.party, [member]: currentTarget.value } }),
  });
  const lines = (member: 'locations' | 'evidence') => ({
    value: value[member].join('\n'),
    autosize: true,
    description: words.takedowns.lineEach,
    inputWrapperOrder: ['label', 'input', 'description'] as ('label' | 'input' | 'description')[], // as: Mantine takes a mutable list
    minRows: 1,
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) =>
      onChange({ ...value, [member]: currentTarget.value === '' ? [] : currentTarget.value.split('\n') }),
  });
  return (
    <div className="form-grid">
      <TextInput label={words.takedowns.fields.name} {...party('name')} />
      <TextInput label={words.takedowns.fields.authority} {...party('authority')} />
      <TextInput label={words.takedowns.fields.contact} {...party('contact')} />
      {legal ? <TextInput label={words.takedowns.fields.address} {...party('address')} /> : null}
      <TextInput
        label={words.takedowns.fields.subject}
        value={value.subject}
        onChange={({ currentTarget }) => onChange({ ...value, subject: currentTarget.value })}
      />
      {legal ? <Textarea label={words.takedowns.fields.locations} {...lines('locations')} /> : null}
      <Textarea label={words.takedowns.fields.evidence} {...lines('evidence')} />
      {ATTESTED[regime][kind].length > 0 ? (
        <div className="form-wide">
          {ATTESTED[regime][kind].map((member) => (
            <Checkbox
              key={member}
              my={6}
              label={words.takedowns.attestations[member]}
              checked={Boolean(value.attestations[member])}
              onChange={({ currentTarget }) =>
                onChange({
                  ...value,
                  attestations: {
                    ...value.attestations,
                    [member]: currentTarget.checked ? (words.takedowns.attestations[member] ?? member) : '',
                  },
                })
              }
            />
          ))}
        </div>
      ) : null}
    </div>
  );
}

export function NewCase({ onClose }: { onClose: () => void }) {
  const words = useWords();
  const { language } = words;
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [regime, setRegime] = useState<Regime>('dmca');
  const [works, setWorks] = useState<string[]>([]);
  const [said, setSaid] = useState<Said>(NOTHING_SAID);
  const [channel, setChannel] = useState('');
  const [remove, setRemove] = useState(true);
  const open = useMutation({
    mutationFn: () =>
      body(
        api.POST('/api/takedowns', {
          params: { query: { language } },
          body: { ...said, regime, channel, scope: { works }, remove },
        }),
      ),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries();
      await navigate({ to: '/console/takedowns/$id', params: { id } });
    },
  });
  return (
    <Panel padded>
      <h2>{words.takedowns.newCase}</h2>
      <SegmentedControl
        mt="sm"
        value={regime}
        onChange={(value) => setRegime(REGIMES.find((each) => each === value) ?? 'dmca')}
        data={REGIMES.map((value) => ({ value, label: words.takedowns.regimes[value] ?? value }))}
      />
      <p className="quiet">{words.takedowns.regimeSays[regime]}</p>
      <div className="line">
        <Titles value={works} onChange={setWorks} />
        <TextInput
          label={words.takedowns.channel}
          value={channel}
          onChange={({ currentTarget }) => setChannel(currentTarget.value)}
          w={220}
        />
      </div>
      <StatementFields regime={regime} kind="notice" value={said} onChange={setSaid} />
      <Switch
        mt="sm"
        label={words.takedowns.removeNow}
        checked={remove}
        onChange={({ currentTarget }) => setRemove(currentTarget.checked)}
      />
      <Trouble error={open.error} />
      <div className="line">
        <Button
          disabled={works.length === 0 || said.party.name.trim() === ''}
          loading={open.isPending}
          onClick={() => open.mutate()}
        >
          {words.takedowns.openIt}
        </Button>
        <Button variant="default" onClick={onClose}>
          {words.deliveries.cancel}
        </Button>
      </div>
    </Panel>
  );
}

const BY_HAND = ['embargo', 'suspension', 'rating', 'quarantine'] as const;

/** An embargo from a day to a day, a partner that is suspended: what needs no case. */
export function NewWithdrawal({ onClose }: { onClose: () => void }) {
  const words = useWords();
  const queries = useQueryClient();
  const [kind, setKind] = useState<(typeof BY_HAND)[number]>('embargo');
  const [works, setWorks] = useState<string[]>([]);
  const [partner, setPartner] = useState<string | null>(null);
  const [authority, setAuthority] = useState('');
  const [from, setFrom] = useState('');
  const [until, setUntil] = useState('');
  const partners = useQuery({ queryKey: ['partners'], queryFn: () => body(api.GET('/api/partners')) });
  const whole = kind === 'suspension';
  const act = useMutation({
    mutationFn: async () => {
      const window = {
        ...(from === '' ? {} : { from: new Date(from).toISOString() }),
        ...(until === '' ? {} : { until: new Date(until).toISOString() }),
      };
      const scopes = whole ? [{ partner: partner ?? '' }] : works.map((work) => ({ work }));
      for (const scope of scopes)
        await body(api.POST('/api/withdrawals', { body: { kind, authority, ...scope, ...window } }));
    },
    onSuccess: async () => {
      await queries.invalidateQueries();
      onClose();
    },
  });
  const named = whole ? partner !== null : works.length > 0;
  return (
    <Panel padded>
      <h2>{words.takedowns.newWithdrawal}</h2>
      <SegmentedControl
        mt="sm"
        value={kind}
        onChange={(value) => setKind(BY_HAND.find((each) => each === value) ?? 'embargo')}
        data={BY_HAND.map((value) => ({ value, label: words.takedowns.kinds[value] ?? value }))}
      />
      <div className="line">
        {whole ? (
          <Select
            label={words.partner}
            data={(partners.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            value={partner}
            onChange={setPartner}
            w={300}
          />
        ) : (
          <Titles value={works} onChange={setWorks} />
        )}
        <TextInput
          label={words.takedowns.authority}
          value={authority}
          onChange={({ currentTarget }) => setAuthority(currentTarget.value)}
        />
        <TextInput
          type="datetime-local"
          label={words.takedowns.since}
          value={from}
          onChange={({ currentTarget }) => setFrom(currentTarget.value)}
        />
        <TextInput
          type="datetime-local"
          label={words.takedowns.until}
          value={until}
          onChange={({ currentTarget }) => setUntil(currentTarget.value)}
        />
      </div>
      <Quiet>{words.takedowns.warning}</Quiet>
      <Trouble error={act.error} />
      <div className="line">
        <Button disabled={!named || authority.trim() === ''} loading={act.isPending} onClick={() => act.mutate()}>
          {words.takedowns.withdraw}
        </Button>
        <Button variant="default" onClick={onClose}>
          {words.deliveries.cancel}
        </Button>
      </div>
    </Panel>
  );
}
