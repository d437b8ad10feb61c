import { TextField } from '@/components/ui/Field';
import { PasswordField } from '@/components/ui/PasswordField';
import type { Submission } from './useSubmit';
import { accountWords as words } from './words';

export type NewAccount = { username: string; password: string };

type NewAccountFieldsProps = {
  account: NewAccount;
  onChange: (account: NewAccount) => void;
  faultOf: Submission['faultOf'];
};

/** Name and password of an account that is about to be made. */
export function NewAccountFields({ account, onChange, faultOf }: NewAccountFieldsProps) {
  return (
    <>
      <TextField
        label={words.username}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        dir="auto"
        required
        hint={words.usernameHint}
        value={account.username}
        error={faultOf('username')}
        onChange={(event) => onChange({ ...account, username: event.target.value })}
      />
      <PasswordField
        label={words.password}
        name="password"
        autoComplete="new-password"
        minLength={8}
        required
        hint={words.passwordHint}
        value={account.password}
        error={faultOf('password')}
        onChange={(event) => onChange({ ...account, password: event.target.value })}
      />
    </>
  );
}
