import { UserRoundX } from 'lucide-react';
import { TwoStepButton } from '@/components/ui/TwoStepButton';
import { peopleWords } from './peopleWords';

/** Puts somebody out, at the second press. `name`: as he is called, for who hears the button alone. */
export function RemovePerson({ name, busy, onRemove }: { name: string; busy: boolean; onRemove: () => void }) {
  const { remove, removeOf, really, reallyOf } = peopleWords.guests;
  return (
    <TwoStepButton
      first={{ label: remove, name: removeOf(name) }}
      second={{ label: really, name: reallyOf(name) }}
      size="dense"
      busy={busy}
      icon={<UserRoundX size={16} aria-hidden="true" />}
      onConfirm={onRemove}
    />
  );
}
