import { Check, Copy } from 'lucide-react';
import { Button } from '@/components/ui/Button';
import { useCopy } from '@/lib/useCopy';
import styles from './TaskItem.module.css';
import { intakeWords } from './words';

const { closed, list } = intakeWords;

/** What can be done with words that a closed scan takes no more: copy them to somewhere else, or let go of them. */
export default function LeftActions({ text, onDiscard }: { text: string; onDiscard: () => void }) {
  const { field, state, copy } = useCopy<HTMLTextAreaElement>();
  const isCopied = state === 'copied';
  return (
    <div>
      <div className={styles.actions}>
        <Button
          className={styles.action}
          icon={isCopied ? <Check size={16} aria-hidden="true" /> : <Copy size={16} aria-hidden="true" />}
          onClick={() => void copy(text)}
        >
          {isCopied ? closed.copied : closed.copy}
        </Button>
        <Button tone="danger" look="plain" className={styles.action} onClick={onDiscard}>
          {list.discard}
        </Button>
      </div>
      <p className={styles.meta} role="status">
        {isCopied && <span className="sr-only">{closed.copied}</span>}
        {state === 'failed' && closed.notCopied}
      </p>
      {/* Where the browser has no clipboard, it copies what is selected in a field. */}
      <textarea ref={field} className="sr-only" tabIndex={-1} aria-hidden="true" readOnly value={text} />
    </div>
  );
}
