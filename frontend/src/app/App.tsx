import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { Suspense, useState, type ReactNode } from 'react';
import { BrowserRouter, useLocation } from 'react-router-dom';
import { AuthProvider, useAuth } from '@/auth/AuthContext';
import type { Session } from '@/auth/session';
import { Toasts } from '@/components/ui/Toasts';
import { Problem } from '@/lib/problem';
import { ErrorBoundary } from './ErrorBoundary';
import { AppRoutes } from './routes';
import { Splash } from './Splash';

const ATTEMPTS = 3;

// What the server has refused it refuses again; what never reached it may get through.
const isWorthRepeating = (failures: number, error: Error) =>
  failures < ATTEMPTS && error instanceof Problem && (error.status === 0 || error.status >= 500);

const newQueryClient = () => new QueryClient({ defaultOptions: { queries: { retry: isWorthRepeating } } });

/** The cache of lists. Another user starts with an empty one: give it his id as `key`. */
function Lists({ children }: { children: ReactNode }) {
  const [client] = useState(newQueryClient);
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}

function ListsOfUser({ children }: { children: ReactNode }) {
  const auth = useAuth();
  return <Lists key={auth.status === 'signed-in' ? auth.user.id : ''}>{children}</Lists>;
}

function Pages() {
  const { pathname } = useLocation();
  return (
    <ErrorBoundary at={pathname}>
      <ListsOfUser>
        <Suspense fallback={<Splash />}>
          <AppRoutes />
        </Suspense>
      </ListsOfUser>
    </ErrorBoundary>
  );
}

export function App({ session }: { session: Session }) {
  return (
    <BrowserRouter>
      <AuthProvider session={session}>
        <Pages />
        <Toasts />
      </AuthProvider>
    </BrowserRouter>
  );
}
