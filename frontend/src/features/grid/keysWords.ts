import { catalogue } from '@/lib/catalogue';

const KEY_NAMES: Readonly<Record<string, string>> = {
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  PageUp: 'Page up',
  PageDown: 'Page down',
  '?': 'Question mark',
  '/': 'Slash',
};

/** What only the list of all keys says. */
export const words = catalogue({
  keysTitle: 'All keys',
  keysHint: 'They work anywhere in the console but in a field, and decide only what the panel shows.',
  keysPlaces: 'Cards keep their places on purpose, also where others have gone: a new one takes the first that is free, and only when the grid is laid out anew do they close up.',
  keysOff: 'Letters and signs are switched off in your account. Arrows, Enter and the other keys with a name go on working.',
  keyGroups: { decide: 'Decide', why: 'When asked why it is refused', move: 'Move', find: 'Find and select', view: 'The screen' },
  extends: 'Move, and select what lies between',
  moves: {
    left: 'The card on the left',
    right: 'The card on the right',
    up: 'The card above',
    down: 'The card below',
    rowStart: 'The first card of the row',
    rowEnd: 'The last card of the row',
    pageUp: 'A quarter of the grid up',
    pageDown: 'A quarter of the grid down',
    first: 'The first card of all',
    last: 'The last card of all',
  },
  answers: {
    reason: 'Refuse with that reason',
    last: 'Refuse with the last one again',
    none: 'Refuse without a reason',
    type: 'Type a reason',
    leave: 'Do not refuse',
  },
  /** How a key is read aloud, where the sign on it does not say. */
  keyName: (key: string): string | undefined => KEY_NAMES[key],
});
