import type { ScanFigures } from '@/live/protocol.gen';

/** Times in seconds, and what there was at each: as many numbers in every line. */
export type Lines = { readonly times: readonly number[]; readonly lines: readonly (readonly number[])[] };

const TWO_DIGITS = 100;
/** So many rows are a table that is read, and not a list of numbers. */
const RATE_ROWS = 10;
const MINUTES_A_ROW = 10;
/** Steps are joined to these, so that a line is not a comb. */
const STEPS_JOINED = 2;

/** Arrivals and decisions a second; each point stands where its step ends. */
export function rateLines({ rates }: ScanFigures): Lines {
  return joined(rates, STEPS_JOINED);
}

/** The same in few rows. */
export const rateRows = ({ rates }: ScanFigures): Lines => joined(rates, rates.arrived.length / RATE_ROWS, 0);

/** Join so many steps to one. `at`: where in it its time is, 0 for its beginning. */
function joined({ since, seconds, arrived, decided }: ScanFigures['rates'], steps: number, at = 1): Lines {
  const first = Date.parse(since) / 1000;
  const count = Math.floor(arrived.length / steps);
  const places = Array.from({ length: count }, (_, index) => index);
  const aSecond = (counts: readonly number[]) =>
    places.map((place) => {
      const sum = counts.slice(place * steps, (place + 1) * steps).reduce((all, each) => all + each, 0);
      return Math.round((TWO_DIGITS * sum) / (steps * seconds)) / TWO_DIGITS;
    });
  return { times: places.map((place) => first + (place + at) * steps * seconds), lines: [aSecond(arrived), aSecond(decided)] };
}

/** How many were waiting at the end of each minute; the last one is now. */
export function queueLine({ waiting, now }: ScanFigures): Lines {
  const first = Date.parse(waiting.since) / 1000;
  const last = waiting.waiting.length - 1;
  const times = waiting.waiting.map((_, index) => (index === last ? Date.parse(now) / 1000 : first + (index + 1) * waiting.seconds));
  return { times, lines: [waiting.waiting] };
}

/** The same in few rows, the last one now. */
export function queueRows(figures: ScanFigures): Lines {
  const { times, lines } = queueLine(figures);
  const kept = (_: number, index: number) => (times.length - 1 - index) % MINUTES_A_ROW === 0;
  return { times: times.filter(kept), lines: lines.map((line) => line.filter(kept)) };
}

/** How many verdicts there were. */
export const decidedIn = ({ verdicts }: ScanFigures): number => verdicts.validated + verdicts.refused + verdicts.returned;

/** How many of a hundred verdicts were validations; null without any. */
export function validatedShare(figures: ScanFigures): number | null {
  const all = decidedIn(figures);
  return all === 0 ? null : Math.round((100 * figures.verdicts.validated) / all);
}

/** How many refusals gave none of the scan's reasons. */
export const otherRefusals = ({ verdicts, reasons }: ScanFigures): number =>
  verdicts.refused - reasons.reduce((sum, { count }) => sum + count, 0);
