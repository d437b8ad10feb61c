import { render, screen } from '@testing-library/react';
import { Suspense } from 'react';
import { expect, it, vi } from 'vitest';
import { lazyPart } from './lazyPart';

it('asks for a part of a page until it has it, and leaves standing what stands in its place', async () => {
  const load = vi
    .fn<() => Promise<{ default: () => string }>>()
    .mockRejectedValueOnce(new TypeError('no network'))
    .mockResolvedValue({ default: () => 'here' });
  const Part = lazyPart(load);
  render(
    <Suspense fallback="meanwhile">
      <Part />
    </Suspense>,
  );
  await vi.waitFor(() => expect(load).toHaveBeenCalledTimes(1));
  expect(screen.getByText('meanwhile')).toBeInTheDocument();
  expect(await screen.findByText('here', undefined, { timeout: 10_000 })).toBeInTheDocument();
});
