/** The door: e-mail and password; in the demo, one may look around as the operator or a partner. */
import { Button, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useSignIn, useVisit, useVisitors } from './account.ts';
import { Refused } from './api.ts';
import { Trouble } from './parts.tsx';
import { useTurnLanguage, useWords } from './words.tsx';

export function SignInPage() {
  const words = useWords();
  const turn = useTurnLanguage();
  const signIn = useSignIn();
  const visit = useVisit();
  const visitors = useVisitors();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const { error } = signIn;
  const wrong = error instanceof Refused && (error.status === 401 || error.status === 400);
  const tooMany = error instanceof Refused && error.status === 429;

  function enter(event: FormEvent) {
    event.preventDefault();
    signIn.mutate({ email, password });
  }

  return (
    <main className="enter">
      <div className="brand">
        Duoping <span lang="zh">多屏</span>
      </div>
      <Paper withBorder p="lg" radius="lg" bg="var(--panel)">
        <form onSubmit={enter}>
          <Stack>
            <Title order={1} size="h3">
              {words.signIn.title}
            </Title>
            <TextInput
              label={words.signIn.email}
              type="email"
              autoComplete="username"
              required
              value={email}
              onChange={({ currentTarget }) => setEmail(currentTarget.value)}
            />
            <PasswordInput
              label={words.signIn.password}
              autoComplete="current-password"
              required
              value={password}
              onChange={({ currentTarget }) => setPassword(currentTarget.value)}
              error={wrong ? words.signIn.wrong : tooMany ? words.signIn.tooMany : null}
            />
            {error && !wrong && !tooMany ? <Trouble error={error} /> : null}
            <Button type="submit" loading={signIn.isPending}>
              {words.signIn.enter}
            </Button>
          </Stack>
        </form>
      </Paper>
      {visitors.data && visitors.data.length > 0 ? (
        <Stack mt="lg" gap="xs">
          <Text size="sm">{words.signIn.demo}</Text>
          {visitors.data.map(({ id, names, role }) => (
            <Button key={id} variant="default" onClick={() => visit.mutate(id)} loading={visit.isPending}>
              {words.language === 'en' ? names.en : names['zh-CN']}
              <Text span c="dimmed" ml={8}>
                {role === 'operator' ? words.signIn.operator : words.signIn.partner}
              </Text>
            </Button>
          ))}
          <Trouble error={visit.error} />
        </Stack>
      ) : (
        <Text size="xs" c="dimmed" mt="md">
          {words.signIn.first}
        </Text>
      )}
      <Button variant="subtle" size="compact-sm" mt="md" onClick={turn}>
        {words.other}
      </Button>
    </main>
  );
}
