import { CopyText } from '@/components/ui/CopyText';
import { withoutTurns } from '@/lib/bidi';
import { cx } from '@/lib/cx';
import styles from './LeftBehind.module.css';
import { accountWords } from './words';

const words = accountWords.guest;

/** What somebody wrote and did not send, to be read and copied. */
export function LeftBehind({ texts }: { texts: readonly string[] }) {
  return (
    <section className={styles.left}>
      <h2 className={styles.title}>{words.left}</h2>
      <p className={styles.hint}>{words.leftHint}</p>
      {texts.length > 1 && <CopyText text={texts.join('\n\n')} label={words.copyAll(texts.length)} />}
      <ul className={styles.texts}>
        {texts.map((text, index) => (
          // Two may say the same, and none comes or goes while they are shown.
          <li key={index} className={styles.item}>
            <p className={cx('typed', styles.text)} dir="auto">
              {withoutTurns(text)}
            </p>
            <CopyText text={text} />
          </li>
        ))}
      </ul>
    </section>
  );
}
