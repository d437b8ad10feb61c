import { cx } from '@/lib/cx';
import { initialsOf } from '@/lib/format';
import styles from './Initials.module.css';

type InitialsProps = { name: string; className?: string | undefined };

/** Somebody in one or two letters, for the eye: whoever uses it says the name in words. */
export function Initials({ name, className }: InitialsProps) {
  return (
    <bdi className={cx(styles.initials, className)} aria-hidden="true" title={name}>
      {initialsOf(name)}
    </bdi>
  );
}
