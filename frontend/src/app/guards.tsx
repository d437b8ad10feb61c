import { lazy, useMemo } from 'react';
import { Navigate, Outlet, useLocation, useParams, useSearchParams } from 'react-router-dom';
import { useAuth, useSession, useUser } from '@/auth/AuthContext';
import { homeOf, loginPath, returnPath } from '@/auth/paths';
import { Splash, Unreachable } from './Splash';

// The socket's code comes with the pages that need it, not with the first one.
const LiveProvider = lazy(() => import('@/live/LiveProvider'));
const GuestPage = lazy(() => import('@/features/account/GuestPage'));

/** Pages for who has an account and is signed in. Others sign in first, and come back to where they were going. */
export function RequireUser() {
  const auth = useAuth();
  const { pathname, search, hash } = useLocation();
  switch (auth.status) {
    case 'unknown':
      return <Splash />;
    case 'unreachable':
      return <Unreachable />;
    case 'signed-out':
      return <Navigate to={auth.why === 'asked' ? '/login' : loginPath(pathname + search + hash)} replace />;
    case 'signed-in':
      return auth.user.guest_of === undefined ? <Outlet /> : <Navigate to={homeOf(auth.user)} replace />;
  }
}

/** A scan's page for workers: for who is signed in, and for who is or may become its guest. */
export function RequireEntry() {
  const auth = useAuth();
  const { scanId = '' } = useParams();
  switch (auth.status) {
    case 'unknown':
      return <Splash />;
    case 'unreachable':
      return <Unreachable />;
    case 'signed-out':
      return <GuestPage key={scanId} scanId={scanId} />;
    case 'signed-in': {
      const { guest_of } = auth.user;
      return guest_of === undefined || guest_of === scanId ? <Outlet /> : <GuestPage key={scanId} scanId={scanId} />;
    }
  }
}

/** Pages for who is not, and for guests: anybody else goes to where he was going, or to his own work. */
export function VisitorsOnly() {
  const auth = useAuth();
  const [search] = useSearchParams();
  switch (auth.status) {
    case 'unknown':
      return <Splash />;
    case 'signed-in':
      if (auth.user.guest_of !== undefined) return <Outlet />;
      return <Navigate to={returnPath(search) ?? homeOf(auth.user)} replace />;
    case 'unreachable':
    case 'signed-out':
      return <Outlet />;
  }
}

/** Pages that live on the socket. Another user gets another socket and an empty store. */
export function LiveLayout() {
  const session = useSession();
  const user = useUser();
  const credentials = useMemo(() => session.credentialsOf(user.id), [session, user.id]);
  return (
    <LiveProvider key={user.id} credentials={credentials}>
      <Outlet />
    </LiveProvider>
  );
}
