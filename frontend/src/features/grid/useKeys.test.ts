import { renderHook } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { useKeys } from './useKeys';

const setUp = () => {
  const onKey = vi.fn<(event: KeyboardEvent) => void>((event) => {
    // What is typed in a field is heard too, and is for whoever hears to pass over.
    if (event.target === document.body) heard.push(event.key);
  });
  const heard: string[] = [];
  renderHook(() => useKeys(onKey));
  const field = document.body.appendChild(document.createElement('textarea'));
  field.focus();
  return { user: userEvent.setup(), field, heard };
};

test('the rest of a word whose field has left the page is no command', async () => {
  const { user, field, heard } = setUp();
  await user.keyboard('please sa');
  field.remove();
  await user.keyboard('y now{ArrowRight}');
  expect(heard).toEqual(['ArrowRight']);
});

test('after Enter, and after a pause, a letter is a command again', async () => {
  const { user, field, heard } = setUp();
  await user.keyboard('please{Enter}');
  field.remove();
  await user.keyboard('v');
  expect(heard).toEqual(['v']);
  document.body.append(field);
  field.focus();
  await user.keyboard('please');
  field.remove();
  await new Promise((resolve) => setTimeout(resolve, 1100));
  await user.keyboard('r');
  expect(heard).toEqual(['v', 'r']);
});
