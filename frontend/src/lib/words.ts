import { catalogue } from './catalogue';
import { formatNumber } from './format';

/**
 * The words of the shared parts: one catalogue, so that one thing has one name everywhere.
 * A feature keeps the words that only it says in a catalogue of its own beside it.
 */
export const words = catalogue({
  product: 'TaskStream',
  status: {
    pending: 'waiting',
    validated: 'validated',
    refused: 'refused',
    returned: 'sent back',
    /** Of what waited when its scan was closed. */
    leftOver: 'undecided',
  },
  action: {
    validate: 'Validate',
    refuse: 'Refuse',
    return: 'Send back',
    reopen: 'Reopen',
  },
  scanStatus: { open: 'open', paused: 'paused', closed: 'closed' },
  role: { ADMIN: 'Admin', WORKER: 'Worker' },
  live: {
    connecting: 'Connecting',
    live: 'Live',
    stale: 'Stale',
    reconnecting: 'Reconnecting',
    offline: 'Offline',
    refused: 'Not connected',
    unsent: (count: number) => `${formatNumber(count)} not sent`,
    roundTrip: (ms: number) => `${formatNumber(ms)} ms`,
    visitOver: 'Your visit was over before this reached the desk.',
    overdue: 'It could not be sent within 7 days, and may no longer be true.',
  },
  liveHint: {
    connecting: 'The connection is being made.',
    live: 'Connected: the time is the way to the server and back.',
    stale: 'Nothing has been heard for a while: what is shown may be old.',
    reconnecting: 'The connection was lost, and is being made again.',
    offline: 'The server cannot be reached. It is tried again and again.',
    refused: 'The server refuses the connection. Load the page again.',
  },
  theme: { label: 'Appearance', system: 'System', dark: 'Dark', light: 'Light' },
  account: {
    menu: 'Account',
    menuOf: (name: string) => `Account of ${name}`,
    page: 'Account',
    signOut: 'Sign out',
    scans: 'Scans',
    myScans: 'My scans',
    analytics: 'Analytics',
    activity: 'Activity',
    guest: 'Guest',
    make: 'Make an account',
    leave: 'Leave the scan',
  },
  leaveAsGuest: {
    title: 'Leave the scan?',
    hint: 'Without an account you cannot come back to what you sent. It stays in the scan.',
    unsent: (count: number) => `${formatNumber(count)} not sent yet. If you leave, nobody will send it.`,
    stay: 'Stay',
    leave: 'Leave',
  },
  signOut: {
    title: (count: number) => `${formatNumber(count)} not sent yet`,
    hint: (name: string) =>
      `What you wrote is still on its way. Signed out, it waits in this browser, readable by whoever uses it, and is sent when ${name} signs in here again and opens the scan.`,
    stay: 'Stay signed in',
    keep: 'Keep it and sign out',
    discard: 'Discard it and sign out',
  },
  changes: { gone: 'taken out', come: 'added' },
  close: 'Close',
  cancel: 'Cancel',
  discard: { question: 'Throw away what you typed?', discard: 'Throw it away', keep: 'Keep writing' },
  copy: 'Copy',
  copied: 'Copied',
  copyText: 'Copy the text',
  notCopied: 'The browser does not let it be copied. Select the text yourself.',
  dismiss: 'Dismiss',
  tryAgain: 'Try again',
  loading: 'Loading',
  showPassword: 'Show password',
  hidePassword: 'Hide password',
  skipToContent: 'Skip to the content',
  /** When a call failed and the server said nothing that a person could use. */
  unreachable: 'The server cannot be reached. Check the connection and try again.',
  failed: 'That did not work. Try again.',
});
