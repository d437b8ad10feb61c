import { useState } from 'react';
import { Link, useSearchParams } from 'react-router-dom';
import { useAuth, useSession } from '@/auth/AuthContext';
import { returnPath } from '@/auth/paths';
import { useSetup } from '@/auth/useSetup';
import { Button } from '@/components/ui/Button';
import { TextField } from '@/components/ui/Field';
import { PasswordField } from '@/components/ui/PasswordField';
import { AuthPanel } from './AuthPanel';
import { FormLayout } from './FormLayout';
import { useSubmit } from './useSubmit';
import { Ways } from './Ways';
import { accountWords as words } from './words';

const PORTAL = '/worker/scan/';

/** Signing in. Whoever succeeds is led on by the router, to where he was going. */
export default function LoginPage() {
  const session = useSession();
  const auth = useAuth();
  const setup = useSetup();
  const mayRegister = setup?.registration !== 'closed';
  const [query] = useSearchParams();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const guest = auth.status === 'signed-in' ? auth.user.username : null;
  const isOver = auth.status === 'signed-out' && auth.why === 'over';
  const form = useSubmit(async () => {
    await session.login(username, password, returnPath(query));
  }, ['username', 'password']);

  return (
    <AuthPanel
      title={words.login.title}
      ways={mayRegister && <Ways />}
      lead={guest !== null ? words.login.asGuest(guest) : leadFor(setup?.needs_admin === true, isOver, mayRegister, returnPath(query))}
      below={
        <>
          {words.join.haveCode} <Link to="/join">{words.join.toJoin}</Link>
        </>
      }
    >
      <FormLayout form={form}>
        <TextField
          label={words.username}
          name="username"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          dir="auto"
          required
          value={username}
          error={form.faultOf('username')}
          onChange={(event) => setUsername(event.target.value)}
        />
        <PasswordField
          label={words.password}
          name="password"
          autoComplete="current-password"
          required
          value={password}
          error={form.faultOf('password')}
          onChange={(event) => setPassword(event.target.value)}
        />
        <Button type="submit" tone="accent" look="solid" size="touch" wide busy={form.busy}>
          {words.login.submit}
        </Button>
      </FormLayout>
    </AuthPanel>
  );
}

function leadFor(needsAdmin: boolean, isOver: boolean, mayRegister: boolean, returnTo: string | null) {
  if (needsAdmin) {
    return (
      <>
        {words.login.needsAdmin} <Link to="/setup">{words.login.toSetup}</Link>
      </>
    );
  }
  if (isOver) return words.login.over;
  if (mayRegister && returnTo?.startsWith(PORTAL)) return words.login.toScan;
  return returnTo !== null ? words.login.returning : undefined;
}
