import { isStill } from '../motion';

const FADE_MS = 160;

/**
 * The picture of before, over the one that is being painted. Thousands of cards are painted over several
 * frames; without it the grid would be empty for so long.
 */
export class Outgoing {
  readonly #layer: HTMLCanvasElement;
  #fading: Animation | null = null;

  constructor(layer: HTMLCanvasElement) {
    this.#layer = layer;
    layer.hidden = true;
  }

  /** Keep what this picture shows. One that is kept already stays: the newer one was never finished. */
  keep(picture: HTMLCanvasElement): void {
    if (this.#isKept || picture.width === 0 || picture.height === 0) return;
    this.#fading?.cancel();
    this.#fading = null;
    this.#layer.width = picture.width;
    this.#layer.height = picture.height;
    this.#layer.getContext('2d')?.drawImage(picture, 0, 0);
    this.#layer.hidden = false;
  }

  /** The new picture is there. */
  release(): void {
    if (!this.#isKept) return;
    if (isStill()) {
      this.#layer.hidden = true;
      return;
    }
    this.#fading = this.#layer.animate([{ opacity: 1 }, { opacity: 0 }], { duration: FADE_MS });
    this.#fading.onfinish = () => {
      this.#fading = null;
      this.#layer.hidden = true;
    };
  }

  get #isKept(): boolean {
    return !this.#layer.hidden && this.#fading === null;
  }
}
