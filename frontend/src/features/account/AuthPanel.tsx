import type { ReactNode } from 'react';
import { GlassPanel } from '@/components/ui/GlassPanel';
import { Logo } from '@/components/ui/Logo';
import { useTitle } from '@/lib/useTitle';
import styles from './AuthPanel.module.css';

type AuthPanelProps = {
  title: string;
  /** The title is what somebody chose, and may run in another direction. */
  typed?: boolean;
  lead?: ReactNode;
  /** Above the title: another form that may be the right one. */
  ways?: ReactNode;
  children: ReactNode;
  /** Under the panel: the way to the neighbouring page. */
  below?: ReactNode;
};

/** One form of the pages before the sign-in. */
export function AuthPanel({ title, typed = false, lead, ways, children, below }: AuthPanelProps) {
  useTitle(title);
  return (
    <main className={styles.main}>
      <div className={styles.logo}>
        <Logo size="large" />
      </div>
      <GlassPanel className={styles.panel}>
        {ways}
        <div>
          <h1 className={styles.title}>{typed ? <bdi>{title}</bdi> : title}</h1>
          {lead && <p className={styles.lead}>{lead}</p>}
        </div>
        {children}
      </GlassPanel>
      {below && <p className={styles.below}>{below}</p>}
    </main>
  );
}
