import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Eye } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from '@/components/ui/Button';
import { TextAreaField } from '@/components/ui/Field';
import RichText from '@/components/ui/RichText';
import { api } from '@/lib/api';
import { messageOf } from '@/lib/problem';
import type { Rendered } from '@/live/protocol.gen';
import styles from './InstructionsField.module.css';
import { words } from './words';

const STILL_MS = 300;

type InstructionsFieldProps = {
  instructions: string;
  error: string | null | undefined;
  onInstructions: (instructions: string) => void;
};

/** What the workers are told, in a little Markdown; on demand also as they will see it. */
export function InstructionsField({ instructions, error, onInstructions }: InstructionsFieldProps) {
  const [shown, setShown] = useState(false);
  return (
    <div className={styles.field}>
      <TextAreaField
        label={words.instructions}
        aside={
          <Button
            size="dense"
            look="plain"
            className={styles.toggle}
            aria-pressed={shown}
            icon={<Eye size={15} aria-hidden="true" />}
            onClick={() => setShown(!shown)}
          >
            {words.preview}
          </Button>
        }
        hint={
          <>
            {words.instructionsHint}{' '}
            <span className={styles.marks}>
              <strong>**{words.marks.bold}**</strong> <em>*{words.marks.slanted}*</em> <span># {words.marks.heading}</span>{' '}
              <span>- {words.marks.list}</span> <span>1. {words.marks.steps}</span> <span>&gt; {words.marks.quote}</span>{' '}
              <code>`{words.marks.code}`</code>{' '}
              <code>
                [{words.marks.link}]({words.marks.address})
              </code>
            </span>
          </>
        }
        rows={6}
        dir="auto"
        value={instructions}
        error={error}
        onChange={(event) => onInstructions(event.target.value)}
      />
      {shown && <Preview instructions={instructions} />}
    </div>
  );
}

function Preview({ instructions }: { instructions: string }) {
  const settled = useSettled(instructions);
  const { data, error } = useQuery({
    queryKey: ['preview', settled],
    queryFn: ({ signal }) => api.post<Rendered>('/instructions/preview', { instructions: settled }, { signal }),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
  });
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it
    <section tabIndex={0} className={styles.preview} aria-label={words.previewOf} aria-busy={settled !== instructions || !data}>
      {error ? <p>{messageOf(error)}</p> : data && (data.instructions_html ? <RichText html={data.instructions_html} /> : <p>{words.previewEmpty}</p>)}
    </section>
  );
}

/** The text once nobody has typed for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), STILL_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
