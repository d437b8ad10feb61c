import type { CSSProperties } from 'react';
import { StatusMark } from '@/components/ui/StatusMark';
import { cx } from '@/lib/cx';
import { formatAge } from '@/lib/format';
import styles from './AuthScene.module.css';
import { accountWords } from './words';

const LATE = 0.75;

// How each card's task stands, after so many seconds, and how much of its time that is.
const STANDS = [
  { mark: 'pending', seconds: 12, heat: 0.08 },
  { mark: 'validated', seconds: 64, heat: 0.35 },
  { mark: 'pending', seconds: 48, heat: 0.26 },
  { mark: 'refused', seconds: 129, heat: 0.7 },
  { mark: 'pending', seconds: 182, heat: 0.97 },
  { mark: 'pending', seconds: 36, heat: 0.2 },
  { mark: 'validated', seconds: 110, heat: 0.6 },
  { mark: 'pending', seconds: 141, heat: 0.78 },
  { mark: 'returned', seconds: 72, heat: 0.4 },
  { mark: 'pending', seconds: 5, heat: 0.03 },
  { mark: 'validated', seconds: 58, heat: 0.3 },
  { mark: 'pending', seconds: 93, heat: 0.52 },
] as const;

/** What the product looks like at work, beside the forms. Decoration: not read aloud. */
export function AuthScene() {
  return (
    <div className={styles.scene} aria-hidden="true">
      {STANDS.map(({ mark, seconds, heat }, index) => (
        <div
          key={accountWords.scene[index]}
          className={cx(styles.card, mark !== 'pending' && styles[mark])}
          // CSSProperties knows no custom properties; the class reads these.
          style={{ '--i': index, '--heat': heat } as CSSProperties}
        >
          <div className={styles.head}>
            <StatusMark mark={mark} />
            <span className="num">{formatAge(seconds * 1000)}</span>
          </div>
          {accountWords.scene[index]}
          {mark === 'pending' && <span className={cx(styles.heat, heat > LATE && styles.late)} />}
        </div>
      ))}
    </div>
  );
}
