import '@/styles/global.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { MemoryRouter, Route, Routes } from 'react-router-dom';
import { AuthProvider, useAuth } from '@/auth/AuthContext';
import { Session } from '@/auth/session';
import AdminDashboard from '@/features/grid/AdminDashboard';
import { api } from '@/lib/api';
import { LiveContext, type Live } from '@/live/LiveContext';
import { LiveScans } from '@/live/scanLive';
import { SCAN_ID, StandIn } from './standIn';
import { watch } from './watch';

declare global {
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions -- only an interface adds to one that is there
  interface Window {
    bench: { standIn: StandIn; watch: typeof watch };
  }
}

const count = Number(new URLSearchParams(location.search).get('count'));
const connection = new StandIn(count);
const live: Live = { connection, scans: new LiveScans(connection) };
window.bench = { standIn: connection, watch };

const session = new Session(api);
api.use(session);

function Page() {
  const { status } = useAuth();
  return status === 'signed-in' ? <AdminDashboard /> : null;
}

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <MemoryRouter initialEntries={[`/admin/scans/${SCAN_ID}`]}>
    <AuthProvider session={session}>
      <LiveContext value={live}>
        <QueryClientProvider client={new QueryClient()}>
          <Routes>
            <Route path="/admin/scans/:scanId" element={<Page />} />
          </Routes>
        </QueryClientProvider>
      </LiveContext>
    </AuthProvider>
  </MemoryRouter>,
);
