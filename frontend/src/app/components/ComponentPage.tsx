import { ThemeChoice } from '@/features/account/ThemeChoice';
import { useTitle } from '@/lib/useTitle';
import { Cards } from './Cards';
import styles from './ComponentPage.module.css';
import { Fields } from './Fields';
import { Floating } from './Floating';
import { Portal } from './Portal';
import { Signs } from './Signs';

/**
 * Every part that pages are made of, in every state, beside each other: for whoever changes one, and for the tests
 * that look at all of them. Never shipped; so its own words stand in no catalogue.
 */
export default function ComponentPage() {
  useTitle('Components');
  return (
    <main className={styles.page} translate="no">
      <h1 className={styles.title}>Components</h1>
      <ThemeChoice />
      <Signs />
      <Fields />
      <Floating />
      <Cards />
      <Portal />
    </main>
  );
}
