import { catalogue } from '@/lib/catalogue';
import { formatNumber } from '@/lib/format';

const FIELDS = {
  name: 'the name',
  instructions: 'the instructions',
  target_seconds: 'the target time',
  grace_seconds: 'the time to undo a verdict',
  refusal_reasons: 'the reasons for refusing',
  guests: 'whether guests come in',
  stacking: 'whether what says the same is shown',
};

/** What the dialogs say in which a scan is managed. */
export const words = catalogue({
  pauseTitle: 'Pause this scan?',
  pauseMessage: 'Message to the workers (optional)',
  pauseHint: 'Why, or until when. What they type meanwhile is kept.',
  duplicateTitle: 'Another scan like this one',
  duplicateOpen: 'Open the scan',
  copyOf: (name: string) => `${Array.from(name).slice(0, 113).join('')} (copy)`,
  editTitle: 'Edit the scan',
  save: 'Save',
  changedToo: (fields: readonly (keyof typeof FIELDS)[]) =>
    `Somebody else has changed this meanwhile: ${fields.map((field) => FIELDS[field]).join(', ')}. Save again to have it your way.`,
  closeSumming: 'Then show the summary',
  closeTitle: 'Close this scan?',
  closeText: 'Workers can send nothing more, and the link ends for who is not in it yet. You can reopen it.',
  closeWaiting: (count: number) =>
    count === 1
      ? '1 task still waits for a verdict. It stays, and can still be decided; until then its worker reads “undecided”.'
      : `${formatNumber(count)} tasks still wait for a verdict. They stay, and can still be decided; until then their workers read “undecided”.`,
});
