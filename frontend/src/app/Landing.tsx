import { Navigate } from 'react-router-dom';
import { useAuth } from '@/auth/AuthContext';
import { homeOf } from '@/auth/paths';
import { useSetup } from '@/auth/useSetup';
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
      return <Navigate to={homeOf(auth.user)} replace />;
    case 'signed-out':
      return <VisitorLanding />;
  }
}

function VisitorLanding() {
  const setup = useSetup();
  if (setup === undefined) return <Splash />;
  return <Navigate to={setup?.needs_admin ? '/setup' : '/login'} replace />;
}
