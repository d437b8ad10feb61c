import type { Person } from '@/live/protocol.gen';
import styles from './PersonName.module.css';
import { words } from './words';

/** Somebody's name; a guest's with a mark, since anybody may have chosen it. */
export function PersonName({ person: { name, guest } }: { person: Person }) {
  return (
    <>
      <bdi>{name}</bdi>
      {guest && (
        <>
          {' '}
          <span className={styles.guest} title={words.guestHint}>
            {words.guest}
          </span>
        </>
      )}
    </>
  );
}
