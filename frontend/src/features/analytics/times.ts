import { wallOf } from './days';
import { dayFrom } from './period';
import type { AnalyticsReport } from '@/live/protocol.gen';

type Step = AnalyticsReport['step'];

/** Days, or else hours or minutes, that a step named under a picture may be apart. */
const APART: Readonly<Record<Step, readonly number[]>> = {
  day: [1, 2, 7, 14, 28, 56, 112],
  hour: [1, 2, 3, 4, 6, 12, 24],
  minute: [1, 2, 5, 10, 15, 30, 60],
};

export type Times = {
  /** When a step begins, in a table. */
  readonly step: (since: string) => string;
  /** The same under a picture, where there is little room. */
  readonly short: (since: string) => string;
};

const made = new Map<string, Times>();

/** How times are written in this zone, and for steps of this length. */
export function timesIn(zone: string, step: Step): Times {
  const key = `${step} ${zone}`;
  const times = made.get(key) ?? makeTimes(zone, step);
  made.set(key, times);
  return times;
}

function makeTimes(timeZone: string, step: Step): Times {
  const weekday = new Intl.DateTimeFormat(undefined, { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' });
  const moment = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit', timeZone });
  const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  const clock = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit', timeZone });
  const isMidnight = (at: number) => {
    const { hour, minute } = wallOf(at, timeZone);
    return hour + minute === 0;
  };
  const dayOf = (since: string) => new Date(dayFrom(since, timeZone));
  if (step === 'day') return { step: (since) => weekday.format(dayOf(since)), short: (since) => day.format(dayOf(since)) };
  return {
    step: (since) => moment.format(new Date(since)),
    short: (since) => (isMidnight(Date.parse(since)) ? day.format(dayOf(since)) : clock.format(new Date(since))),
  };
}

/** Return which steps are named under a picture: at most so many, at round times of the zone. */
export function namedSteps(sinces: readonly string[], step: Step, zone: string, most: number): readonly number[] {
  const places = sinces.map((_, index) => index);
  const stride = APART[step].find((each) => Math.ceil(places.length / each) <= most) ?? Infinity;
  // The last day is today more often than not; hours and minutes are round where the clock's are.
  if (step === 'day') return places.filter((place) => (places.length - 1 - place) % stride === 0);
  return places.filter((place) => {
    const { hour, minute } = wallOf(Date.parse(sinces[place] ?? ''), zone);
    return (step === 'hour' ? hour : minute) % stride === 0;
  });
}
