import { expect, test } from 'vitest';
import { commandOf, KEYS, REASON_KEYS, reasonCommandOf, type KeyPress } from './keys';

const press = (over: Partial<KeyPress>): KeyPress => ({
  key: '',
  code: '',
  repeat: false,
  isComposing: false,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  shiftKey: false,
  ...over,
});

test.each([
  ['v', { do: 'validate' }],
  ['V', { do: 'validate' }],
  ['r', { do: 'refuse' }],
  ['b', { do: 'return' }],
  ['u', { do: 'undo' }],
  ['n', { do: 'oldest' }],
  ['d', { do: 'selectStack' }],
  ['h', { do: 'move', to: 'left' }],
  ['ArrowDown', { do: 'move', to: 'down' }],
  ['x', null],
  ['F5', null],
])('%s means %o', (key, command) => {
  expect(commandOf(press({ key }))).toEqual(command);
});

test('a sign is taken with shift, which most keyboards need for it', () => {
  expect(commandOf(press({ key: '?', code: 'Slash', shiftKey: true }))).toEqual({ do: 'keys' });
});

test.each([
  [{ key: 'ArrowLeft', shiftKey: true }, { do: 'extend', to: 'left' }],
  [{ key: 'End', shiftKey: true, repeat: true }, { do: 'extend', to: 'rowEnd' }],
  [{ key: 'PageDown', shiftKey: true }, { do: 'extend', to: 'pageDown' }],
  [{ key: 'End', ctrlKey: true }, { do: 'move', to: 'last' }],
  [{ key: 'Home', metaKey: true, repeat: true }, { do: 'move', to: 'first' }],
  [{ key: 'End' }, { do: 'move', to: 'rowEnd' }],
  [{ key: 'a', ctrlKey: true }, { do: 'selectAll' }],
  [{ key: 'a', metaKey: true }, { do: 'selectAll' }],
  [{ key: 'A', metaKey: true, shiftKey: true }, null],
  [{ key: 'a' }, null],
  [{ key: 's' }, { do: 'select' }],
])('with what is held, %o means %o', (given, command) => {
  expect(commandOf(press(given))).toEqual(command);
});

test('no key of the table stands for two things', () => {
  for (const table of [KEYS, REASON_KEYS]) {
    const keys = table.flatMap((line) => line.keys.map((key) => `${line.held ?? ''} ${key}`));
    expect(keys).toEqual([...new Set(keys)]);
  }
});

test.each([['ctrlKey'], ['altKey'], ['metaKey'], ['shiftKey'], ['isComposing'], ['repeat']])(
  'a verdict key with %s does nothing',
  (modifier) => {
    expect(commandOf(press({ key: 'v', [modifier]: true }))).toBeNull();
  },
);

test('movement repeats while a key is held', () => {
  expect(commandOf(press({ key: 'j', repeat: true }))).toEqual({ do: 'move', to: 'down' });
});

test('on another alphabet the place of the key counts', () => {
  expect(commandOf(press({ key: 'м', code: 'KeyV' }))).toEqual({ do: 'validate' });
});

test.each([
  [{ key: '1', code: 'Digit1' }, { do: 'reason', index: 0 }],
  [{ key: '9', code: 'Numpad9' }, { do: 'reason', index: 8 }],
  // Where digits need the shift key: with it, and without.
  [{ key: '2', code: 'Digit2', shiftKey: true }, { do: 'reason', index: 1 }],
  [{ key: 'é', code: 'Digit2' }, { do: 'reason', index: 1 }],
  [{ key: '0', code: 'Digit0' }, null],
  [{ key: 'Enter' }, { do: 'last' }],
  [{ key: 'r' }, { do: 'none' }],
  [{ key: 'o' }, { do: 'type' }],
  [{ key: 'Escape' }, { do: 'leave' }],
  [{ key: 'v' }, null],
  [{ key: '1', code: 'Digit1', repeat: true }, null],
  [{ key: '1', code: 'Digit1', ctrlKey: true }, null],
  [{ key: 'r', isComposing: true }, null],
])('asked why, %o means %o', (given, command) => {
  expect(reasonCommandOf(press(given))).toEqual(command);
});
