import { UserRoundPlus } from 'lucide-react';
import { useEffect, useRef, useState, type SubmitEvent } from 'react';
import { Button } from '@/components/ui/Button';
import { Dialog } from '@/components/ui/Dialog';
import { TextField } from '@/components/ui/Field';
import { asSentence } from '@/lib/format';
import { messageOf, Problem } from '@/lib/problem';
import type { Person, ScanView } from '@/live/protocol.gen';
import { useMayName, useName, useUnname } from './moderators';
import styles from './People.module.css';
import { peopleWords } from './peopleWords';
import { RemovePerson } from './RemovePerson';

type ModeratorsDialogProps = { scan: ScanView; open: boolean; onClose: () => void };

/** Who decides in the scan besides its owner and every admin; whoever may names others here. */
export function ModeratorsDialog({ scan, open, onClose }: ModeratorsDialogProps) {
  const { data: mayName = false } = useMayName(scan.id);
  const { mutate, variables, isPending, error } = useUnname(scan.id);
  const moderators = scan.moderators ?? [];
  return (
    <Dialog open={open} title={peopleWords.moderators.title} width="34rem" onClose={onClose}>
      <div className={styles.content}>
        <p className={styles.hint}>{peopleWords.moderators.hint}</p>
        {mayName && <NameForm scanId={scan.id} />}
        {error && <p role="alert">{messageOf(error)}</p>}
        <ul className={styles.list} aria-label={peopleWords.moderators.list}>
          <li className={styles.person}>
            <bdi className={styles.name}>{scan.owner.name}</bdi>
            <span className={styles.since}>{peopleWords.moderators.owner}</span>
          </li>
          {moderators.map((person) => (
            <Moderator
              key={person.id}
              person={person}
              busy={isPending && variables === person.id}
              onRemove={mayName ? () => mutate(person.id) : null}
            />
          ))}
        </ul>
      </div>
    </Dialog>
  );
}

function NameForm({ scanId }: { scanId: string }) {
  const [name, setName] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const { mutate, isPending, error, reset } = useName(scanId);
  // It comes once it is known who may name, and the dialog has put the keyboard on what there was.
  useEffect(() => field.current?.focus(), []);
  const add = (event: SubmitEvent) => {
    event.preventDefault();
    field.current?.focus();
    if (name.trim() !== '' && !isPending) mutate(name, { onSuccess: () => setName('') });
  };
  const fault = error instanceof Problem ? error.faultOf('username') : null;
  return (
    <form className={styles.form} noValidate onSubmit={add}>
      <TextField
        ref={field}
        label={peopleWords.moderators.username}
        hint={peopleWords.moderators.usernameHint}
        autoComplete="off"
        spellCheck={false}
        dir="auto"
        value={name}
        error={fault ? asSentence(fault) : error && messageOf(error)}
        onChange={(event) => {
          setName(event.target.value);
          reset();
        }}
      />
      <Button type="submit" tone="accent" busy={isPending} icon={<UserRoundPlus size={16} aria-hidden="true" />}>
        {peopleWords.moderators.add}
      </Button>
    </form>
  );
}

function Moderator({ person, busy, onRemove }: { person: Person; busy: boolean; onRemove: (() => void) | null }) {
  return (
    <li className={styles.person}>
      <bdi className={styles.name}>{person.name}</bdi>
      {onRemove && <RemovePerson name={person.name} busy={busy} onRemove={onRemove} />}
    </li>
  );
}
