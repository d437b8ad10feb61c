import { useQuery } from '@tanstack/react-query';
import { Navigate } from 'react-router-dom';
import { useAuth } from '@/auth/AuthContext';
import { homeOf } from '@/auth/paths';
import { setupQuery } from '@/auth/setup';
import { Splash, Unreachable } from './Splash';

/** The start: to one's own work, to signing in, or, while there is no admin, to making the first one. */
export function Landing() {
  const auth = useAuth();
  switch (auth.status) {
    case 'unknown':
      return <Splash />;
    case 'unreachable':
      return <Unreachable />;
    case 'signed-in':
      return <Navigate to={homeOf(auth.user.role)} replace />;
    case 'signed-out':
      return <VisitorLanding />;
  }
}

function VisitorLanding() {
  const setup = useQuery(setupQuery);
  if (setup.isPending) return <Splash />;
  return <Navigate to={setup.data?.needs_admin ? '/setup' : '/login'} replace />;
}
