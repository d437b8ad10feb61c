import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter, Route, Routes } from 'react-router-dom';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fakeFetch, refusal } from '@/testing/fakeFetch';
import { EnterScanForm } from './EnterScanForm';

const ID = '0123456789abcdefghjkmnpqrs';

afterEach(() => vi.unstubAllGlobals());

function show() {
  render(
    <MemoryRouter initialEntries={['/worker']}>
      <Routes>
        <Route path="/worker" element={<EnterScanForm />} />
        <Route path="/worker/scan/:id" element={<h1>the scan</h1>} />
      </Routes>
    </MemoryRouter>,
  );
  return screen.getByRole<HTMLInputElement>('textbox', { name: 'Code of the scan' });
}

describe('entering a scan', () => {
  it('asks the server where a code leads, as it was typed', async () => {
    const calls = fakeFetch(() => ({ status: 200, body: { scan_id: ID, links: { worker: `/worker/scan/${ID}` } } }));
    await userEvent.type(show(), 'k7m 4qx{Enter}');
    expect(await screen.findByRole('heading', { name: 'the scan' })).toBeInTheDocument();
    expect(calls).toEqual([{ method: 'POST', path: '/join', token: null, body: { code: 'k7m 4qx' } }]);
  });

  it('follows a pasted link without asking', async () => {
    const calls = fakeFetch(() => refusal(500, 'internal_error'));
    await userEvent.type(show(), `https://elsewhere.example/worker/scan/${ID}{Enter}`);
    expect(await screen.findByRole('heading', { name: 'the scan' })).toBeInTheDocument();
    expect(calls).toEqual([]);
  });

  it.each(['k7', 'k7m 4q', 'k7m 4qxx', 'gate 4!'])('says what a code looks like, without asking, when %j is none', async (typed) => {
    const calls = fakeFetch(() => refusal(404, 'not_found'));
    const field = show();
    await userEvent.type(field, `${typed}{Enter}`);
    expect(await screen.findByText(/six letters and digits, such as K7M 4QX/)).toBeInTheDocument();
    expect(field).toBeInvalid();
    expect(field.value).toBe(typed);
    expect(calls).toEqual([]);
  });

  it.each([
    [refusal(404, 'not_found'), /No open scan has this code/],
    [refusal(429, 'rate_limited'), /detail of rate_limited/],
  ])('says what is wrong, keeps what was typed, and forgets the fault when it changes', async (answer, words) => {
    fakeFetch(() => answer);
    const field = show();
    await userEvent.type(field, 'AAAAAA{Enter}');
    expect(await screen.findByText(words)).toBeInTheDocument();
    expect(field.value).toBe('AAAAAA');
    await userEvent.type(field, '{Backspace}');
    expect(screen.queryByText(words)).not.toBeInTheDocument();
  });
});
