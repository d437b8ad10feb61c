import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { GlassPanel } from '@/components/ui/GlassPanel';
import { Logo } from '@/components/ui/Logo';
import { cx } from '@/lib/cx';
import { AccountMenu } from './AccountMenu';
import styles from './AppBar.module.css';

type AppBarProps = {
  /** What this page is about, between the logo and the account. */
  children?: ReactNode;
  /** Only the logo's picture, where room is short. */
  bareLogo?: boolean;
};

/** The bar at the top of every page behind the sign-in. */
export function AppBar({ children, bareLogo = false }: AppBarProps) {
  return (
    <GlassPanel as="header" className={styles.bar}>
      <Link to="/" className={cx(styles.home, bareLogo && styles.bare)}>
        <Logo bare={bareLogo} />
      </Link>
      <div className={styles.middle}>{children}</div>
      <AccountMenu />
    </GlassPanel>
  );
}
