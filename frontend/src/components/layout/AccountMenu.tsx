import { ChevronDown } from 'lucide-react';
import { Suspense, useId, useState, type MouseEvent } from 'react';
import { useUser } from '@/auth/AuthContext';
import { cx } from '@/lib/cx';
import { initialsOf } from '@/lib/format';
import { lazyPart } from '@/lib/lazyPart';
import { words } from '@/lib/words';
import styles from './AccountMenu.module.css';

const AccountMenuItems = lazyPart(() => import('./AccountMenuItems'));

/** Who is signed in; the way to the account, the theme and out. */
export function AccountMenu() {
  const { username } = useUser();
  const id = useId();
  const [isPressed, setPressed] = useState(false);

  // A press before the menu has come is not lost. The browser must not see it then: it would
  // close again what comes in just that moment.
  const openWhenThere = (event: MouseEvent) => {
    if (document.getElementById(id)) return;
    event.preventDefault();
    setPressed(true);
  };

  return (
    <>
      <button
        type="button"
        className={styles.trigger}
        aria-label={words.account.menuOf(username)}
        aria-haspopup="menu"
        popoverTarget={id}
        onClick={openWhenThere}
      >
        <bdi className={styles.initials} aria-hidden="true">
          {initialsOf(username)}
        </bdi>
        <bdi className={cx('one-line', styles.name)} aria-hidden="true">
          {username}
        </bdi>
        <ChevronDown className={styles.chevron} size={14} aria-hidden="true" />
      </button>
      <Suspense fallback={null}>
        <AccountMenuItems id={id} opensAtOnce={isPressed} />
      </Suspense>
    </>
  );
}
