import { createContext, useContext, useEffect, useSyncExternalStore, type ReactNode } from 'react';
import type { UserView } from '@/live/protocol.gen';
import type { Session, SessionState } from './session';

const AuthContext = createContext<Session | null>(null);

type AuthProviderProps = { session: Session; children: ReactNode };

/** Gives the page its session, and finds out once whether the browser holds one. */
export function AuthProvider({ session, children }: AuthProviderProps) {
  useEffect(() => void session.restore(), [session]);
  return <AuthContext value={session}>{children}</AuthContext>;
}

/** The session: sign in, sign out, register, renew. Throws outside `AuthProvider`. */
export function useSession(): Session {
  const session = useContext(AuthContext);
  if (!session) throw new Error('useSession outside AuthProvider');
  return session;
}

/** Whether anybody is signed in, and who. */
export function useAuth(): SessionState {
  const session = useSession();
  return useSyncExternalStore(session.subscribe, session.state);
}

/** Who is signed in. Only for pages behind `RequireUser`; throws elsewhere. */
export function useUser(): UserView {
  const auth = useAuth();
  if (auth.status !== 'signed-in') throw new Error('useUser while nobody is signed in');
  return auth.user;
}
