import { formatNumber } from '@/lib/format';

const plural = new Intl.PluralRules('en');
const tasks = (count: number) => `${formatNumber(count)} ${plural.select(count) === 'one' ? 'suggestion' : 'suggestions'}`;

/** Words of the worker's pages. */
export const intakeWords = {
  home: {
    title: 'My scans',
    enter: 'Enter a scan',
    link: 'Link or id of the scan',
    linkHint: 'Paste what you were sent, for instance https://…/worker/scan/…',
    linkFault: 'That is neither a scan’s link nor its id. Copy the whole link and paste it here.',
    open: 'Open',
    none: 'No scans yet',
    noneHint: 'Open the link that you were sent, or paste it above. Every scan that you enter is listed here.',
    more: 'Show more',
    moderates: 'you moderate',
    openedBy: 'by',
  },
  composer: {
    label: 'Your suggestion',
    placeholder: 'What should the desk know?',
    submit: 'Submit',
    keyHint: 'sends',
    kept: 'Draft kept on this device',
    paused: 'Paused. Your draft is kept.',
    length: (count: number, most: number) => `${formatNumber(count)} of ${formatNumber(most)} characters`,
    tooLong: (by: number) => `${formatNumber(by)} characters too many`,
  },
  closed: {
    title: 'This scan is closed',
    sum: (validated: number, refused: number) =>
      `Of your suggestions ${formatNumber(validated)} were validated and ${formatNumber(refused)} refused.`,
    draft: 'You had typed this, and it was not sent:',
  },
  brief: {
    title: 'About this scan',
    by: 'Opened by',
    target: 'Aims to answer within',
    none: 'No special instructions. Say one thing at a time, and where it is.',
  },
  counts: 'Your suggestions',
  list: {
    label: 'Your suggestions, oldest first',
    empty: 'Nothing sent yet',
    emptyHint: 'Write below. Each suggestion shows here whether it is saved, and what was decided.',
    saved: 'saved, waiting for a verdict',
    takenBack: 'taken back, being looked at again',
    validated: 'validated',
    refused: 'refused',
    returned: 'sent back',
    waitingForNetwork: 'waiting for network',
    waitingForOpening: 'waiting for the scan to reopen',
    sending: 'sending',
    notSent: 'not sent',
    copyToNew: 'Copy into a new one',
    sendAgain: 'Send again',
    discard: 'Discard',
    showAll: 'Show all',
    showLess: 'Show less',
    newest: 'To the newest',
  },
  news: {
    nothing: 'Verdicts show up here',
    waiting: (count: number) => `${tasks(count)} waiting for a verdict`,
    allDecided: 'All decided',
    paused: 'The scan is paused. You can submit again when it reopens.',
    reconnecting: 'Reconnecting. What you submit is kept and sent by itself.',
    offline: 'No connection. What you submit is kept and sent by itself.',
    refusedConnection: 'The server does not take this connection. Load the page anew.',
    one: {
      validated: 'validated.',
      refused: 'refused.',
      returned: 'sent back.',
      pending: 'taken back: it is being looked at again.',
    },
    validated: (count: number) => `${formatNumber(count)} validated`,
    refused: (count: number) => `${formatNumber(count)} refused`,
    returned: (count: number) => `${formatNumber(count)} sent back`,
    pending: (count: number) => `${formatNumber(count)} taken back`,
  },
  moderator: {
    title: 'You moderate this scan',
    hint: 'Who decides does not submit. Open the desk to see what comes in.',
    toConsole: 'To the desk',
  },
  notFound: {
    title: 'There is no scan here for you',
    hint: 'The link may be mistyped, or the scan has been closed. Ask who sent it for a new one.',
    toScans: 'To my scans',
  },
} as const;
