import type UPlot from 'uplot';
import type { Look, PlotData, PlotOptions } from '@/components/charts/Plot';
import { formatShort } from '@/lib/format';
import type { Lines } from './figures';

/** A line's colour is that of a token. */
export type Pen = { readonly token: `--${string}`; readonly filled?: boolean };

const TIME_WIDTH = 84;
/** Whole ones: there are no half tasks. */
const COUNTS_APART = [1, 10, 100, 1000, 10_000, 100_000].flatMap((unit) => [unit, 2 * unit, 5 * unit]);
/** In seconds; on its own it leaves out two minutes. */
const TIMES_APART = [60, 120, 300, 600, 900, 1800];
const clock = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' });

export const asData = ({ times, lines }: Lines): PlotData => [times, ...lines];

/** At the very left stands the nought of the other axis. */
const timesOf = (plot: UPlot, times: readonly number[]): string[] =>
  times.map((time) => (time === plot.scales.x?.min ? '' : clock.format(time * 1000)));

/** Lines over the time of day. */
export const linesOf =
  (pens: readonly Pen[]): PlotOptions =>
  ({ colour, font }: Look) => {
    const axis: UPlot.Axis = { stroke: colour('--tx-2'), font, grid: { stroke: colour('--line'), width: 1 }, ticks: { show: false } };
    return {
      legend: { show: false },
      cursor: { show: false },
      scales: { y: { range: (_plot, _least, most) => [0, Math.max(1, most * 1.1)] } },
      // A time is written as far to the right of its place as to the left.
      padding: [null, 30, null, null],
      axes: [
        { ...axis, size: 28, space: TIME_WIDTH, incrs: TIMES_APART, values: timesOf },
        { ...axis, size: 44, incrs: COUNTS_APART, values: (_plot, counts) => counts.map(formatShort) },
      ],
      series: [
        {},
        ...pens.map(({ token, filled }): UPlot.Series => {
          const stroke = colour(token);
          return { stroke, width: 2, points: { show: false }, ...(filled && { fill: colour(`${token}-bg`) }) };
        }),
      ],
    };
  };
