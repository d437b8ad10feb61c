import { covered, findObstacles, freePlace } from './freePlace';

const NARROW_PX = 900;

/** Move it to where it covers no control. In the same window it stays where it covers none, so that nobody's press misses it. */
export function place(element: HTMLElement): void {
  const obstacles = findObstacles(element);
  const now = element.getBoundingClientRect();
  const { clientWidth: width, clientHeight: height } = document.documentElement;
  const room = `${width}x${height}`;
  if (element.dataset.placed === room && now.bottom <= height && covered(now, obstacles.controls) === 0) return;
  const end = getComputedStyle(element).direction === 'rtl' ? 0 : width - now.width;
  const { left, top } = freePlace(now, { width, height }, obstacles, { left: end, top: width < NARROW_PX ? 0 : height - now.height });
  element.style.setProperty('--left', `${left}px`);
  element.style.setProperty('--top', `${top}px`);
  element.dataset.placed = room;
}
