import '@/styles/global.css';
import '@/styles/print.css';
import '@/styles/splash.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from '@/app/App';
import { fetchAhead } from '@/app/fetchAhead';
import { keepPages } from '@/app/offline';
import { mayHoldSession, Session } from '@/auth/session';
import { api } from '@/lib/api';
import { mirrorPage } from '@/lib/disguise';
import { watchTheme } from '@/lib/theme';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

const session = new Session(api);
api.use(session);
watchTheme();
if (import.meta.env.MODE !== 'production') mirrorPage();

fetchAhead(window.location.pathname, mayHoldSession());
createRoot(root).render(
  <StrictMode>
    <App session={session} />
  </StrictMode>,
);

// After the page has what it needs itself. A development server's files change all the time.
if (import.meta.env.PROD) window.addEventListener('load', () => void keepPages());
