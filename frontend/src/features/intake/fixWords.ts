import { catalogue } from '@/lib/catalogue';

/** Words of correcting. */
export const fixWords = catalogue({
  start: 'Fix and resend',
  label: 'Your correction',
  resend: 'Resend',
  later: 'Later',
  kept: 'Your correction is kept on this device.',
  underWay: 'No answer yet. It is sent by itself once there is a connection, if this page stays open.',
  same: 'Nothing is changed yet.',
  paused: 'Paused. Your correction is kept.',
  changed: 'The desk has changed this one meanwhile. Look at the note again, then resend.',
  notOpen: 'The scan is not open right now. Your correction is kept; resend it when the scan reopens.',
  failed: (message: string) => `${message} Your correction is kept.`,
  stranded: 'Not sent: this one was at the desk again first. You had written:',
  strandedClosed: 'Not sent: the scan was closed first. You had written:',
  showChanges: 'Show what I changed',
  hideChanges: 'Hide what I changed',
});
