import { catalogue } from '@/lib/catalogue';

/** In the portal's place, for who is no worker of the scan. */
export const noEntryWords = catalogue({
  moderator: {
    title: 'You moderate this scan',
    hint: 'Who decides does not send. Open the desk to see what comes in.',
    toConsole: 'To the desk',
    unsent: 'Written, and not sent',
    unsentHint: 'It stays in this browser. Copy it, to give it to somebody who sends it.',
    sent: 'What you sent before',
  },
  notFound: {
    title: 'There is no scan here for you',
    hint: 'The link may be mistyped, or the scan has been closed. Ask who sent it for a new one.',
    toScans: 'To my scans',
  },
});
