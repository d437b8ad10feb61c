import type { ReactNode } from 'react';
import { GlassPanel } from '@/components/ui/GlassPanel';
import { Logo } from '@/components/ui/Logo';
import { useTitle } from '@/lib/useTitle';
import styles from './AuthLayout.module.css';
import { AuthScene } from './AuthScene';
import { accountWords } from './words';

type AuthLayoutProps = {
  title: string;
  lead?: ReactNode;
  children: ReactNode;
  /** Under the panel: the way to the neighbouring page. */
  below?: ReactNode;
};

/** The frame of the pages before the sign-in: the form, and on a wide screen what it leads to. */
export function AuthLayout({ title, lead, children, below }: AuthLayoutProps) {
  useTitle(title);
  return (
    <div className={styles.page}>
      <aside className={styles.aside}>
        <Logo size="large" />
        <p className={styles.tagline}>{accountWords.tagline}</p>
        <AuthScene />
      </aside>
      <main className={styles.main}>
        <div className={styles.logo}>
          <Logo size="large" />
        </div>
        <GlassPanel className={styles.panel}>
          <div>
            <h1 className={styles.title}>{title}</h1>
            {lead && <p className={styles.lead}>{lead}</p>}
          </div>
          {children}
        </GlassPanel>
        {below && <p className={styles.below}>{below}</p>}
      </main>
    </div>
  );
}
