import { catalogue } from '@/lib/catalogue';

/** Words of the pages around the features. */
export const appWords = catalogue({
  unreachable: 'The server cannot be reached',
  unreachableHint: 'Nothing you typed is lost. Check the connection, or whether the server is running.',
  notFound: 'There is nothing here',
  notFoundHint: 'The address may be mistyped, or the scan it led to is closed to you.',
  toStart: 'To the start',
  broken: 'This page has stumbled',
  brokenHint:
    'What you typed is kept in this browser. Going on usually works; loading the page anew puts right what does not.',
  newVersion: 'There is a new version of TaskStream. What you typed is kept.',
  newVersionTitle: 'There is a new version',
  newVersionHint: 'This page was opened before TaskStream was brought up to date. Load it anew to go on; what you typed is kept.',
  goOn: 'Go on',
  back: 'Back',
  reload: 'Load anew',
});
