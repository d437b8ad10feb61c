import { Check, Copy } from 'lucide-react';
import { Button } from '@/components/ui/Button';
import { TextField } from '@/components/ui/Field';
import { useCopy } from '@/lib/useCopy';
import { words as shared } from '@/lib/words';
import { words } from './shareWords';
import styles from './Share.module.css';

/** The link as text that can be selected, and a button that copies it. */
export function ShareLink({ link }: { link: string | null }) {
  const { field, state, copy } = useCopy();
  return (
    <div className={styles.link}>
      <TextField
        ref={field}
        label={words.link}
        readOnly
        value={link ?? ''}
        hint={state === 'failed' ? words.copyByHand : undefined}
        onFocus={(event) => event.target.select()}
      />
      <Button
        tone="accent"
        look="solid"
        icon={state === 'copied' ? <Check size={16} aria-hidden="true" /> : <Copy size={16} aria-hidden="true" />}
        disabled={link === null}
        onClick={() => link !== null && void copy(link)}
      >
        {state === 'copied' ? shared.copied : words.copy}
      </Button>
    </div>
  );
}
