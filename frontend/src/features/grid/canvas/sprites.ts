import { MARKS } from '@/components/ui/marks';
import type { TaskStatus } from '@/live/protocol.gen';
import type { Look } from './look';
import type { Scene } from './scene';

const MARK_UNITS = 16;
/** Below this a mark is a smudge: the colour alone must do. */
const MARK_MIN = 5;
/** How much of a card that shows nothing else its mark takes up. */
const MARK_SHARE = 0.86;

/** What of a card is the same on many: its face and edge and, where it stands alone, its mark. Painted once each. */
export class Sprites {
  readonly #scene: Scene;
  readonly #made = new Map<string, HTMLCanvasElement>();

  constructor(scene: Scene) {
    this.#scene = scene;
  }

  of(look: Look): HTMLCanvasElement {
    const { type } = this.#scene;
    const heat = type.bare ? look.step : 0;
    const key = `${look.shown} ${look.hollow} ${look.claimedBy !== null} ${look.late} ${heat}`;
    const known = this.#made.get(key);
    if (known) return known;
    const made = this.#paint(look);
    this.#made.set(key, made);
    return made;
  }

  #paint(look: Look): HTMLCanvasElement {
    const { layout, ratio, palette, style, type } = this.#scene;
    const { width, height } = layout.card;
    const sprite = document.createElement('canvas');
    sprite.width = Math.max(1, Math.round(width * ratio));
    sprite.height = Math.max(1, Math.round(height * ratio));
    const pen = sprite.getContext('2d');
    if (!pen) return sprite;
    pen.scale(sprite.width / width, sprite.height / height);
    const waits = look.shown === 'pending';
    if (type.bare) {
      pen.beginPath();
      pen.roundRect(0, 0, width, height, style.radius);
      pen.fillStyle = look.hollow ? palette.blank : waits ? (palette.heat[look.step] ?? '') : palette.face[look.shown];
      pen.fill();
      if (look.hollow || !waits) edge(pen, this.#scene, palette.tone[look.shown]);
      else if (look.claimedBy !== null) edge(pen, this.#scene, palette.claimedEdge);
    } else {
      face(pen, this.#scene, look);
    }
    if (layout.level === 'tiny' && !waits) {
      const size = Math.min(style.mark, Math.min(width, height) * MARK_SHARE);
      const at = { x: (width - size) / 2, y: (height - size) / 2 };
      if (size >= MARK_MIN) drawMark(pen, this.#scene, look.shown, { ...at, size, hollow: look.hollow });
    }
    return sprite;
  }
}

function face(pen: CanvasRenderingContext2D, scene: Scene, look: Look): void {
  const { layout, palette, style } = scene;
  const { width, height } = layout.card;
  pen.beginPath();
  pen.roundRect(0, 0, width, height, style.radius);
  pen.fillStyle = look.hollow ? palette.blank : palette.face[look.shown];
  pen.fill();
  const sheen = pen.createLinearGradient(0, 0, 0, height * 0.58);
  sheen.addColorStop(0, palette.sheen);
  sheen.addColorStop(1, palette.sheenEnd);
  pen.fillStyle = sheen;
  pen.fill();
  edge(pen, scene, edgeOf(scene, look), look.hollow ? [3, 3] : []);
}

function edgeOf({ palette }: Scene, { shown, hollow, claimedBy, late }: Look): string {
  if (hollow) return palette.edge.pending;
  if (shown !== 'pending') return palette.edge[shown];
  if (claimedBy !== null) return palette.claimedEdge;
  return late ? palette.lateEdge : palette.edge.pending;
}

function edge(pen: CanvasRenderingContext2D, { layout, style }: Scene, colour: string, dash: number[] = []): void {
  const { width, height } = layout.card;
  pen.beginPath();
  pen.roundRect(0.5, 0.5, width - 1, height - 1, Math.max(0, style.radius - 0.5));
  pen.setLineDash(dash);
  pen.strokeStyle = colour;
  pen.lineWidth = 1;
  pen.stroke();
  pen.setLineDash([]);
}

type Spot = { readonly x: number; readonly y: number; readonly size: number; readonly hollow: boolean };

/** Paint the mark of a state, as StatusMark shows it. */
export function drawMark(pen: CanvasRenderingContext2D, { palette }: Scene, state: TaskStatus, spot: Spot): void {
  const { body, lines, width } = MARKS[state];
  pen.save();
  pen.translate(spot.x, spot.y);
  pen.scale(spot.size / MARK_UNITS, spot.size / MARK_UNITS);
  pen.lineCap = 'round';
  pen.lineJoin = 'round';
  pen.fillStyle = palette.tone[state];
  pen.strokeStyle = palette.tone[state];
  pen.lineWidth = 1.5;
  if (body !== null && spot.hollow) pen.stroke(new Path2D(body));
  if (body !== null && !spot.hollow) {
    pen.fill(new Path2D(body));
    pen.strokeStyle = palette.cut;
  }
  pen.lineWidth = width;
  pen.stroke(new Path2D(lines));
  pen.restore();
}
