import type { TaskStatus } from '@/live/protocol.gen';
import { HEAT_STEPS } from '../heat';

/** The colours and type of the cards, as the theme has them now, in words that a canvas understands. */
export type Palette = {
  /** By the state of a task: its mark, what it lies on, and the edge of that. */
  readonly tone: Readonly<Record<TaskStatus, string>>;
  readonly face: Readonly<Record<TaskStatus, string>>;
  readonly edge: Readonly<Record<TaskStatus, string>>;
  /** Of a verdict that is on its way. */
  readonly blank: string;
  readonly lateEdge: string;
  readonly claimedEdge: string;
  readonly accent: string;
  /** The light on the upper half of a face, and what it fades to. */
  readonly sheen: string;
  readonly sheenEnd: string;
  readonly cut: string;
  readonly heat: readonly string[];
  readonly text: string;
  readonly quiet: string;
  readonly late: string;
  readonly sans: string;
  readonly mono: string;
};

/** A gradient to plain `transparent` would go through black. */
const ALPHA = /[\d.]+\)$/;

const soft = (colour: string) => `color-mix(in oklab, ${colour} 62%, transparent)`;

const OF_THE_THEME = {
  tone: { pending: 'var(--s-wait)', validated: 'var(--s-ok)', refused: 'var(--s-no)', returned: 'var(--s-back)' },
  face: {
    pending: 'color-mix(in oklab, var(--s-wait-bg) 66%, var(--bg-1))',
    validated: 'var(--s-ok-bg)',
    refused: 'var(--s-no-bg)',
    returned: 'var(--s-back-bg)',
  },
  edge: {
    pending: 'var(--glass-line)',
    validated: soft('var(--s-ok)'),
    refused: soft('var(--s-no)'),
    returned: soft('var(--s-back)'),
  },
  blank: 'var(--bg-1)',
  lateEdge: 'color-mix(in oklab, var(--age-6) 46%, var(--glass-line))',
  claimedEdge: 'color-mix(in oklab, var(--accent) 70%, transparent)',
  accent: 'var(--accent)',
  sheen: 'var(--glass-hi)',
  cut: 'var(--on-ok)',
  heat: Array.from({ length: HEAT_STEPS }, (_, step) => `var(--age-${step})`),
  text: 'var(--tx-0)',
  quiet: 'var(--tx-1)',
  late: 'var(--s-warn)',
};

const allOf = (colour: string) => ({ pending: colour, validated: colour, refused: colour, returned: colour });

/** Where the system forces its colours: shapes and numbers tell the states apart, three greys the ages. */
const OF_THE_SYSTEM: typeof OF_THE_THEME = {
  tone: allOf('CanvasText'),
  face: allOf('Canvas'),
  edge: allOf('CanvasText'),
  blank: 'Canvas',
  lateEdge: 'CanvasText',
  claimedEdge: 'Highlight',
  accent: 'Highlight',
  sheen: 'transparent',
  cut: 'Canvas',
  heat: Array.from({ length: HEAT_STEPS }, (_, step) => (step < HEAT_STEPS / 2 ? 'GrayText' : 'CanvasText')),
  text: 'CanvasText',
  quiet: 'CanvasText',
  late: 'CanvasText',
};

/** Read the colours that hold now. */
export function readPalette(): Palette {
  const wanted = matchMedia('(forced-colors: active)').matches ? OF_THE_SYSTEM : OF_THE_THEME;
  const probe = document.body.appendChild(document.createElement('span'));
  // Else forced colours are forced upon what asks for them, too: every one would read as that of text.
  probe.style.forcedColorAdjust = 'none';
  const style = getComputedStyle(probe);
  const read = (colour: string): string => {
    probe.style.color = colour;
    return style.color;
  };
  const byState = ({ pending, validated, refused, returned }: Record<TaskStatus, string>) => ({
    pending: read(pending),
    validated: read(validated),
    refused: read(refused),
    returned: read(returned),
  });
  const sheen = read(wanted.sheen);
  const palette: Palette = {
    tone: byState(wanted.tone),
    face: byState(wanted.face),
    edge: byState(wanted.edge),
    blank: read(wanted.blank),
    lateEdge: read(wanted.lateEdge),
    claimedEdge: read(wanted.claimedEdge),
    accent: read(wanted.accent),
    sheen,
    sheenEnd: sheen.replace(ALPHA, '0)'),
    cut: read(wanted.cut),
    heat: wanted.heat.map(read),
    text: read(wanted.text),
    quiet: read(wanted.quiet),
    late: read(wanted.late),
    sans: style.getPropertyValue('--sans'),
    mono: style.getPropertyValue('--mono'),
  };
  probe.remove();
  return palette;
}
