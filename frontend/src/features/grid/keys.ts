/** What a key means in the grid and its panel. Pure. */

export type Command =
  | { readonly do: 'move'; readonly to: 'left' | 'right' | 'up' | 'down' | 'first' | 'last' }
  | { readonly do: 'validate' | 'refuse' | 'return' | 'undo' | 'oldest' | 'open' };

/** The part of a keyboard event that counts. */
export type KeyPress = Pick<
  KeyboardEvent,
  'key' | 'code' | 'repeat' | 'isComposing' | 'ctrlKey' | 'altKey' | 'metaKey' | 'shiftKey'
>;

const COMMANDS: Readonly<Record<string, Command>> = {
  ArrowLeft: { do: 'move', to: 'left' },
  ArrowRight: { do: 'move', to: 'right' },
  ArrowUp: { do: 'move', to: 'up' },
  ArrowDown: { do: 'move', to: 'down' },
  Home: { do: 'move', to: 'first' },
  End: { do: 'move', to: 'last' },
  h: { do: 'move', to: 'left' },
  l: { do: 'move', to: 'right' },
  k: { do: 'move', to: 'up' },
  j: { do: 'move', to: 'down' },
  v: { do: 'validate' },
  r: { do: 'refuse' },
  b: { do: 'return' },
  u: { do: 'undo' },
  n: { do: 'oldest' },
  Enter: { do: 'open' },
};

/**
 * Return what this press asks for, or null. Only movement repeats while a key is held down:
 * one press is one verdict.
 */
export function commandOf(press: KeyPress): Command | null {
  if (press.isComposing || press.ctrlKey || press.altKey || press.metaKey || press.shiftKey) {
    return null;
  }
  const command = COMMANDS[nameOf(press)] ?? null;
  return press.repeat && command?.do !== 'move' ? null : command;
}

export type ReasonCommand =
  | { readonly do: 'reason'; readonly index: number }
  | { readonly do: 'last' | 'none' | 'type' | 'leave' };

const REASON_COMMANDS: Readonly<Record<string, ReasonCommand>> = {
  Enter: { do: 'last' },
  r: { do: 'none' },
  o: { do: 'type' },
  Escape: { do: 'leave' },
};

/** Return what this press asks for while it is being asked why a task is refused, or null. */
export function reasonCommandOf(press: KeyPress): ReasonCommand | null {
  const { isComposing, ctrlKey, altKey, metaKey, repeat } = press;
  if (isComposing || ctrlKey || altKey || metaKey || repeat) return null;
  const digit = digitOf(press);
  if (digit !== null) return { do: 'reason', index: digit - 1 };
  return press.shiftKey ? null : (REASON_COMMANDS[nameOf(press)] ?? null);
}

/** Where digits need the shift key, as on a French keyboard, the place of the key is enough. */
function digitOf({ key, code }: KeyPress): number | null {
  const digit = /^[1-9]$/.exec(key)?.[0] ?? /^Digit([1-9])$/.exec(code)?.[1];
  return digit === undefined ? null : Number(digit);
}

/** On another alphabet the letter is taken from the place of the key. */
function nameOf({ key, code }: KeyPress): string {
  if (key.length !== 1) return key;
  if (/^[a-z]$/i.test(key)) return key.toLowerCase();
  return /^Key[A-Z]$/.test(code) ? code.slice(3).toLowerCase() : key;
}
