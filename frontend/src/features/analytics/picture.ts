import UPlot from 'uplot';
import { aligned, lookOf, type Look } from '@/components/charts/Plot';
import { words as shared } from '@/lib/words';
import type { ChartView } from './charts';

/** In pixels of the page; of the picture there are twice as many. */
const WIDTH = 960;
const PLOT_HEIGHT = 360;
const [EDGE, TITLE, LINE, FOOT] = [32, 22, 15, 13];
const HEAD_HEIGHT = 112;
const HEIGHT = HEAD_HEIGHT + PLOT_HEIGHT + 44;
const FINELY = 2;

/** Paint a chart as a picture for elsewhere: with its title, what it is of, and its legend. Null where the browser cannot. */
export async function paintPicture(view: ChartView, about: string): Promise<Blob | null> {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [WIDTH * FINELY, HEIGHT * FINELY];
  const pen = canvas.getContext('2d');
  if (!pen) return null;
  // uPlot paints as finely as the screen is: on a coarse one it paints larger.
  const zoom = FINELY / devicePixelRatio;
  const look = lookOf(document.documentElement, (WIDTH - 2 * EDGE) * zoom, zoom);
  const plot = await painted(view, look);

  pen.scale(FINELY, FINELY);
  pen.fillStyle = look.colour('--bg-1');
  pen.fillRect(0, 0, WIDTH, HEIGHT);
  paintHead(pen, look, view, about);
  pen.drawImage(plot.ctx.canvas, EDGE, HEAD_HEIGHT, WIDTH - 2 * EDGE, PLOT_HEIGHT);
  write(pen, look, shared.product, { x: WIDTH - EDGE, y: HEIGHT - 16, size: FOOT, colour: '--tx-2', align: 'right' });
  plot.destroy();
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
}

/** It paints a moment after it was made. */
const painted = (view: ChartView, look: Look): Promise<UPlot> =>
  new Promise((resolve) => {
    const size = { width: look.width, height: PLOT_HEIGHT * look.zoom };
    new UPlot({ ...view.options(look), ...size, hooks: { draw: [resolve] } }, aligned(view.data), document.createElement('div'));
  });

function paintHead(pen: CanvasRenderingContext2D, look: Look, { title, legend }: ChartView, about: string): void {
  write(pen, look, title, { x: EDGE, y: EDGE + TITLE - 4, size: TITLE, colour: '--tx-0', weight: 600 });
  write(pen, look, about, { x: EDGE, y: EDGE + TITLE + LINE + 6, size: LINE, colour: '--tx-1' });
  let x = EDGE;
  for (const { label, token, dashed } of legend) {
    pen.fillStyle = look.colour(token);
    // A dashed line's sign is a dashed one.
    for (const from of dashed ? [0, 8] : [0]) pen.fillRect(x + from, HEAD_HEIGHT - 18, dashed ? 6 : 14, 4);
    x = write(pen, look, label, { x: x + 20, y: HEAD_HEIGHT - 11, size: FOOT, colour: '--tx-1' }) + 20;
  }
}

type Written = { x: number; y: number; size: number; colour: `--${string}`; weight?: number; align?: 'left' | 'right' };

/** Write a line, and return where it ends. */
function write(pen: CanvasRenderingContext2D, { colour: colourOf }: Look, text: string, { x, y, size, colour, weight = 450, align = 'left' }: Written): number {
  pen.font = `${weight} ${size}px ${colourOf('--sans')}`;
  pen.fillStyle = colourOf(colour);
  pen.textAlign = align;
  pen.fillText(text, x, y, WIDTH - EDGE - (align === 'left' ? x : 0));
  return x + pen.measureText(text).width;
}
