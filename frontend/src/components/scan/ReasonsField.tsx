import { Plus, X } from 'lucide-react';
import { useId, useLayoutEffect, useRef, type KeyboardEvent } from 'react';
import { Button, IconButton } from '@/components/ui/Button';
import field from '@/components/ui/Field.module.css';
import { Kbd } from '@/components/ui/Kbd';
import { StatusMark } from '@/components/ui/StatusMark';
import styles from './ReasonsField.module.css';
import { words } from './words';

/** As many as there are digits to choose one with. */
const REASONS_MAX = 9;

type ReasonsFieldProps = {
  reasons: readonly string[];
  error: string | null | undefined;
  onReasons: (reasons: readonly string[]) => void;
};

/** The reasons that a scan offers to who refuses, each beside its digit. An empty one is left out. */
export function ReasonsField({ reasons, error, onReasons }: ReasonsFieldProps) {
  const note = useId();
  const list = useRef<HTMLOListElement>(null);
  const added = useRef(false);

  useLayoutEffect(() => {
    if (added.current) list.current?.querySelector<HTMLInputElement>('li:last-child input')?.focus();
    added.current = false;
  }, [reasons.length]);

  const add = () => {
    added.current = true;
    onReasons([...reasons, '']);
  };

  // A list is typed line by line: Enter leads to the next one, and does not save what is only begun.
  const goOn = (event: KeyboardEvent, index: number) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const next = list.current?.querySelectorAll('input')[index + 1];
    if (next) next.focus();
    else if (reasons[index]?.trim() !== '' && reasons.length < REASONS_MAX) add();
  };

  return (
    <fieldset className={styles.reasons} aria-describedby={note}>
      <legend className={styles.legend}>{words.reasons}</legend>
      <ol ref={list} className={styles.list}>
        {reasons.map((reason, index) => (
          // Places, not texts, are what is edited: two may read alike for a moment.
          <li key={index} className={styles.row}>
            <Kbd>{index + 1}</Kbd>
            <input
              type="text"
              aria-label={words.reason(index + 1)}
              aria-invalid={error ? true : undefined}
              autoComplete="off"
              dir="auto"
              className={field.control}
              value={reason}
              onKeyDown={(event) => goOn(event, index)}
              onChange={(event) => onReasons(reasons.with(index, event.target.value))}
            />
            <IconButton
              label={words.removeReason(index + 1)}
              onClick={() => onReasons(reasons.toSpliced(index, 1))}
            >
              <X size={16} aria-hidden="true" />
            </IconButton>
          </li>
        ))}
      </ol>
      {reasons.length < REASONS_MAX && (
        <Button size="dense" className={styles.add} icon={<Plus size={15} aria-hidden="true" />} onClick={add}>
          {words.addReason}
        </Button>
      )}
      {error ? (
        <p id={note} className={field.error}>
          <StatusMark mark="warning" /> {error}
        </p>
      ) : (
        <p id={note} className={field.hint}>
          {words.reasonsHint}
        </p>
      )}
    </fieldset>
  );
}
