import { catalogue } from '@/lib/catalogue';
import { formatNumber } from '@/lib/format';

export const words = catalogue({
  name: 'Name',
  namePlaceholder: 'Gate sweep 14:00',
  nameNeeded: 'Give the scan a name.',
  instructions: 'Instructions for the workers',
  instructionsHint: 'Shown to them while they write: what to look for, and how to write it down.',
  marks: { bold: 'bold', slanted: 'slanted', heading: 'heading', list: 'list', steps: 'steps', quote: 'quote', code: 'as typed', link: 'link', address: 'https://…' },
  preview: 'Preview',
  previewOf: 'Instructions as workers see them',
  previewEmpty: 'Nothing is written yet.',
  target: 'Target time, in seconds',
  equals: (age: string) => `= ${age}`,
  targetHint: 'How long a task should wait at most. The bars in the grid fill up towards it.',
  targetRange: (least: number, most: number) =>
    `A whole number of seconds from ${formatNumber(least)} to ${formatNumber(most)}.`,
  grace: 'Time to undo a verdict, in seconds',
  graceHint: 'The worker is told of a verdict so much later. 0: at once.',
  graceRange: (most: number) => `A whole number of seconds, at most ${formatNumber(most)}.`,
  reasons: 'Reasons for refusing',
  reasonsHint: 'Offered to who refuses, each by its digit; others can still be typed. The worker sees the one that is given.',
  reason: (number: number) => `Reason ${number}`,
  addReason: 'Add a reason',
  removeReason: (number: number) => `Remove reason ${number}`,
  reasonTwice: 'Name each reason once.',
  reasonTooLong: (most: number) => `Each reason takes at most ${formatNumber(most)} characters.`,
  tooLong: (most: number) => `At most ${formatNumber(most)} characters.`,

  guests: 'Let guests in',
  stacking: 'Show what says the same',
  stackingHint: 'Suggestions that say the same are marked as such, for moderators only, and can be decided together.',
  guestsHint: 'With the link or the code and a name, without an account. They are marked as guests.',
  guest: 'guest',
  guestHint: 'Without an account: anybody may have chosen this name.',

  enter: {
    label: 'Code of the scan',
    hint: 'Six letters and digits, such as K7M 4QX. A pasted link works as well.',
    fault: 'No open scan has this code. Look again: it may have been closed meanwhile.',
    noCode: 'That is no code: a code has six letters and digits, such as K7M 4QX.',
    open: 'Enter',
    code: 'Code to enter',
    codeAt: (address: string) => `Code to enter at ${address}`,
  },
});
