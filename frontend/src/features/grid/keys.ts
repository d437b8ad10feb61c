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

/** On another alphabet the letter is taken from the place of the key. */
function nameOf({ key, code }: KeyPress): string {
  if (key.length !== 1) return key;
  if (/^[a-z]$/i.test(key)) return key.toLowerCase();
  return /^Key[A-Z]$/.test(code) ? code.slice(3).toLowerCase() : key;
}
