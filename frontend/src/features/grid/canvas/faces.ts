import { words as personWords } from '@/components/scan/words';
import { formatNumber, initialsOf } from '@/lib/format';
import { headed } from '../heading';
import { words as likes } from '../likeWords';
import { words as rounds } from '../roundWords';
import { words } from '../words';
import type { Look } from './look';
import { drawMark } from './sprites';
import type { Scene } from './scene';
import { elided, wrap } from './wrap';

type Pen = CanvasRenderingContext2D;
type Line = { readonly text: string; readonly isHeading: boolean };

const STRONG = 600;
const BODY = 450;
const FIGURES = 650;
/** In a cell with nothing but its number: what keeps it apart from the next one, and the least it may shrink to, in pixels. */
const APART = 6;
const SMALLEST = 8.5;
/** A word in a frame, as components/ui/Tag shows it; its type as a share of the name's, and the least of it in rem. */
const TAG = { size: 0.85, least: 0.75, padding: 5, gap: 5, radius: 3 };
/** In the corner of a small card, as in Card.module.css. */
const DOT = { inset: 3, radius: 2.5 };
/** The first letter that has a direction says which way a text runs. */
const FIRST_STRONG = /[\p{L}]/u;
const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** Paint what is a card's own on its face: number, words, age. The pen stands at the card's corner. */
export function drawOwn(pen: Pen, scene: Scene, look: Look): void {
  const { level } = scene.layout;
  pen.textBaseline = 'middle';
  if (level === 'block') drawCount(pen, scene, look);
  else if (level === 'tiny') drawTiny(pen, scene, look);
  else if (level === 'chip') drawChip(pen, scene, look);
  else drawCard(pen, scene, look);
  if (!scene.type.bare && look.task.status === 'pending') drawBar(pen, scene, look);
}

function drawTiny(pen: Pen, { layout, type, style, palette }: Scene, { task, shown }: Look): void {
  if (type.bare || shown !== 'pending') return;
  const number = String(task.number);
  // All in the size of the longest there is likely to be: neighbours are set alike, and all have a number or none.
  const digits = Math.max(number.length, String(layout.count).length);
  pen.font = `${FIGURES} ${style.headSize}px ${palette.sans}`;
  const size = (style.headSize * (layout.card.width - APART)) / pen.measureText('0'.repeat(digits)).width;
  if (size < SMALLEST) return;
  if (size < style.headSize) pen.font = `${FIGURES} ${size}px ${palette.sans}`;
  pen.fillStyle = palette.text;
  pen.textAlign = 'center';
  pen.fillText(number, layout.card.width / 2, layout.card.height / 2);
}

/** How many a block stands for, on a plate: its heat is seen around it. */
function drawCount(pen: Pen, { layout, style, palette }: Scene, { count }: Look): void {
  const { width, height } = layout.card;
  const { padX, padY, radius, headSize } = style;
  pen.beginPath();
  pen.roundRect(padX, padY, width - 2 * padX, height - 2 * padY, radius / 2);
  pen.fillStyle = palette.blank;
  pen.fill();
  pen.font = `${FIGURES} ${headSize}px ${palette.sans}`;
  pen.fillStyle = palette.text;
  pen.textAlign = 'center';
  pen.fillText(formatNumber(count), width / 2, height / 2);
}

function drawChip(pen: Pen, scene: Scene, look: Look): void {
  const { layout, type, style, palette } = scene;
  const { width, height } = layout.card;
  const { padX, padY, mark, gap, line } = style;
  const stacked = type.words === 'under';
  const middle = stacked ? padY + mark / 2 : height / 2;
  drawMark(pen, scene, look.shown, { x: padX, y: middle - mark / 2, size: mark, hollow: look.hollow });
  pen.font = `${FIGURES} ${style.headSize}px ${palette.sans}`;
  pen.fillStyle = palette.text;
  pen.textAlign = 'left';
  const number = String(look.task.number);
  const left = padX + mark + gap;
  pen.fillText(number, left, middle);
  const after = left + pen.measureText(number).width + gap;
  drawDot(pen, scene, look);
  const end = drawClaimant(pen, scene, look, middle);
  if (type.words === 'none') return;
  const lines = linesOf(pen, scene, look, stacked ? width - 2 * padX : end - after);
  pen.font = fontOf(scene, false);
  pen.fillStyle = palette.quiet;
  lines.forEach(({ text }, index) => {
    const y = stacked ? padY + mark + style.gap / 2 + line * (index + 0.5) : middle;
    write(pen, text, stacked ? padX : after, stacked ? width - padX : end, y);
  });
}

