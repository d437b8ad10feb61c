import { headed } from './heading';
import styles from './TaskPanel.module.css';

/** A text as it was typed: its two parts, one after the other, are the text. */
export function TaskText({ text }: { text: string }) {
  const { heading, body } = headed(text);
  return (
    <div className="typed" dir="auto" data-testid="task-text">
      <span className={styles.heading}>{heading}</span>
      {body && <span className={styles.body}>{body}</span>}
    </div>
  );
}
