import type { CSSProperties, ReactNode } from 'react';
import { useTitle } from '@/lib/useTitle';
import { words } from '@/lib/words';
import { AppBar } from './AppBar';
import styles from './PageShell.module.css';

type PageShellProps = {
  /** The tab's title. */
  title: string;
  children: ReactNode;
  /** The most that the content takes. */
  width?: string;
};

/** A page that scrolls: bar above, content in the middle. */
export function PageShell({ title, children, width }: PageShellProps) {
  useTitle(title);
  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#content">
        {words.skipToContent}
      </a>
      <AppBar />
      <main id="content" tabIndex={-1} className={styles.main} style={{ '--width': width } as CSSProperties}>
        {children}
      </main>
    </div>
  );
}
