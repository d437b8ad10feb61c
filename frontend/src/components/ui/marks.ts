/** What a mark says: where a task stands, or that something is amiss. */
export type Mark = 'pending' | 'validated' | 'refused' | 'returned' | 'unsent' | 'warning';

/** A shape on a square of 16 by 16, as path data: for SVG and for a canvas alike. */
export type MarkShape = {
  /** What is filled; in a hollow mark it is only drawn round. Null where nothing is. */
  readonly body: string | null;
  /** What is drawn on it, in the colour of what lies behind; without a body in the mark's own. */
  readonly lines: string;
  readonly width: number;
  /** What of it is drawn in dashes. */
  readonly dashed?: string;
};

const RING = 'M14.2 8A6.2 6.2 0 1 1 1.8 8a6.2 6.2 0 0 1 12.4 0z';

/** Each state has a shape of its own, so that colour is never the only sign. */
export const MARKS: Readonly<Record<Mark, MarkShape>> = {
  pending: { body: null, lines: `${RING}M8 4.6V8l2.3 1.5`, width: 1.6 },
  validated: {
    body: 'M5.1 1.5h5.8a3.6 3.6 0 0 1 3.6 3.6v5.8a3.6 3.6 0 0 1-3.6 3.6H5.1a3.6 3.6 0 0 1-3.6-3.6V5.1a3.6 3.6 0 0 1 3.6-3.6z',
    lines: 'm4.8 8.3 2.2 2.2 4.2-4.7',
    width: 1.9,
  },
  refused: {
    body: 'M5 1.3h6L15 8l-4 6.7H5L1 8z',
    lines: 'm5.9 5.9 4.2 4.2m0-4.2-4.2 4.2',
    width: 1.9,
  },
  returned: {
    body: 'M6.4 2h6.4A1.9 1.9 0 0 1 14.7 3.9v8.2a1.9 1.9 0 0 1-1.9 1.9H6.4a1.9 1.9 0 0 1-1.5-.7L1.2 8.9a1.4 1.4 0 0 1 0-1.8l3.7-4.4A1.9 1.9 0 0 1 6.4 2z',
    lines: 'M11.6 10.9V9.3a1.7 1.7 0 0 0-1.7-1.7H5.4m2-2.1L5.3 7.6l2.1 2.1',
    width: 1.6,
  },
  unsent: { body: null, lines: 'M8 10.8V5.4M5.8 7.4 8 5.2l2.2 2.2', width: 1.6, dashed: RING },
  warning: {
    body: 'M8.9 2.1 15 12.7a1 1 0 0 1-.9 1.5H1.9a1 1 0 0 1-.9-1.5L7.1 2.1a1 1 0 0 1 1.8 0z',
    lines: 'M8 6v3.2m0 2.3v.1',
    width: 1.9,
  },
};
