/** Starts the console, or the portal when a partner's person signed in. */
import '@fontsource-variable/inter';
import '@fontsource-variable/noto-sans-sc';
import '@mantine/core/styles.css';
import './app/console.css';
import './app/desk.css';
import './app/business.css';
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { router } from './app/routes.tsx';
import { theme } from './app/theme.ts';
import { WordsProvider } from './app/words.tsx';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no root');
const nonce = document.querySelector<HTMLMetaElement>('meta[name="duoping-nonce"]')?.content ?? '';
const queries = new QueryClient({
  defaultOptions: { queries: { retry: false, staleTime: 5_000, refetchOnWindowFocus: true } },
});

createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={() => nonce}>
      <QueryClientProvider client={queries}>
        <WordsProvider>
          <RouterProvider router={router} />
        </WordsProvider>
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
