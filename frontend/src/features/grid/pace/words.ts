import { catalogue } from '@/lib/catalogue';

/** What only the pace of a scan says. */
export const words = catalogue({
  name: 'Pace of this scan',
  arrivals: 'arrivals/s',
  arrivalsHint: 'Arrivals a second, on average over the last ten',
  wait: 'median wait',
  waitHint: 'Of what waits now: half has waited longer than this',
  none: '–',
  late: (target: string) => `Half of what waits has waited longer than ${target}.`,
  lateMark: 'longer than it should be',
});
