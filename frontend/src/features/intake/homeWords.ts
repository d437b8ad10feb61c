import { catalogue } from '@/lib/catalogue';
import { formatNumber } from '@/lib/format';

/** Words of the page of the worker's scans. */
export const homeWords = catalogue({
  title: 'My scans',
  enter: 'Enter a scan',
  none: 'No scans yet',
  noneHint: 'Type the code that you were shown, or open the link that you were sent. Every scan that you enter is listed here.',
  more: 'Show more',
  moderates: 'you moderate',
  unsent: (count: number) => `${formatNumber(count)} not sent yet`,
  openedBy: 'by',
});
