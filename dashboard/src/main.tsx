import { CSPProvider } from '@base-ui/react/csp-provider';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { Problem } from './api/problem';
import { answerFrom } from './api/transport';
import * as theme from './shell/theme';
import { session } from './signin/session';
import './styles.css';
import { Toasts } from './ui/Toasts';

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 2_000,
      // what is refused stays refused; what is away may be back
      retry: (times, error) => times < 2 && error instanceof Problem && (error.status === 0 || error.status === 503),
    },
  },
});

/** `?data=recorded` shows an example of what a fleet answers, `?data=fleet` the fleet again; this tab remembers. */
async function dataSet(): Promise<boolean> {
  const asked = new URLSearchParams(location.search).get('data');
  if (asked) sessionStorage.setItem('data', asked);
  if (sessionStorage.getItem('data') !== 'recorded') return false;
  const { recorded } = await import('./recorded/recorded');
  answerFrom(await recorded());
  session.pretend('recorded');
  return true;
}

theme.wear(theme.kept());
const recorded = await dataSet();
createRoot(document.getElementById('console') as HTMLElement).render(
  <StrictMode>
    <CSPProvider disableStyleElements>
      <QueryClientProvider client={queries}>
        <Toasts>
          <App recorded={recorded} />
        </Toasts>
      </QueryClientProvider>
    </CSPProvider>
  </StrictMode>,
);
if (!recorded) await session.start();
