import { LogOut } from 'lucide-react';
import { useUser } from '@/auth/AuthContext';
import { PageShell } from '@/components/layout/PageShell';
import { useSignOut } from '@/components/layout/useSignOut';
import { Badge } from '@/components/ui/Badge';
import { Button } from '@/components/ui/Button';
import { SwitchField } from '@/components/ui/SwitchField';
import { setCharacterKeys, useCharacterKeys } from '@/lib/characterKeys';
import { beginNoticing, endNoticing, useNoticing } from '@/lib/notices';
import { setSounds, useSounds } from '@/lib/sound';
import { words } from '@/lib/words';
import styles from './AccountPage.module.css';
import { ChangePassword } from './ChangePassword';
import { Devices } from './Devices';
import { EffectsChoice } from './EffectsChoice';
import { Invitations } from './Invitations';
import { Section } from './Section';
import { ThemeChoice } from './ThemeChoice';
import { accountWords } from './words';

const { account } = accountWords;

/** Who I am, where I am signed in, how it looks and sounds, and the way out. */
export default function AccountPage() {
  const user = useUser();
  const hasKeys = useCharacterKeys(user.id);
  return (
    <PageShell title={account.title} width="46rem">
      <div className={styles.page}>
        <Profile />
        <Devices />
        <ChangePassword />
        <Section title={account.appearance} hint={account.keptHere}>
          <ThemeChoice />
          <EffectsChoice />
        </Section>
        <Attention />
        <Section title={account.keys} hint={account.keysHint}>
          <SwitchField
            label={account.keysSwitch}
            hint={account.keptHere}
            checked={hasKeys}
            onChange={(on) => setCharacterKeys(user.id, on)}
          />
        </Section>
        {user.role === 'ADMIN' && <Invitations />}
      </div>
    </PageShell>
  );
}

function Profile() {
  const user = useUser();
  const { signOut, question } = useSignOut();
  return (
    <header className={styles.head}>
      <h1 className={styles.title}>
        <bdi>{user.username}</bdi>
      </h1>
      <Badge tone="accent">{words.role[user.role]}</Badge>
      <Button className={styles.signOut} title={account.signOutHint} icon={<LogOut size={16} aria-hidden="true" />} onClick={signOut}>
        {words.account.signOut}
      </Button>
      <p className={styles.hint}>{account.roleHints[user.role]}</p>
      {question}
    </header>
  );
}

/** What calls the user when he looks elsewhere. */
function Attention() {
  const { role } = useUser();
  const hasSounds = useSounds();
  const noticing = useNoticing();
  return (
    <Section title={account.attention[role]} hint={account.keptHere}>
      <SwitchField label={account.sounds} hint={account.soundsHint} checked={hasSounds} onChange={setSounds} />
      {role === 'WORKER' && (
        <SwitchField
          label={account.notices}
          hint={account.noticesHints[noticing]}
          checked={noticing === 'on'}
          disabled={noticing === 'denied' || noticing === 'impossible'}
          onChange={(on) => (on ? void beginNoticing() : endNoticing())}
        />
      )}
    </Section>
  );
}
