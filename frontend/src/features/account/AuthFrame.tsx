import { Suspense, type ReactNode } from 'react';
import { Outlet } from 'react-router-dom';
import { Logo } from '@/components/ui/Logo';
import styles from './AuthFrame.module.css';
import { AuthScene } from './AuthScene';
import { accountWords } from './words';

/** The frame of the pages before the sign-in. What stands beside the form stays while forms change. */
export default function AuthFrame({ children = <Outlet /> }: { children?: ReactNode }) {
  return (
    <div className={styles.page}>
      <aside className={styles.aside}>
        <Logo size="large" />
        <p className={styles.tagline}>{accountWords.tagline}</p>
        <AuthScene />
      </aside>
      <Suspense fallback={<main aria-busy="true" />}>
        {children}
      </Suspense>
    </div>
  );
}
