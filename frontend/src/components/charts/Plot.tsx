import { useLayoutEffect, useRef } from 'react';
import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { onOtherLook } from '@/lib/otherLook';
import styles from './Plot.module.css';

/** What there is at each place of the axis, and first the places themselves; null where there is nothing. */
export type PlotData = readonly [places: readonly number[], ...lines: readonly (readonly (number | null)[])[]];

/** How things look where a picture is painted. */
export type Look = {
  readonly colour: (token: `--${string}`) => string;
  readonly font: string;
  /** How wide the picture is, in pixels of its own. */
  readonly width: number;
  /** How many of them there are for one of the page. */
  readonly zoom: number;
};

export type PlotOptions = (look: Look) => Omit<UPlot.Options, 'width' | 'height'>;

type PlotProps = {
  data: PlotData;
  /** Another function paints another picture: keep it between two drawings. */
  options: PlotOptions;
  /** In pixels; as wide as there is room unless it is said how wide. */
  height: number;
  width?: number | undefined;
  says: string;
  /** Where a pointer rests, null when it has left: the place, and how far that is from the picture's left edge. */
  onPoint?: ((point: Point | null) => void) | undefined;
};

export type Point = { readonly place: number; readonly x: number };

const FONT_PX = 12;

/** A picture painted by uPlot. It says what it shows; the numbers are in the table beside it. */
export function Plot({ data, options, height, width, says, onPoint }: PlotProps) {
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<UPlot>(null);
  const latest = useRef(data);
  const tell = useRef(onPoint);
  useLayoutEffect(() => {
    latest.current = data;
    plot.current?.setData(aligned(data));
  }, [data]);
  useLayoutEffect(() => {
    tell.current = onPoint;
  }, [onPoint]);
  useLayoutEffect(() => {
    const element = host.current;
    if (!element) return undefined;
    const size = () => ({ width: width ?? element.clientWidth, height });
    // Colours are painted, so another theme is another picture.
    const paint = () => {
      plot.current?.destroy();
      const painted = { ...options(lookOf(element, size().width)), ...size() };
      const hooks = { setCursor: [(drawn: UPlot) => tell.current?.(pointOf(drawn))] };
      plot.current = new UPlot({ ...painted, hooks }, aligned(latest.current), element);
    };
    paint();
    const stop = onOtherLook(paint);
    const sizes = new ResizeObserver(() => plot.current?.setSize(size()));
    sizes.observe(element);
    return () => {
      stop();
      sizes.disconnect();
      plot.current?.destroy();
      plot.current = null;
    };
  }, [options, height, width]);
  return <div ref={host} role="img" aria-label={says} className={styles.plot} style={{ blockSize: height }} />;
}

function pointOf(plot: UPlot): Point | null {
  const place = plot.cursor.idx ?? null;
  return place === null ? null : { place, x: plot.over.offsetLeft + plot.valToPos(place, 'x') };
}

/** uPlot takes lists that it could change, and does not. */
export const aligned = (data: PlotData): UPlot.AlignedData => data as unknown as UPlot.AlignedData;

/** Return how a picture looks in this place of the page. */
export function lookOf(element: Element, width: number, zoom = 1): Look {
  const style = getComputedStyle(element);
  const colour = (token: string) => style.getPropertyValue(token).trim();
  return { colour, font: `${FONT_PX * zoom}px ${colour('--sans')}`, width, zoom };
}
