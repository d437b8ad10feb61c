import { IS_MAC } from '@/lib/platform';
import type { Direction } from './roving';

/** What a key means in the console. Pure. */

/** What a key does, other than moving. */
export type Act =
  | 'validate'
  | 'refuse'
  | 'return'
  | 'undo'
  | 'oldest'
  | 'open'
  | 'filter'
  | 'select'
  | 'selectAll'
  | 'selectStack'
  | 'clear'
  | 'fullScreen'
  | 'palette'
  | 'keys';

export type Command = { readonly do: 'move' | 'extend'; readonly to: Direction } | { readonly do: Act };

export type ReasonCommand =
  | { readonly do: 'reason'; readonly index: number }
  | { readonly do: 'last' | 'none' | 'type' | 'leave' };

/** The part of a keyboard event that counts. */
export type KeyPress = Pick<
  KeyboardEvent,
  'key' | 'code' | 'repeat' | 'isComposing' | 'ctrlKey' | 'altKey' | 'metaKey' | 'shiftKey'
>;

export type KeyGroup = 'decide' | 'why' | 'move' | 'find' | 'view';

/** One line of the table of keys: what is said to the user, and what the keyboard obeys. */
type Line<C> = {
  readonly group: KeyGroup;
  readonly keys: readonly string[];
  /** What is held down with it; `mod` is Ctrl, or ⌘. */
  readonly held?: 'shift' | 'mod';
  readonly command: C;
};

/** All keys, in the order in which they are shown. Letters are small here. */
export const KEYS: readonly Line<Command>[] = [
  { group: 'decide', keys: ['v'], command: { do: 'validate' } },
  { group: 'decide', keys: ['r'], command: { do: 'refuse' } },
  { group: 'decide', keys: ['b'], command: { do: 'return' } },
  { group: 'decide', keys: ['u'], command: { do: 'undo' } },
  { group: 'move', keys: ['n'], command: { do: 'oldest' } },
  { group: 'move', keys: ['ArrowLeft', 'h'], command: { do: 'move', to: 'left' } },
  { group: 'move', keys: ['ArrowDown', 'j'], command: { do: 'move', to: 'down' } },
  { group: 'move', keys: ['ArrowUp', 'k'], command: { do: 'move', to: 'up' } },
  { group: 'move', keys: ['ArrowRight', 'l'], command: { do: 'move', to: 'right' } },
  { group: 'move', keys: ['Home'], command: { do: 'move', to: 'rowStart' } },
  { group: 'move', keys: ['End'], command: { do: 'move', to: 'rowEnd' } },
  { group: 'move', keys: ['PageUp'], command: { do: 'move', to: 'pageUp' } },
  { group: 'move', keys: ['PageDown'], command: { do: 'move', to: 'pageDown' } },
  { group: 'move', held: 'mod', keys: ['Home'], command: { do: 'move', to: 'first' } },
  { group: 'move', held: 'mod', keys: ['End'], command: { do: 'move', to: 'last' } },
  { group: 'move', keys: ['Enter'], command: { do: 'open' } },
  { group: 'find', keys: ['/'], command: { do: 'filter' } },
  { group: 'find', keys: ['s'], command: { do: 'select' } },
  { group: 'find', keys: ['d'], command: { do: 'selectStack' } },
  { group: 'find', held: 'shift', keys: ['ArrowLeft'], command: { do: 'extend', to: 'left' } },
  { group: 'find', held: 'shift', keys: ['ArrowDown'], command: { do: 'extend', to: 'down' } },
  { group: 'find', held: 'shift', keys: ['ArrowUp'], command: { do: 'extend', to: 'up' } },
  { group: 'find', held: 'shift', keys: ['ArrowRight'], command: { do: 'extend', to: 'right' } },
  { group: 'find', held: 'shift', keys: ['Home'], command: { do: 'extend', to: 'rowStart' } },
  { group: 'find', held: 'shift', keys: ['End'], command: { do: 'extend', to: 'rowEnd' } },
  { group: 'find', held: 'shift', keys: ['PageUp'], command: { do: 'extend', to: 'pageUp' } },
  { group: 'find', held: 'shift', keys: ['PageDown'], command: { do: 'extend', to: 'pageDown' } },
  { group: 'find', held: 'mod', keys: ['a'], command: { do: 'selectAll' } },
  { group: 'find', keys: ['Escape'], command: { do: 'clear' } },
  { group: 'view', keys: ['f'], command: { do: 'fullScreen' } },
  { group: 'view', held: 'mod', keys: ['k'], command: { do: 'palette' } },
  { group: 'view', keys: ['?'], command: { do: 'keys' } },
];

