import UPlot from 'uplot';
import type { Look, PlotData, PlotOptions } from '@/components/charts/Plot';
import { formatShort } from '@/lib/format';
import { waitText } from './format';
import { marksWithin, waitOf, waitRange } from './waitScale';

/** One line of a picture, or one kind of bar; its colour is that of a token. */
export type Pen = { readonly label: string; readonly token: `--${string}`; readonly dashed?: boolean };

/** A name under the picture, and its place there. */
export type Named = readonly { readonly place: number; readonly label: string }[];

/** Return what is named, where so many names have room. */
export type Naming = (most: number) => Named;

/** What the lines of a picture are, and what stands under them. */
type Scene = {
  readonly pens: readonly Pen[];
  readonly places: number;
  /** Where a line has anything, if not everywhere. */
  readonly points?: number;
  readonly naming: Naming;
};

const NAME_WIDTH = 64;
const HEIGHT_BELOW = 28;
const WIDTH_BESIDE = 48;
/** A bar is this much of its place; two that stand side by side have as much together. */
const BAR = 0.76;
const BAR_WIDEST = 44;
/** In pixels: bars in narrower places would be a hatching. */
const PLACE_FOR_TWO = 5;
/** Whole ones: there are no half tasks. */
const COUNTS_APART = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000].flatMap((unit) => [unit, 2 * unit, 5 * unit]);
/** More of them would be the line itself; so few have no line that leads to them. */
const POINTS_MOST = 62;
const POINTS_FEW = 3;

/** Lines of numbers, one for each place. */
export const onPlaces = (...lines: readonly (readonly (number | null)[])[]): PlotData => [(lines[0] ?? []).map((_, place) => place), ...lines];

/** Two kinds of bars, side by side while there is room, else as lines. */
export const pairsOf =
  (scene: Scene): PlotOptions =>
  (look) => {
    const { pens, places } = scene;
    const isRoomy = (look.width - WIDTH_BESIDE * look.zoom) / places >= PLACE_FOR_TWO * look.zoom;
    return framed(look, scene, COUNTS, pens.map((pen, index) => (isRoomy ? bars(look, pen, index === 0 ? -1 : 1) : line(look, pen, places))));
  };

/** Bars that stand behind each other: of sums, the largest first. */
export const stacksOf =
  (scene: Scene): PlotOptions =>
  (look) =>
    framed(look, scene, COUNTS, scene.pens.map((pen) => bars(look, pen, 0)));

/** Lines of waits, each as its logarithm: there is room for a second and for a day. */
export const waitsOf =
  (scene: Scene): PlotOptions =>
  (look) =>
    framed(look, scene, WAITS, scene.pens.map((pen) => line(look, pen, scene.places, scene.points)));

/** What the numbers beside a picture are. */
type Measure = { readonly range: UPlot.Range.Function; readonly axis: UPlot.Axis };

const COUNTS: Measure = {
  range: (_plot, _least, most) => [0, Math.max(1, most * 1.06)],
  axis: { incrs: COUNTS_APART, values: (_plot, counts) => counts.map(formatShort) },
};
const WAITS: Measure = {
  range: (_plot, least, most) => waitRange(least, most),
  axis: {
    splits: (_plot, _axis, low, high) => marksWithin(low, high),
    values: (_plot, marks) => marks.map((mark) => waitText(waitOf(mark))),
  },
};

function framed(look: Look, { places, naming }: Scene, { range, axis }: Measure, series: UPlot.Series[]): ReturnType<PlotOptions> {
  const { colour, font, zoom } = look;
  const shared: UPlot.Axis = { stroke: colour('--tx-2'), font, gap: 6 * zoom, ticks: { show: false }, grid: { stroke: colour('--line'), width: zoom } };
  const named = naming(Math.max(2, Math.floor((look.width - WIDTH_BESIDE * zoom) / (NAME_WIDTH * zoom))));
  const labelOf = new Map(named.map(({ place, label }) => [place, label]));
  return {
    legend: { show: false },
    cursor: { y: false, points: { show: false }, drag: { x: false, y: false } },
    // A name is written as far to the right of its place as to the left.
    padding: [10 * zoom, (NAME_WIDTH / 3) * zoom, 0, 0],
    scales: { x: { time: false, range: [-0.5, Math.max(places, 1) - 0.5] }, y: { range } },
    axes: [
      { ...shared, size: HEIGHT_BELOW * zoom, grid: { show: false }, splits: () => [...labelOf.keys()], values: (_plot, named) => named.map((place) => labelOf.get(place) ?? '') },
      { ...shared, size: WIDTH_BESIDE * zoom, space: 30 * zoom, ...axis },
    ],
    series: [{}, ...series],
  };
}

function bars({ colour, zoom }: Look, { token }: Pen, align: -1 | 0 | 1): UPlot.Series {
  const part = align === 0 ? 1 : 0.5;
  const paths = UPlot.paths.bars?.({ size: [part * BAR, part * BAR_WIDEST * zoom, zoom], align });
  return { fill: colour(token), width: 0, points: { show: false }, ...(paths && { paths }) };
}

function line({ colour, zoom }: Look, { token, dashed }: Pen, places: number, filled = places): UPlot.Series {
  const stroke = colour(token);
  const points = { size: (filled <= POINTS_FEW ? 9 : 5) * zoom, fill: stroke, ...(Math.min(places, filled) <= POINTS_MOST && { show: true }) };
  return { stroke, width: 2 * zoom, points, ...(dashed && { dash: [6 * zoom, 4 * zoom] }) };
}
