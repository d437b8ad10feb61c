import { useEffect, useRef, useState } from 'react';
import { useSession, useUser } from '@/auth/AuthContext';
import { Button } from '@/components/ui/Button';
import { PasswordField } from '@/components/ui/PasswordField';
import { words as shared } from '@/lib/words';
import styles from './ChangePassword.module.css';
import { useDevicesAnew } from './devices';
import { FormLayout } from './FormLayout';
import { Section } from './Section';
import { useSubmit } from './useSubmit';
import { accountWords } from './words';

const { changePassword: words } = accountWords;

/** Another password. The form comes when asked for: a browser would fill it in by itself. */
export function ChangePassword() {
  const [state, setState] = useState<'untouched' | 'open' | 'left' | 'done'>('untouched');
  return (
    <Section title={words.title} hint={words.hint} said={state === 'done' ? words.done : ''}>
      {state === 'open' ? (
        <PasswordForm onLeave={(isChanged) => setState(isChanged ? 'done' : 'left')} />
      ) : (
        <OpenButton takesFocus={state !== 'untouched'} onOpen={() => setState('open')} />
      )}
    </Section>
  );
}

function OpenButton({ takesFocus, onOpen }: { takesFocus: boolean; onOpen: () => void }) {
  const button = useRef<HTMLButtonElement>(null);
  // It comes back where the form was, which had the focus.
  useEffect(() => {
    if (takesFocus) button.current?.focus();
  }, [takesFocus]);
  return (
    <Button ref={button} className={styles.open} onClick={onOpen}>
      {words.open}
    </Button>
  );
}

function PasswordForm({ onLeave }: { onLeave: (changed: boolean) => void }) {
  const session = useSession();
  const { username } = useUser();
  const readDevicesAgain = useDevicesAnew();
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const [present, setPresent] = useState('');
  const [next, setNext] = useState('');
  const form = useSubmit(async () => {
    await session.changePassword(present, next);
    await readDevicesAgain();
    onLeave(true);
  }, ['present_password', 'new_password']);

  return (
    <div className={styles.form}>
      <FormLayout form={form}>
        {/* Tells a password manager whose password it is. */}
        <input hidden readOnly name="username" autoComplete="username" value={username} />
        <PasswordField
          label={words.present}
          name="present_password"
          autoComplete="current-password"
          required
          ref={first}
          value={present}
          error={form.faultOf('present_password')}
          onChange={(event) => setPresent(event.target.value)}
        />
        <PasswordField
          label={words.next}
          name="new_password"
          autoComplete="new-password"
          minLength={8}
          required
          hint={accountWords.passwordHint}
          value={next}
          error={form.faultOf('new_password')}
          onChange={(event) => setNext(event.target.value)}
        />
        <div className={styles.acts}>
          <Button type="submit" tone="accent" look="solid" size="touch" busy={form.busy}>
            {words.submit}
          </Button>
          <Button size="touch" look="plain" onClick={() => onLeave(false)}>
            {shared.cancel}
          </Button>
        </div>
      </FormLayout>
    </div>
  );
}
