import { useUser } from '@/auth/AuthContext';
import { PageShell } from '@/components/layout/PageShell';
import { useSignOut } from '@/components/layout/useSignOut';
import { Badge } from '@/components/ui/Badge';
import { Button } from '@/components/ui/Button';
import { GlassPanel } from '@/components/ui/GlassPanel';
import { SwitchField } from '@/components/ui/SwitchField';
import { setCharacterKeys, useCharacterKeys } from '@/lib/characterKeys';
import { setSounds, useSounds } from '@/lib/sound';
import { words } from '@/lib/words';
import styles from './AccountPage.module.css';
import { EffectsChoice } from './EffectsChoice';
import { Invitations } from './Invitations';
import { ThemeChoice } from './ThemeChoice';
import { accountWords } from './words';

const { account } = accountWords;

/** Who I am, how it looks, and the way out. */
export default function AccountPage() {
  const user = useUser();
  const hasKeys = useCharacterKeys(user.id);
  const hasSounds = useSounds();
  const { signOut, question } = useSignOut();
  return (
    <PageShell title={account.title} width="44rem">
      <div className={styles.page}>
        <header className={styles.head}>
          <h1 className={styles.title}>
            <bdi>{user.username}</bdi>
          </h1>
          <Badge tone="accent">{words.role[user.role]}</Badge>
          <p className={styles.hint}>{account.roleHints[user.role]}</p>
        </header>
        <GlassPanel as="section" className={styles.section} aria-labelledby="appearance">
          <h2 id="appearance">{account.appearance}</h2>
          <p className={styles.hint}>{account.appearanceHint}</p>
          <ThemeChoice />
          <EffectsChoice />
          <SwitchField label={account.sounds} hint={account.soundsHint} checked={hasSounds} onChange={setSounds} />
        </GlassPanel>
        <GlassPanel as="section" className={styles.section} aria-labelledby="keys">
          <h2 id="keys">{account.keys}</h2>
          <p className={styles.hint}>{account.keysHint}</p>
          <SwitchField label={account.keysSwitch} checked={hasKeys} onChange={(on) => setCharacterKeys(user.id, on)} />
        </GlassPanel>
        {user.role === 'ADMIN' && <Invitations />}
        <GlassPanel as="section" className={styles.section} aria-labelledby="session">
          <h2 id="session">{account.session}</h2>
          <p className={styles.hint}>{account.sessionHint}</p>
          <Button className={styles.action} onClick={signOut}>
            {words.account.signOut}
          </Button>
        </GlassPanel>
      </div>
      {question}
    </PageShell>
  );
}
