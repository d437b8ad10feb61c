import { render, screen } from '@testing-library/react';
import { MemoryRouter } from 'react-router-dom';
import { beforeEach, expect, it, vi } from 'vitest';
import { ErrorBoundary } from './ErrorBoundary';

const GONE = new TypeError('Failed to fetch dynamically imported module: /assets/RegisterPage-abc.js');
const index = (entry: string) => `<script type="module" src="/assets/${entry}"></script><div id="root"></div>`;

function Failing({ error }: { error: Error }): never {
  throw error;
}

const show = (error: Error) =>
  render(
    <MemoryRouter>
      <ErrorBoundary at="/">
        <Failing error={error} />
      </ErrorBoundary>
    </MemoryRouter>,
  );

beforeEach(() => {
  vi.spyOn(console, 'error').mockReturnValue();
  document.head.innerHTML = '<script type="module" src="/assets/index-old.js"></script>';
});

const serve = (body: string, status = 200) => vi.spyOn(globalThis, 'fetch').mockImplementation(() => Promise.resolve(new Response(body, { status })));

it('says of a page whose file is gone with its build that there is a new version', async () => {
  serve(index('index-new.js'));
  show(GONE);
  expect(await screen.findByRole('heading', { name: 'There is a new version' })).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Go on' })).toBeNull();
});

it.each([
  ['a file that does not come from the same build', GONE, () => serve(index('index-old.js')), 'The server cannot be reached'],
  ['a file that does not come without a network', GONE, () => vi.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError('no network')), 'The server cannot be reached'],
  ["a proxy's own page", GONE, () => serve('<h1>502</h1>', 502), 'The server cannot be reached'],
  ['a fault of the page', new Error('x is undefined'), () => serve(index('index-old.js')), 'This page has stumbled'],
])('does not take %s for a new version', async (_, error, answer, title) => {
  answer();
  show(error);
  expect(await screen.findByRole('heading', { name: title })).toBeInTheDocument();
});
