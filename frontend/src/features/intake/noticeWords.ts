import { catalogue } from '@/lib/catalogue';

/** Of being told of verdicts outside of the page. */
export const noticeWords = catalogue({
  label: 'Tell me when it is decided',
  short: 'Tell me',
  on: 'You will be told while this page is in the background. A phone stops hearing when it puts the page to sleep.',
  off: 'You are not told: the browser was not allowed to.',
  denied: 'This browser was told not to show notifications of this address. Its settings can change that.',
  impossible: 'The browser shows notifications only of addresses that begin with https.',
});