/** All that keys do, other than moving. */
export const ACTS: readonly Act[] = [...new Set(KEYS.flatMap(({ command }) => ('to' in command ? [] : command.do)))];

/** The keys of the question why a task is refused; its digits stand for the scan's reasons. */
export const REASON_KEYS: readonly Line<Exclude<ReasonCommand, { do: 'reason' }>>[] = [
  { group: 'why', keys: ['Enter'], command: { do: 'last' } },
  { group: 'why', keys: ['r'], command: { do: 'none' } },
  { group: 'why', keys: ['o'], command: { do: 'type' } },
  { group: 'why', keys: ['Escape'], command: { do: 'leave' } },
];

const byKey = <C>(lines: readonly Line<C>[]): ReadonlyMap<string, C> =>
  new Map(lines.flatMap(({ keys, held, command }) => keys.map((key) => [held ? `${held} ${key}` : key, command] as const)));

const COMMANDS = byKey(KEYS);
const REASON_COMMANDS = byKey(REASON_KEYS);

/**
 * Return what this press asks for, or null. Only movement repeats while a key is held down:
 * one press is one verdict.
 */
export function commandOf(press: KeyPress): Command | null {
  const { isComposing, ctrlKey, altKey, metaKey, repeat } = press;
  if (isComposing || altKey) return null;
  const held = [(ctrlKey || metaKey) && 'mod', isShifted(press) && 'shift'].filter(Boolean);
  const command = COMMANDS.get([...held, nameOf(press)].join(' ')) ?? null;
  return repeat && !(command && 'to' in command) ? null : command;
}

/** Return what this press asks for while it is being asked why a task is refused, or null. */
export function reasonCommandOf(press: KeyPress): ReasonCommand | null {
  const { isComposing, ctrlKey, altKey, metaKey, repeat } = press;
  if (isComposing || ctrlKey || altKey || metaKey || repeat) return null;
  const digit = digitOf(press);
  if (digit !== null) return { do: 'reason', index: digit - 1 };
  return isShifted(press) ? null : (REASON_COMMANDS.get(nameOf(press)) ?? null);
}

/** Return what is pressed for this, first of all, as it is drawn on a keyboard: one sign or two. */
export function keysFor(act: Act): readonly string[] {
  const line = KEYS.find(({ command }) => command.do === act);
  return line ? [...heldOf(line), ...line.keys.slice(0, 1)].map(shownKey) : [];
}

/** Return what is held down for a line, as it is drawn. */
export const heldOf = ({ held }: Pick<Line<unknown>, 'held'>): readonly string[] => (held ? [HELD[held]] : []);

const HELD = { shift: 'Shift', mod: IS_MAC ? '⌘' : 'Ctrl' } as const;

const SHOWN: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  PageUp: 'Pg Up',
  PageDown: 'Pg Dn',
};

/** Return a key as it is drawn for the eye. */
export const shownKey = (key: string): string => SHOWN[key] ?? (key.length === 1 ? key.toUpperCase() : key);

/** Whether shift was held for its own sake: a sign such as `?` needs it on most keyboards. */
const isShifted = ({ key, shiftKey }: KeyPress): boolean => shiftKey && (key.length > 1 || /\p{L}/u.test(key));

/** Where digits need the shift key, as on a French keyboard, the place of the key is enough. */
function digitOf({ key, code }: KeyPress): number | null {
  const digit = /^[1-9]$/.exec(key)?.[0] ?? /^Digit([1-9])$/.exec(code)?.[1];
  return digit === undefined ? null : Number(digit);
}

/** On another alphabet the letter is taken from the place of the key. */
function nameOf({ key, code }: KeyPress): string {
  if (key.length !== 1) return key;
  if (/^[a-z]$/i.test(key)) return key.toLowerCase();
  return /^Key[A-Z]$/.test(code) && !COMMANDS.has(key) ? code.slice(3).toLowerCase() : key;
}
