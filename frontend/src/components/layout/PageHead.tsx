import type { ReactNode } from 'react';
import styles from './PageHead.module.css';

type PageHeadProps = {
  title: string;
  subtitle: string;
  /** The one thing that is done on this page. */
  children?: ReactNode;
};

/** How a page that lists something begins. */
export function PageHead({ title, subtitle, children }: PageHeadProps) {
  return (
    <header className={styles.head}>
      <div>
        <h1 className={styles.title}>{title}</h1>
        <p className={styles.subtitle}>{subtitle}</p>
      </div>
      {children}
    </header>
  );
}
