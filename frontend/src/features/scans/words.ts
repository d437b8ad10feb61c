import { catalogue } from '@/lib/catalogue';

export const words = catalogue({
  title: 'Scans',
  subtitle: 'Each scan is a live session: workers send, you decide.',
  search: 'Search',
  searchPlaceholder: 'Name or owner',
  create: 'New scan',
  createTitle: 'New scan',
  open: 'Open the scan',
  list: 'Your scans',
  opened: 'opened',
  ago: 'ago',
  by: 'by',
  more: 'Show more',
  noMatch: (term: string) => `No scan matches “${term}”.`,
  loading: 'Reading the scans',
  failed: 'The scans cannot be read right now.',
  emptyTitle: 'Open your first scan',
  emptyText: 'A scan is a live session with a link of its own.',
  steps: [
    { title: 'Open a scan', text: 'Give it a name, and tell the workers what to look for.' },
    { title: 'Share its link', text: 'Send it, or let phones read the QR code.' },
    { title: 'Decide what comes in', text: 'Each suggestion is a card. V validates, R refuses.' },
  ],
});
