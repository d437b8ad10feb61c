import { expect, test } from 'vitest';
import { commandOf, type KeyPress } from './keys';

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
  ['h', { do: 'move', to: 'left' }],
  ['ArrowDown', { do: 'move', to: 'down' }],
  ['x', null],
  ['F5', null],
])('%s means %o', (key, command) => {
  expect(commandOf(press({ key }))).toEqual(command);
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
