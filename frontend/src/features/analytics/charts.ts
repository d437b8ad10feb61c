import type { PlotData, PlotOptions } from '@/components/charts/Plot';
import { formatNumber } from '@/lib/format';
import { percentagesOf } from '@/lib/percentages';
import { waitText } from './format';
import { onPlaces, pairsOf, stacksOf, waitsOf, type Naming, type Pen } from './paint';
import { begun, decidedIn, isNothing, VERDICTS } from './sums';
import { namedSteps, timesIn } from './times';
import type { AnalyticsReport, PeriodStep } from '@/live/protocol.gen';
import { logOf } from './waitScale';
import { words } from './words';

/** A picture with all that belongs to it. */
export type ChartView = {
  readonly title: string;
  readonly says: string;
  /** As a file is named, and which of the server's tables has the same. */
  readonly name: string;
  readonly table: 'steps' | 'waits';
  readonly legend: readonly Pen[];
  readonly data: PlotData;
  readonly options: PlotOptions;
  /** What stands at each place, in words: what it is, and a cell for each column after the first. */
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
  readonly json: unknown;
};

export type Row = {
  readonly head: string;
  readonly cells: readonly string[];
  /** Whether nothing happened then: on paper it is left out. */
  readonly isEmpty: boolean;
};

const TOKENS = { validated: '--s-ok', refused: '--s-no', returned: '--s-back' } as const;

/** Return the pictures of a report, in their order. */
export const chartsOf = (report: AnalyticsReport): readonly ChartView[] => [arrivals(report), kinds(report), waits(report), spread(report)];

function arrivals(report: AnalyticsReport): ChartView {
  const { steps } = report;
  const pens: readonly Pen[] = [
    { label: words.arrivals.arrivedToo, token: '--s-wait' },
    { label: words.arrivals.decided, token: '--tx-1' },
  ];
  return {
    ...overSteps(report, pens, [words.arrivals.arrived, words.arrivals.corrected, words.arrivals.decided, words.arrivals.reopened], (step) =>
      [arrivedIn(step), step.resubmitted, decidedIn(step.verdicts), step.reopened].map(formatNumber),
    ),
    title: words.arrivals.title,
    says: words.arrivals.says(words.each[report.step]),
    name: 'arrivals',
    data: onPlaces(steps.map(arrivedIn), steps.map(({ verdicts }) => decidedIn(verdicts))),
    options: pairsOf({ pens, places: steps.length, naming: namingOf(report) }),
  };
}

const arrivedIn = ({ submitted, resubmitted }: PeriodStep): number => submitted + resubmitted;

function kinds(report: AnalyticsReport): ChartView {
  const { steps } = report;
  const pens = VERDICTS.map((kind): Pen => ({ label: words.kind[kind], token: TOKENS[kind] }));
  // The highest bar is of all three, and the next one stands before it.
  const sums = VERDICTS.map((_, last) => steps.map(({ verdicts }) => VERDICTS.slice(0, last + 1).reduce((sum, kind) => sum + verdicts[kind], 0)));
  return {
    ...overSteps(report, pens, VERDICTS.map((kind) => words.kind[kind]), ({ verdicts }) => VERDICTS.map((kind) => formatNumber(verdicts[kind]))),
    title: words.kinds.title,
    says: words.kinds.says(words.each[report.step]),
    name: 'verdicts',
    data: onPlaces(...sums.toReversed()),
    options: stacksOf({ pens: pens.toReversed(), places: steps.length, naming: namingOf(report) }),
  };
}

function waits(report: AnalyticsReport): ChartView {
  const { steps } = report;
  const pens: readonly Pen[] = [
    { label: words.waits.median, token: '--accent' },
    { label: words.waits.p95, token: '--s-warn', dashed: true },
  ];
  return {
    ...overSteps(report, pens, pens.map(({ label }) => label), ({ median_wait_ms, p95_wait_ms }) => [median_wait_ms, p95_wait_ms].map(waitText)),
    title: words.waits.title,
    says: words.waits.says(words.each[report.step]),
    name: 'waits',
    data: onPlaces(steps.map((step) => logOf(step.median_wait_ms)), steps.map((step) => logOf(step.p95_wait_ms))),
    options: waitsOf({ pens, places: steps.length, points: steps.filter(({ median_wait_ms }) => median_wait_ms !== undefined).length, naming: namingOf(report) }),
  };
}

/** How the waits of all verdicts spread. */
function spread({ waits: steps }: AnalyticsReport): ChartView {
  const pens: readonly Pen[] = [{ label: words.spread.count, token: '--s-wait' }];
  const counts = steps.map(({ count }) => count);
  const shares = percentagesOf(counts);
  const longest = steps.at(-2)?.up_to_ms ?? 0;
  const naming: Naming = (most) => {
    const stride = Math.ceil(steps.length / Math.max(1, Math.floor(most * 1.4)));
    return steps.flatMap(({ up_to_ms }, place) =>
      place % stride === 0 ? [{ place, label: up_to_ms === undefined ? words.spread.shortLonger : words.spread.shortUpTo(up_to_ms) }] : [],
    );
  };
  return {
    title: words.spread.title,
    says: words.spread.says,
    name: 'spread',
    table: 'waits',
    legend: [],
    data: onPlaces(counts),
    options: stacksOf({ pens, places: steps.length, naming }),
    columns: [words.spread.wait, words.spread.count, words.spread.share],
    rows: steps.map(({ up_to_ms, count }, index) => ({
      head: up_to_ms === undefined ? words.spread.longer(longest) : words.spread.upTo(up_to_ms),
      cells: [formatNumber(count), words.percent(shares[index] ?? 0)],
      isEmpty: false,
    })),
    json: steps,
  };
}

type OverSteps = Pick<ChartView, 'table' | 'legend' | 'columns' | 'rows' | 'json'>;

/** What all pictures over time have in common. */
function overSteps(report: AnalyticsReport, legend: readonly Pen[], columns: readonly string[], cellsOf: (step: PeriodStep) => readonly string[]): OverSteps {
  const times = timesIn(report.zone, report.step);
  const steps = begun(report);
  return {
    table: 'steps',
    legend,
    columns: [words.chart.since, ...columns],
    rows: steps.map((step) => ({ head: times.step(step.since), cells: cellsOf(step), isEmpty: isNothing(step) })),
    json: steps,
  };
}

const namingOf = ({ steps, step, zone }: AnalyticsReport): Naming => {
  const times = timesIn(zone, step);
  const sinces = steps.map(({ since }) => since);
  return (most) => namedSteps(sinces, step, zone, most).map((place) => ({ place, label: times.short(sinces[place] ?? '') }));
};
