import { useEffect, useState } from 'react';
import { Link, Navigate, useLocation } from 'react-router-dom';
import { useAuth, useSession } from '@/auth/AuthContext';
import { formerGuest } from '@/auth/formerGuest';
import { leftBehind } from '@/auth/leftBehind';
import { loginPath, registerPath } from '@/auth/paths';
import { Button } from '@/components/ui/Button';
import { TextField } from '@/components/ui/Field';
import { withoutTurns } from '@/lib/bidi';
import { api } from '@/lib/api';
import { messageOf } from '@/lib/problem';
import { words as shared } from '@/lib/words';
import type { Door } from '@/live/protocol.gen';
import AuthFrame from './AuthFrame';
import { AuthPanel } from './AuthPanel';
import { FormError } from './FormError';
import { FormLayout } from './FormLayout';
import { LeftBehind } from './LeftBehind';
import { useSubmit } from './useSubmit';
import { accountWords } from './words';

const words = accountWords.guest;

/** Whether guests are let in: undefined until the server has answered. */
function useDoor(scanId: string): { door: Door | undefined; failure: string | null; again: () => void } {
  const [door, setDoor] = useState<Door>();
  const [failure, setFailure] = useState<string | null>(null);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const leaving = new AbortController();
    api.get<Door>(`/scans/${scanId}/door`, { signal: leaving.signal, anonymous: true }).then(setDoor, (error: unknown) => {
      if (!leaving.signal.aborted) setFailure(messageOf(error));
    });
    return () => leaving.abort();
  }, [scanId, attempt]);
  const again = () => {
    setFailure(null);
    setAttempt((count) => count + 1);
  };
  return { door, failure, again };
}

/** What was written here and not sent by a guest whose visit is over: undefined until it has been read. */
function useLeftBehind(scanId: string): readonly string[] | undefined {
  const [left, setLeft] = useState<readonly string[]>();
  useEffect(() => {
    let isOver = false;
    void leftBehind(scanId).then((texts) => {
      if (!isOver) setLeft(texts);
    });
    return () => {
      isOver = true;
    };
  }, [scanId]);
  return left;
}

/** The way into a scan for who is not in it: by a name alone where guests are let in, else by signing in. */
export default function GuestPage({ scanId }: { scanId: string }) {
  const auth = useAuth();
  const { door, failure, again } = useDoor(scanId);
  const left = useLeftBehind(scanId);
  const { pathname, search, hash } = useLocation();
  const address = pathname + search + hash;
  const toLogin = loginPath(address);
  const hasLeft = auth.status === 'signed-out' && auth.why === 'asked';
  const wasRemoved = auth.status === 'signed-out' && auth.why === 'removed' && auth.from === scanId;

  if (wasRemoved || door?.removed) {
    return (
      <AuthFrame>
        <Outside title={words.removed} lead={words.removedHint} left={left ?? []} address={address} />
      </AuthFrame>
    );
  }
  if (door?.guests === false && left !== undefined) {
    // Who was signed in until now wants to be again; who comes anew would make an account for nothing.
    const isClosed = door.closed === true && !(auth.status === 'signed-out' && auth.why !== 'nobody');
    if (left.length === 0 && !isClosed) return <Navigate to={hasLeft ? '/login' : toLogin} replace />;
    const { title, lead } = door.closed ? { title: words.closed, lead: words.closedHint } : { title: words.over, lead: words.overHint };
    return (
      <AuthFrame>
        <Outside title={title} lead={lead} left={left} address={address} mayRegister={left.length > 0} />
      </AuthFrame>
    );
  }
  return (
    <AuthFrame>
      {!door?.guests ? (
        <Waiting failure={failure} onAgain={again} />
      ) : (
        <NameForm scanId={scanId} name={withoutTurns(door.name ?? '')} toLogin={toLogin} toRegister={registerPath(address)} />
      )}
    </AuthFrame>
  );
}

type OutsideProps = { title: string; lead: string; left: readonly string[]; address: string; mayRegister?: boolean };

/** For who is not let in again without an account: his words, which are nobody else's, are given to him all the same. */
function Outside({ title, lead, left, address, mayRegister = true }: OutsideProps) {
  return (
    <AuthPanel
      title={title}
      lead={lead}
      below={
        <>
          <Link to={loginPath(address)}>{words.toLogin}</Link>{' '}
          {mayRegister && <Link to={registerPath(address)}>{accountWords.ways.register}</Link>}
        </>
      }
    >
      {left.length > 0 && <LeftBehind texts={left} />}
    </AuthPanel>
  );
}

function Waiting({ failure, onAgain }: { failure: string | null; onAgain: () => void }) {
  if (failure === null) {
    return (
      <main aria-busy="true">
        <p className="sr-only" role="status">
          {shared.loading}
        </p>
      </main>
    );
  }
  return (
    <AuthPanel title={words.unknown}>
      <FormError message={failure} />
      <Button tone="accent" look="solid" size="touch" wide onClick={onAgain}>
        {shared.tryAgain}
      </Button>
    </AuthPanel>
  );
}

type NameFormProps = { scanId: string; name: string; toLogin: string; toRegister: string };

function NameForm({ scanId, name: scanName, toLogin, toRegister }: NameFormProps) {
  const auth = useAuth();
  const session = useSession();
  // A guest of another scan: a browser has one session.
  const elsewhere = auth.status === 'signed-in' ? auth.user.username : null;
  const [name, setName] = useState(elsewhere ?? '');
  const form = useSubmit(async () => {
    await session.enterAsGuest(scanId, name);
  }, ['name']);

  return (
    <AuthPanel
      title={scanName}
      typed
      lead={elsewhere !== null ? words.elsewhere : formerGuest(scanId) !== null ? words.again : words.lead}
      below={
        <>
          {words.haveAccount}
          <br />
          <Link to={toLogin}>{words.toLogin}</Link> <Link to={toRegister}>{accountWords.ways.register}</Link>
        </>
      }
    >
      <FormLayout form={form}>
        <TextField
          label={words.name}
          hint={words.nameHint}
          name="name"
          autoComplete="nickname"
          spellCheck={false}
          dir="auto"
          required
          value={name}
          error={form.faultOf('name')}
          onChange={(event) => setName(event.target.value)}
        />
        <Button type="submit" tone="accent" look="solid" size="touch" wide busy={form.busy}>
          {words.enter}
        </Button>
      </FormLayout>
    </AuthPanel>
  );
}