function drawCard(pen: Pen, scene: Scene, look: Look): void {
  const { layout, type, style, palette } = scene;
  const { width } = layout.card;
  const { padX, padY, head, gap, line } = style;
  const middle = padY + head / 2;
  drawMark(pen, scene, look.shown, { x: padX, y: middle - style.mark / 2, size: style.mark, hollow: look.hollow });
  pen.font = `${STRONG} ${style.headSize}px ${palette.mono}`;
  pen.fillStyle = palette.quiet;
  pen.textAlign = 'left';
  const number = `#${look.task.number}`;
  pen.fillText(number, padX + style.mark + 6, middle);
  const end = drawClaimant(pen, scene, look, middle);
  const begin = drawTags(pen, scene, look, padX + style.mark + 6 + pen.measureText(number).width + 6, middle);
  pen.font = `${BODY} ${style.headSize}px ${palette.sans}`;
  pen.fillStyle = look.late ? palette.late : palette.quiet;
  pen.textAlign = 'right';
  if (begin === null || end - pen.measureText(look.age).width > begin) pen.fillText(look.age, end, middle);
  const top = padY + head + gap;
  linesOf(pen, scene, look, width - 2 * padX).forEach(({ text, isHeading }, index) => {
    pen.font = fontOf(scene, isHeading);
    pen.fillStyle = isHeading ? palette.text : palette.quiet;
    write(pen, text, padX, width - padX, top + line * (index + 0.5));
  });
  if (type.signed) drawSigned(pen, scene, look);
}

/** Who wrote it, with a mark if that is a guest: anybody may have chosen his name. Or who has decided it. */
function drawSigned(pen: Pen, scene: Scene, { task }: Look): void {
  const { layout, style, palette } = scene;
  const { width, height } = layout.card;
  const { padX, padY, author } = style;
  const decider = task.status === 'pending' ? undefined : task.decided_by;
  const by = decider ? words.decidedBy(task.status, decider.name) : task.author.name;
  const mark = !decider && task.author.guest ? personWords.guest : null;
  const y = height - padY - author * 0.7;
  const markWidth = mark === null ? 0 : tagWidth(pen, scene, mark, author) + TAG.gap;
  pen.font = `${BODY} ${author}px ${palette.sans}`;
  pen.fillStyle = palette.quiet;
  const name = elided(by, width - 2 * padX - markWidth, measureWith(pen));
  const end = padX + pen.measureText(name).width;
  write(pen, name, padX, end, y);
  if (mark !== null) drawTag(pen, scene, mark, end + TAG.gap, y, author);
}

/** That it was sent back before, and that others are like it. Returns where the room behind that begins, or null. */
function drawTags(pen: Pen, scene: Scene, { task, like, shown }: Look, left: number, middle: number): number | null {
  const short = scene.layout.level === 'compact';
  const marks = [
    ...(task.round === undefined ? [] : [rounds.mark(task.round, short)]),
    ...(like === null || shown !== 'pending' ? [] : [likes.mark(like, scene.layout.level)]),
  ];
  let at = left;
  for (const mark of marks) {
    drawTag(pen, scene, mark, at, middle, scene.style.headSize);
    at += tagWidth(pen, scene, mark, scene.style.headSize) + 6;
  }
  return at === left ? null : at;
}

const tagFont = ({ layout, palette }: Scene, size: number): string =>
  `${STRONG} ${Math.max(size * TAG.size, TAG.least * layout.rem)}px ${palette.sans}`;

/** How wide a word is in its frame, beside type of this size. */
function tagWidth(pen: Pen, scene: Scene, word: string, size: number): number {
  pen.font = tagFont(scene, size);
  return pen.measureText(word).width + 2 * TAG.padding;
}

