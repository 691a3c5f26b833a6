/** Records that an authority must approve titles, some or all, before these screens may show them. */
import { Button, MultiSelect, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, body } from '../app/api.ts';
import { Panel, Quiet, Trouble } from '../app/parts.tsx';
import { useWords } from '../app/words.tsx';
import { DEFAULT_PLACE, SCREENS } from './rights-questions.ts';
import { Titles } from './titles-field.tsx';

export function NewRequirement({ onClose }: { onClose: () => void }) {
  const words = useWords();
  const queries = useQueryClient();
  const [authority, setAuthority] = useState('');
  const [works, setWorks] = useState<string[]>([]);
  const [screens, setScreens] = useState<string[]>([...SCREENS]);
  const [places, setPlaces] = useState(DEFAULT_PLACE.territory);
  const territories = places
    .toUpperCase()
    .split(/[\s,，、]+/)
    .filter((code) => code !== '');
  const record = useMutation({
    mutationFn: () =>
      body(
        api.POST('/api/clearances', {
          body: {
            ...{ act: 'require', authority: authority.trim(), territories },
            screens: SCREENS.filter((screen) => screens.includes(screen)),
            ...(works.length === 0 ? {} : { works }),
          },
        }),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries();
      onClose();
    },
  });
  const named = authority.trim() !== '' && screens.length > 0 && territories.length > 0;
  return (
    <Panel padded>
      <h2>{words.clearances.require}</h2>
      <div className="line">
        <TextInput
          label={words.clearances.authority}
          value={authority}
          onChange={({ currentTarget }) => setAuthority(currentTarget.value)}
        />
        <Titles value={works} onChange={setWorks} />
        <MultiSelect
          label={words.screen}
          data={SCREENS.map((value) => ({ value, label: words.screens[value] ?? value }))}
          value={screens}
          onChange={setScreens}
        />
        <TextInput
          label={words.territory}
          value={places}
          onChange={({ currentTarget }) => setPlaces(currentTarget.value)}
          w={120}
        />
      </div>
      <Quiet>{works.length === 0 ? words.clearances.allTitles : words.clearances.fromNow}</Quiet>
      <Trouble error={record.error} />
      <div className="line">
        <Button disabled={!named} loading={record.isPending} onClick={() => record.mutate()}>
          {words.clearances.requireIt}
        </Button>
        <Button variant="default" onClick={onClose}>
          {words.deliveries.cancel}
        </Button>
      </div>
    </Panel>
  );
}
