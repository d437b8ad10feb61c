import { Fragment } from 'react';
import styles from './LeftOut.module.css';
import { words } from './words';

/** Says what of a page's address was not understood, so that nobody takes all for what he has asked for. */
export function LeftOut({ parts }: { parts: readonly string[] }) {
  if (parts.length === 0) return null;
  return (
    <p className={styles.line} role="status">
      {words.leftOut}
      {parts.map((part) => (
        <Fragment key={part}>
          {' '}
          <bdi className={styles.part}>{part}</bdi>
        </Fragment>
      ))}
    </p>
  );
}
