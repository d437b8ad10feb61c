import { expect, type Locator, type Page } from '@playwright/test';
import { findOutOfReach } from './reach';

/** What of the page's text cannot be read: cut off, over other text, or beside the window. Runs in the page. */
function findUnreadable(): string[] {
  const SLACK = 1.5;
  const faults: string[] = [];
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) faults.push(`the page is ${scrollWidth} wide in ${clientWidth}`);

  const isHidden = (element: Element) =>
    !element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) ||
    element.closest('.sr-only, noscript, [inert]') !== null ||
    element.getBoundingClientRect().width <= 1;
  const styleOf = (element: Element) => getComputedStyle(element);
  const scrolls = (overflow: string) => overflow === 'auto' || overflow === 'scroll';
  const clips = (overflow: string) => overflow === 'hidden' || overflow === 'clip';
  // Who shortens with three dots, or after so many lines, means it.
  const isShortened = (element: Element) => {
    const { display, textOverflow, webkitLineClamp } = styleOf(element);
    // In a box of flexible parts the dots are not drawn.
    return (textOverflow === 'ellipsis' && !/flex|grid/.test(display)) || webkitLineClamp !== 'none';
  };

  /** What is seen of a box: nothing of what is scrolled away. Says who cuts it otherwise. */
  const lookAt = (element: Element, box: DOMRect) => {
    let [left, right, top, bottom] = [box.left, box.right, box.top, box.bottom];
    let cutBy = '';
    let shortened = false;
    for (let around: Element | null = element; around && around !== document.body; around = around.parentElement) {
      const { overflowX, overflowY, position } = styleOf(around);
      const frame = around.getBoundingClientRect();
      shortened ||= isShortened(around);
      const cutX = left < frame.left - SLACK || right > frame.right + SLACK;
      const cutY = top < frame.top - SLACK || bottom > frame.bottom + SLACK;
      if (!shortened && ((clips(overflowX) && cutX) || (clips(overflowY) && cutY)) && cutBy === '') cutBy = around.className || around.tagName;
      if (scrolls(overflowX) || clips(overflowX)) [left, right] = [Math.max(left, frame.left), Math.min(right, frame.right)];
      if (scrolls(overflowY) || clips(overflowY)) [top, bottom] = [Math.max(top, frame.top), Math.min(bottom, frame.bottom)];
      if (position === 'fixed') break;
    }
    return { cutBy, left, right, top, bottom };
  };

  type Seen = { element: Element; text: string; left: number; right: number; top: number; bottom: number };
  const seen: Seen[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    const text = node.nodeValue?.trim() ?? '';
    if (!element || text === '' || isHidden(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      if (box.width < 1 || box.height < 1) continue;
      const { cutBy, ...part } = lookAt(element, box);
      if (cutBy !== '') faults.push(`cut off by ${cutBy}: ${text}`);
      if (part.right - part.left > 1 && part.bottom - part.top > 1) seen.push({ element, text, ...part });
      if (part.right > clientWidth + SLACK || part.left < -SLACK) faults.push(`beside the window: ${text}`);
    }
  }

  // What floats or is fixed is meant to cover what lies below it.
  const layerOf = (element: Element): Element | null => {
    for (let around: Element | null = element; around; around = around.parentElement) {
      if (/fixed|sticky/.test(styleOf(around).position) || around.matches('dialog, [popover], [class*="loupe"], [class*="newest"], [class*="_strip_"]')) return around;
    }
    return null;
  };
  seen.forEach((one, index) => {
    for (const other of seen.slice(index + 1)) {
      const width = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const height = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
      // Lines may touch: the box of a large letter is higher than its line.
      const little = Math.max(4, 0.35 * Math.min(one.bottom - one.top, other.bottom - other.top));
      if (width <= 2 || height <= little || one.element === other.element || layerOf(one.element) !== layerOf(other.element)) continue;
      faults.push(`one over the other: ${one.text} | ${other.text}`);
    }
  });
  return [...new Set(faults)];
}

// Every page is gone through, however many have faults; and a page takes a moment to fit its new size.
const eventually = expect.configure({ soft: true, timeout: 5000 });

/** Everything on the page can be read, and worked with, at these sizes. */
export async function expectReadable(page: Page, where: string, sizes: readonly { width: number; height: number }[]): Promise<void> {
  for (const size of sizes) {
    await page.setViewportSize(size);
    await eventually.poll(() => page.evaluate(findUnreadable), `${where}, ${size.width} wide`).toEqual([]);
    await eventually.poll(() => page.evaluate(findOutOfReach), `${where}, ${size.width} wide`).toEqual([]);
  }
}

/** Let the browser show letters of so many pixels where a page asks for nothing else, as its settings would; 16 is what it does by itself. */
export async function setLetters(page: Page, pixels: number): Promise<void> {
  const browser = await page.context().newCDPSession(page);
  await browser.send('Page.setFontSizes', { fontSizes: { standard: pixels } });
}

/** Whether all of a text is to be seen: a line that gives way is longer than what is left of it. */
export const isWhole = (text: Locator): Promise<boolean> =>
  text.evaluate(({ scrollHeight, clientHeight, scrollWidth, clientWidth }) => scrollHeight <= clientHeight + 1 && scrollWidth <= clientWidth + 1);

/**
 * Letters that came neither through a catalogue nor from a person: a catalogue's are in brackets, or between
 * the signs that turn them round. What people typed is marked, so that it keeps its own direction.
 */
export const outsideCatalogues = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const TYPED = 'bdi, [dir="auto"], [translate="no"], kbd, time, noscript, script, style, svg';
    const isMissed = (text: string) => /\p{L}/u.test(text.replace(/⟦[^]*⟧|\u202e.*\u202c/gu, ''));
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.nodeValue ?? '';
      if (isMissed(text) && !node.parentElement?.closest(TYPED)) found.push(text);
    }
    for (const element of document.body.querySelectorAll('[aria-label], [title], [placeholder], [alt]')) {
      for (const name of ['aria-label', 'title', 'placeholder', 'alt']) {
        const text = element.getAttribute(name) ?? '';
        if (isMissed(text) && !element.matches(TYPED)) found.push(`${name}: ${text}`);
      }
    }
    return [...new Set(found)];
  });
