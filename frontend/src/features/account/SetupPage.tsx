import { useState } from 'react';
import { Link } from 'react-router-dom';
import { useSession } from '@/auth/AuthContext';
import { useSetup } from '@/auth/useSetup';
import { Button } from '@/components/ui/Button';
import { TextField } from '@/components/ui/Field';
import { AuthPanel } from './AuthPanel';
import { FormLayout } from './FormLayout';
import { NewAccountFields } from './NewAccountFields';
import { useHashCode } from './useHashCode';
import { useSubmit } from './useSubmit';
import { accountWords as words } from './words';

/** First run: the bearer of the printed code makes the first admin. */
export default function SetupPage() {
  const setup = useSetup();
  return setup?.needs_admin === false ? <AlreadySetUp /> : <SetupForm />;
}

function AlreadySetUp() {
  return (
    <AuthPanel title={words.setup.done} lead={words.setup.doneHint}>
      <Link to="/login">{words.setup.toLogin}</Link>
    </AuthPanel>
  );
}

function SetupForm() {
  const session = useSession();
  const [code, setCode] = useState('');
  useHashCode(setCode);
  const [account, setAccount] = useState({ username: '', password: '' });
  const form = useSubmit(async () => {
    await session.register({ ...account, role: 'ADMIN', admin_code: code.trim() });
  }, ['username', 'password', 'admin_code']);

  return (
    <AuthPanel title={words.setup.title} lead={words.setup.lead}>
      <FormLayout form={form}>
        <TextField
          label={words.setup.code}
          name="admin_code"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          required
          hint={words.setup.codeHint}
          value={code}
          error={form.faultOf('admin_code')}
          onChange={(event) => setCode(event.target.value)}
        />
        <NewAccountFields account={account} onChange={setAccount} faultOf={form.faultOf} />
        <Button type="submit" tone="accent" look="solid" size="touch" wide busy={form.busy}>
          {words.setup.submit}
        </Button>
      </FormLayout>
    </AuthPanel>
  );
}
