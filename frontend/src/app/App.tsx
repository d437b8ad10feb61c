import { Suspense } from 'react';
import { BrowserRouter, useLocation } from 'react-router-dom';
import { AuthProvider } from '@/auth/AuthContext';
import type { Session } from '@/auth/session';
import { Toasts } from '@/components/ui/Toasts';
import { ErrorBoundary } from './ErrorBoundary';
import { AppRoutes } from './routes';
import { Splash } from './Splash';
import { useArrival } from './useArrival';

function Pages() {
  const { pathname } = useLocation();
  useArrival();
  return (
    <ErrorBoundary at={pathname}>
      <Suspense fallback={<Splash />}>
        <AppRoutes />
      </Suspense>
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
