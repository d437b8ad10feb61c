import { fireEvent, render, screen } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { TwoStepButton } from './TwoStepButton';

const onConfirm = vi.fn();
const press = (at: number, detail = 1) => {
  const click = new MouseEvent('click', { bubbles: true, detail });
  Object.defineProperty(click, 'timeStamp', { value: at });
  fireEvent(screen.getByRole('button'), click);
};

beforeEach(() => {
  onConfirm.mockClear();
  render(<TwoStepButton first={{ label: 'Remove', name: 'Remove Grace' }} second={{ label: 'Really?', name: 'Really remove Grace?' }} onConfirm={onConfirm} />);
});

test('asks first, and then does it', () => {
  press(1000);
  expect(screen.getByRole('button', { name: 'Really remove Grace?' })).toHaveTextContent('Really?');
  expect(onConfirm).not.toHaveBeenCalled();
  press(2000);
  expect(onConfirm).toHaveBeenCalledOnce();
  expect(screen.getByRole('button', { name: 'Remove Grace' })).toBeInTheDocument();
});

test('takes two quick presses of a finger, and a slow double click, for one', () => {
  press(1000);
  press(1400);
  press(1800, 2);
  expect(onConfirm).not.toHaveBeenCalled();
  press(2500);
  expect(onConfirm).toHaveBeenCalledOnce();
});

test('forgets the question when the focus goes elsewhere', () => {
  press(1000);
  fireEvent.blur(screen.getByRole('button'));
  press(3000);
  expect(onConfirm).not.toHaveBeenCalled();
});
