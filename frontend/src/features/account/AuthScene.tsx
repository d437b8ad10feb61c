import type { CSSProperties } from 'react';
import { StatusMark } from '@/components/ui/StatusMark';
import { cx } from '@/lib/cx';
import styles from './AuthScene.module.css';
import { accountWords } from './words';

const LATE = 0.75;

/** What the product looks like at work, beside the forms. Decoration: not read aloud. */
export function AuthScene() {
  return (
    <div className={styles.scene} aria-hidden="true">
      {accountWords.scene.map(({ text, mark, age, heat }, index) => (
        <div
          key={text}
          className={cx(styles.card, mark !== 'pending' && styles[mark])}
          // CSSProperties knows no custom properties; the class reads these.
          style={{ '--i': index, '--heat': heat } as CSSProperties}
        >
          <div className={styles.head}>
            <StatusMark mark={mark} />
            <span className="num">{age}</span>
          </div>
          {text}
          {mark === 'pending' && <span className={cx(styles.heat, heat > LATE && styles.late)} />}
        </div>
      ))}
    </div>
  );
}
