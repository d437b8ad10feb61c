import { useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { useAuth, useSession } from '@/auth/AuthContext';
import { returnPath } from '@/auth/paths';
import { useSetup } from '@/auth/useSetup';
import { Button } from '@/components/ui/Button';
import { TextField } from '@/components/ui/Field';
import { showToast } from '@/components/ui/toast';
import type { Role } from '@/live/protocol.gen';
import { AuthPanel } from './AuthPanel';
import { FormLayout } from './FormLayout';
import { NewAccountFields } from './NewAccountFields';
import styles from './RegisterPage.module.css';
import { useHashCode } from './useHashCode';
import { useSubmit } from './useSubmit';
import { Ways } from './Ways';
import { accountWords as words } from './words';

/** Making an account. An invitation's code may come with the link or be typed. */
export default function RegisterPage() {
  const setup = useSetup();
  const guest = useGuestName();
  const [invitation, setInvitation] = useState<string | null>(null);
  useHashCode(setInvitation);
  const invited = invitation === null ? undefined : words.register.invited;
  return (
    <AuthPanel title={words.register.title} lead={guest === null ? invited : words.register.asGuest(guest)} ways={<Ways />}>
      {setup?.registration === 'closed' ? (
        <p>{words.register.closed}</p>
      ) : (
        // Another invitation, another form.
        <RegisterForm key={invitation} invitation={invitation} suggested={guest ?? ''} mayChooseRole={setup?.registration === 'open'} />
      )}
    </AuthPanel>
  );
}

/** The name of a guest who wants to stay, or null. */
function useGuestName(): string | null {
  const auth = useAuth();
  return auth.status === 'signed-in' ? auth.user.username : null;
}

type RegisterFormProps = { invitation: string | null; suggested: string; mayChooseRole: boolean };

function RegisterForm({ invitation, suggested, mayChooseRole }: RegisterFormProps) {
  const session = useSession();
  const [query] = useSearchParams();
  const [code, setCode] = useState(invitation);
  const [role, setRole] = useState<Role>('WORKER');
  const [account, setAccount] = useState({ username: suggested, password: '' });
  const form = useSubmit(async () => {
    const registration = {
      ...account,
      ...(mayChooseRole && { role }),
      // A good code decides the role by itself.
      ...(code?.trim() && { admin_code: code.trim() }),
    };
    const made = await session.register(registration, returnPath(query));
    if (made.requested_role) showToast({ text: words.register.notGranted, mark: 'warning' });
  }, ['username', 'password', 'admin_code']);

  return (
    <FormLayout form={form}>
      {code !== null && (
        <TextField
          label={words.register.code}
          name="admin_code"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          value={code}
          error={form.faultOf('admin_code')}
          onChange={(event) => setCode(event.target.value)}
        />
      )}
      <NewAccountFields account={account} onChange={setAccount} faultOf={form.faultOf} />
      {mayChooseRole && <RoleChoice role={role} onChange={setRole} />}
      {code === null && (
        <Button look="plain" size="dense" className={styles.disclose} onClick={() => setCode('')}>
          {words.register.haveCode}
        </Button>
      )}
      <Button type="submit" tone="accent" look="solid" size="touch" wide busy={form.busy}>
        {words.register.submit}
      </Button>
    </FormLayout>
  );
}

const ROLES: readonly Role[] = ['WORKER', 'ADMIN'];

function RoleChoice({ role, onChange }: { role: Role; onChange: (role: Role) => void }) {
  return (
    <fieldset className={styles.roles}>
      <legend>{words.register.role}</legend>
      {ROLES.map((choice) => (
        <label key={choice} className={styles.role}>
          <input type="radio" name="role" checked={role === choice} onChange={() => onChange(choice)} />
          {words.register.roles[choice]}
        </label>
      ))}
    </fieldset>
  );
}
