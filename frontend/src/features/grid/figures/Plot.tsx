import { useLayoutEffect, useRef } from 'react';
import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { formatNumber } from '@/lib/format';
import { onOtherLook } from '../canvas/surroundings';
import type { Lines } from './figures';
import styles from './Figures.module.css';

/** A line's colour is that of a token. */
export type Pen = { readonly token: `--${string}`; readonly filled?: boolean };

const HEIGHT = 140;
const FONT_PX = 12;
const TIME_WIDTH = 84;
/** Whole ones: there are no half tasks. */
const COUNTS_APART = [1, 10, 100, 1000, 10_000, 100_000].flatMap((unit) => [unit, 2 * unit, 5 * unit]);
/** In seconds; on its own it leaves out two minutes. */
const TIMES_APART = [60, 120, 300, 600, 900, 1800];
const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });

type PlotProps = { data: Lines; pens: readonly Pen[]; says: string };

/** Lines over time, painted by uPlot. It says what it shows; the numbers are in the table beside it. */
export function Plot({ data, pens, says }: PlotProps) {
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<UPlot>(null);
  const latest = useRef(data);
  useLayoutEffect(() => {
    latest.current = data;
    plot.current?.setData(asData(data));
  }, [data]);
  useLayoutEffect(() => {
    const element = host.current;
    if (!element) return undefined;
    // Colours are painted, so another theme is another picture.
    const paint = () => {
      plot.current?.destroy();
      plot.current = new UPlot(optionsFor(element, pens), asData(latest.current), element);
    };
    paint();
    const stop = onOtherLook(paint);
    const sizes = new ResizeObserver(() => plot.current?.setSize({ width: element.clientWidth, height: HEIGHT }));
    sizes.observe(element);
    return () => {
      stop();
      sizes.disconnect();
      plot.current?.destroy();
      plot.current = null;
    };
  }, [pens]);
  return <div ref={host} role="img" aria-label={says} className={styles.plot} />;
}

const asData = ({ times, lines }: Lines): UPlot.AlignedData => [[...times], ...lines.map((line) => [...line])];

/** At the very left stands the nought of the other axis. */
const timesOf = (plot: UPlot, times: readonly number[]): string[] =>
  times.map((time) => (time === plot.scales.x?.min ? '' : clock.format(time * 1000)));

function optionsFor(element: HTMLElement, pens: readonly Pen[]): UPlot.Options {
  const style = getComputedStyle(element);
  const colour = (token: string) => style.getPropertyValue(token).trim();
  const axis: UPlot.Axis = {
    stroke: colour('--tx-2'),
    font: `${FONT_PX}px ${colour('--sans')}`,
    grid: { stroke: colour('--line'), width: 1 },
    ticks: { show: false },
  };
  return {
    width: element.clientWidth,
    height: HEIGHT,
    legend: { show: false },
    cursor: { show: false },
    scales: { y: { range: (_plot, _least, most) => [0, Math.max(1, most * 1.1)] } },
    // A time is written as far to the right of its place as to the left.
    padding: [null, 30, null, null],
    axes: [
      { ...axis, size: 28, space: TIME_WIDTH, incrs: TIMES_APART, values: timesOf },
      { ...axis, size: 44, incrs: COUNTS_APART, values: (_plot, counts) => counts.map((count) => formatNumber(count)) },
    ],
    series: [
      {},
      ...pens.map(({ token, filled }): UPlot.Series => {
        const stroke = colour(token);
        return { stroke, width: 2, points: { show: false }, ...(filled && { fill: colour(`${token}-bg`) }) };
      }),
    ],
  };
}
