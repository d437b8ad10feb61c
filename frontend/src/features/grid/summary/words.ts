import { catalogue } from '@/lib/catalogue';
import { formatAge, formatNumber } from '@/lib/format';
import type { TimeStep } from '@/live/protocol.gen';

/** What only the summary of a scan says. */
export const words = catalogue({
  title: (name: string) => `Summary of ${name}`,
  heading: 'Summary',
  loading: 'Adding up',
  failed: 'The summary cannot be read right now.',
  toConsole: 'Back to the console',
  toList: 'All tasks',
  afterClosing: 'Then show what it came to',
  print: 'Print',
  opened: 'Opened',
  closed: 'Closed',
  stillOpen: 'not yet',
  lasted: 'Lasted',
  age: formatAge,
  owner: 'Opened by',
  arrivals: 'Tasks',
  workers: 'Workers',
  wait: 'Median wait for the verdict',
  longest: '95 of 100 waited at most',
  timeline: {
    title: 'Arrivals and verdicts',
    arrived: 'arrived',
    says: (steps: number, seconds: number) =>
      `Bars: tasks that arrived and verdicts that were given, in ${formatNumber(steps)} steps of ${formatAge(seconds * 1000)}. The table below has the same figures.`,
    step: (time: string, { arrived, validated, refused, returned }: TimeStep) =>
      `${time}: ${formatNumber(arrived)} arrived, ${formatNumber(validated)} validated, ${formatNumber(refused)} refused, ${formatNumber(returned)} sent back`,
    asTable: 'The same as a table',
    from: 'From',
  },
  target: (seconds: number) => `target ${formatAge(seconds * 1000)}`,
  between: 'First and last',
  none: 'none',
  counts: 'Verdicts',
  share: (percent: number) => `${formatNumber(percent)} %`,
  reasons: 'Why tasks were refused',
  reason: 'Reason',
  noReasons: 'No task is refused with a reason.',
  instructions: 'What the workers were told',
  fromList: (version: number, count: number) => `list ${formatNumber(version)}: ${formatNumber(count)}`,
  typed: (count: number) => `typed: ${formatNumber(count)}`,
  deciders: 'Who decided',
  moderator: 'Moderator',
  noDeciders: 'Nobody has decided anything yet.',
  total: 'Together',
  count: 'Tasks',
});
