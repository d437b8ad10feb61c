import styles from './Tag.module.css';

/** A word beside a name or a number, in a frame; `hint` says more. */
export function Tag({ hint, children }: { hint: string; children: string }) {
  return (
    <span className={styles.tag} title={hint}>
      {children}
    </span>
  );
}
