import { Check, Copy } from 'lucide-react';
import type { ReactNode } from 'react';
import { useCopy } from '@/lib/useCopy';
import { words } from '@/lib/words';
import { Button } from './Button';
import styles from './CopyText.module.css';

type CopyTextProps = {
  text: string;
  /** What the button says, where there is more than one text. */
  label?: string;
  /** What else can be done with it. */
  children?: ReactNode;
};

/** What can be done with words that are sent nowhere from here: copy them to somewhere else. */
export function CopyText({ text, label = words.copyText, children }: CopyTextProps) {
  const { field, state, copy } = useCopy<HTMLTextAreaElement>();
  const isCopied = state === 'copied';
  return (
    <div>
      <div className={styles.actions}>
        <Button
          icon={isCopied ? <Check size={16} aria-hidden="true" /> : <Copy size={16} aria-hidden="true" />}
          onClick={() => void copy(text)}
        >
          {isCopied ? words.copied : label}
        </Button>
        {children}
      </div>
      <p className={styles.state} role="status">
        {isCopied && <span className="sr-only">{words.copied}</span>}
        {state === 'failed' && words.notCopied}
      </p>
      {/* Where the browser has no clipboard, it copies what is selected in a field. */}
      <textarea ref={field} className="sr-only" tabIndex={-1} aria-hidden="true" translate="no" readOnly value={text} />
    </div>
  );
}
