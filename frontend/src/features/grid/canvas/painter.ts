import type { TaskView } from '@/live/protocol.gen';
import { place } from '../geometry';
import { drawOwn } from './faces';
import { alike, type Look } from './look';
import type { Scene } from './scene';
import { Sprites } from './sprites';

export type PainterPorts<Aside extends object> = {
  /** The task that this place shows now, or null. */
  readonly taskAt: (at: number) => TaskView | null;
  /** What a place's picture depends on besides its task and its age: the very object of before while that holds. */
  readonly aside: (at: number, task: TaskView, before: Aside | null) => Aside;
  readonly look: (task: TaskView, aside: Aside, scene: Scene) => Look;
};

/** A frame has 16 ms, and others need some of it. What is not done is done in the next. */
const BUDGET_MS = 8;
/** One glance at the clock for so many cards. */
const GLANCE = 32;

/** What is not looked for recedes, and its text can still be read. */
const DIMMED = { face: 0.3, own: 0.62 };

/** A ring and a tint, as on a card of its own. */
const SELECTED = { ring: 2, tint: 0.16 };

function drawSelected(pen: CanvasRenderingContext2D, { layout, palette }: Scene): void {
  const { width, height } = layout.card;
  const ring = Math.min(SELECTED.ring, width / 4, height / 4);
  pen.fillStyle = palette.accent;
  pen.strokeStyle = palette.accent;
  pen.globalAlpha = SELECTED.tint;
  pen.fillRect(0, 0, width, height);
  pen.globalAlpha = 1;
  pen.lineWidth = ring;
  pen.strokeRect(ring / 2, ring / 2, width - ring, height - ring);
}

/** Paints the cards of one layout, and again only those that have changed. */
export class Painter<Aside extends object> {
  readonly #canvas: HTMLCanvasElement;
  readonly #ports: PainterPorts<Aside>;
  #scene: Scene | null = null;
  #sprites: Sprites | null = null;
  #tasks: (TaskView | null)[] = [];
  #asides: (Aside | null)[] = [];
  #looks: (Look | null)[] = [];
  /** Which places may have changed. */
  readonly #touched = new Set<number>();
  /** From which place on all are to be looked at, and from which on their ages, too. */
  #anewFrom = Infinity;
  #agedFrom = Infinity;

  constructor(canvas: HTMLCanvasElement, ports: PainterPorts<Aside>) {
    this.#canvas = canvas;
    this.#ports = ports;
  }

  /** Begin anew, with another layout or other colours. */
  lay(scene: Scene): void {
    const { pane, count } = scene.layout;
    this.#scene = scene;
    this.#sprites = new Sprites(scene);
    this.#canvas.width = Math.round(pane.width * scene.ratio);
    this.#canvas.height = Math.round(pane.height * scene.ratio);
    this.#tasks = Array.from({ length: count }, () => null);
    this.#looks = Array.from({ length: count }, () => null);
    this.#asides = Array.from({ length: count }, () => null);
    this.#agedFrom = Infinity;
    this.lookAnew();
  }

  /** Something has changed at this place. */
  touch(at: number): void {
    this.#touched.add(at);
  }

  /** Something has changed that may concern every place. */
  lookAnew(): void {
    this.#anewFrom = 0;
  }

  /** Time has passed: with the next painting every age is looked at. */
  age(): void {
    this.#agedFrom = 0;
    this.lookAnew();
  }

  /** Paint what has changed, as far as the time allows. Returns whether all is done. */
  paint(now: () => number): boolean {
    const scene = this.#scene;
    const pen = this.#canvas.getContext('2d');
    if (!scene || !pen) return true;
    const end = now() + BUDGET_MS;
    let painted = 0;
    const isTimeUp = (at: number): boolean => {
      if (!this.#refresh(at, scene, pen)) return false;
      painted += 1;
      return painted % GLANCE === 0 && now() >= end;
    };
    for (const at of this.#touched) {
      this.#touched.delete(at);
      if (isTimeUp(at)) return false;
    }
    for (let at = this.#anewFrom; at < scene.layout.count; at += 1) {
      if (!isTimeUp(at)) continue;
      this.#anewFrom = at + 1;
      this.#agedFrom = Math.max(this.#agedFrom, at + 1);
      return false;
    }
    this.#anewFrom = Infinity;
    this.#agedFrom = Infinity;
    return true;
  }

  /** Paint one place if it has changed. */
  #refresh(at: number, scene: Scene, pen: CanvasRenderingContext2D): boolean {
    // Of a layout that has gone: the next one is painted whole.
    if (at >= scene.layout.count) return false;
    const task = this.#ports.taskAt(at);
    const aside = task && this.#ports.aside(at, task, this.#asides[at] ?? null);
    const isSame = task === this.#tasks[at] && aside === this.#asides[at];
    if (isSame && (task === null || at < this.#agedFrom)) return false;
    this.#tasks[at] = task;
    this.#asides[at] = aside;
    const look = task && aside && this.#ports.look(task, aside, scene);
    if (alike(look, this.#looks[at] ?? null)) return false;
    this.#looks[at] = look;
    this.#draw(at, look, scene, pen);
    return true;
  }

  #draw(at: number, look: Look | null, scene: Scene, pen: CanvasRenderingContext2D): void {
    const { layout, ratio } = scene;
    const { x, y } = place(layout, at);
    const [left, top] = [Math.round(x * ratio), Math.round(y * ratio)];
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.clearRect(left, top, Math.round(layout.card.width * ratio), Math.round(layout.card.height * ratio));
    if (!look || !this.#sprites) return;
    pen.globalAlpha = look.dimmed ? DIMMED.face : 1;
    pen.drawImage(this.#sprites.of(look), left, top);
    pen.setTransform(ratio, 0, 0, ratio, left, top);
    pen.globalAlpha = look.dimmed ? DIMMED.own : 1;
    drawOwn(pen, scene, look);
    pen.globalAlpha = 1;
    if (look.selected) drawSelected(pen, scene);
  }
}