function drawTag(pen: Pen, scene: Scene, word: string, left: number, middle: number, size: number): void {
  const width = tagWidth(pen, scene, word, size);
  pen.beginPath();
  pen.roundRect(left + 0.5, middle - size * 0.62, width - 1, size * 1.24, TAG.radius);
  pen.strokeStyle = scene.palette.edge.pending;
  pen.lineWidth = 1;
  pen.stroke();
  pen.fillStyle = scene.palette.quiet;
  pen.textAlign = 'left';
  pen.fillText(word, left + TAG.padding, middle);
}

/** The initials of who else looks at it. Returns where the room before them ends. */
function drawClaimant(pen: Pen, { layout, style, palette }: Scene, { claimedBy, shown }: Look, middle: number): number {
  const end = layout.card.width - style.padX;
  if (claimedBy === null || shown !== 'pending') return end;
  pen.save();
  pen.font = `${FIGURES} ${style.headSize}px ${palette.sans}`;
  pen.fillStyle = palette.claimedEdge;
  pen.textAlign = 'right';
  const initials = initialsOf(claimedBy);
  pen.fillText(initials, end, middle);
  const room = pen.measureText(initials).width;
  pen.restore();
  return end - room - style.gap;
}

/** Where a word has no room, a dot in the corner says that others are like it. */
function drawDot(pen: Pen, { layout, palette }: Scene, { like, shown }: Look): void {
  if (like === null || shown !== 'pending') return;
  pen.beginPath();
  pen.arc(layout.card.width - DOT.inset - DOT.radius, DOT.inset + DOT.radius, DOT.radius, 0, 2 * Math.PI);
  pen.fillStyle = palette.accent;
  pen.fill();
}

/** The bar of age: it fills until the scan's target time is over. */
function drawBar(pen: Pen, { layout, style, palette }: Scene, { bar, step }: Look): void {
  const { width, height } = layout.card;
  pen.save();
  pen.beginPath();
  pen.roundRect(0, 0, width, height, style.radius);
  pen.clip();
  pen.fillStyle = palette.heat[step] ?? '';
  pen.fillRect(0, height - style.bar, bar, style.bar);
  pen.restore();
}

const broken = new WeakMap<Look['task'], { scene: Scene; width: number; lines: readonly Line[] }>();

/** The text in whole lines, as many as fit. Broken once for each task and layout. */
function linesOf(pen: Pen, scene: Scene, { task }: Look, width: number): readonly Line[] {
  const known = broken.get(task);
  if (known?.scene === scene && known.width === width) return known.lines;
  const { heading, body } = headed(task.text);
  const most = scene.layout.level === 'chip' && scene.type.words === 'beside' ? 1 : scene.type.lines;
  const set = (text: string, isHeading: boolean, room: number): Line[] => {
    pen.font = fontOf(scene, isHeading);
    return room <= 0 || text.trim() === '' ? [] : wrap(text, width, room, measureWith(pen)).map((line) => ({ text: line, isHeading }));
  };
  const isChip = scene.layout.level === 'chip';
  const first = set(heading, !isChip, most);
  const lines = isChip || !scene.type.bodied ? first : [...first, ...set(body, false, most - first.length)];
  broken.set(task, { scene, width, lines });
  return lines;
}

const fontOf = ({ style, palette }: Scene, isHeading: boolean): string =>
  isHeading ? `${STRONG} ${style.heading}px ${palette.sans}` : `${BODY} ${style.body}px ${palette.sans}`;

const measureWith = (pen: Pen) => (text: string) => pen.measureText(text).width;

/** Write a line from the side on which its language begins. */
function write(pen: Pen, text: string, left: number, right: number, y: number): void {
  const runsLeft = RIGHT_TO_LEFT.test(FIRST_STRONG.exec(text)?.[0] ?? '');
  pen.direction = runsLeft ? 'rtl' : 'ltr';
  pen.textAlign = runsLeft ? 'right' : 'left';
  pen.fillText(text, runsLeft ? right : left, y);
  pen.direction = 'ltr';
}
