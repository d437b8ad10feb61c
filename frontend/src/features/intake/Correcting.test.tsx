import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import { useScanState } from '@/live/hooks';
import type { ScanStatus } from '@/live/protocol.gen';
import { LiveScans, type ScanLive } from '@/live/scanLive';
import { FakeConnection } from '@/testing/fakeConnection';
import { aPage, aTask } from '@/testing/make';
import Correcting from './Correcting';

const returned = aTask({ status: 'returned', version: 2, seq: 2, reason: 'Which gate?' });
const onCopyToNew = vi.fn<(text: string) => void>();
const error = (code: string) => ({ code, message: 'As the server says it.', retry: false });

let connection: FakeConnection;
let live: ScanLive;

beforeEach(async () => {
  connection = new FakeConnection();
  connection.joinScan.mockResolvedValue(aPage({ tasks: [returned] }));
  live = new LiveScans(connection).get('scan1');
  live.hold();
  await waitFor(() => expect(live.phase()).toBe('joined'));
});

function Item({ scanStatus }: { scanStatus: ScanStatus }) {
  const task = useScanState(live, (state) => state.tasks.get(returned.id)) ?? returned;
  return <Correcting live={live} userId="worker1" scanStatus={scanStatus} task={task} onCopyToNew={onCopyToNew} />;
}

const show = (scanStatus: ScanStatus = 'open') => render(<Item scanStatus={scanStatus} />);
const start = () => screen.queryByRole('button', { name: 'Fix and resend' });
const field = () => screen.getByLabelText('Your correction');

async function correct(more: string) {
  const user = userEvent.setup();
  const button = start();
  if (button) await user.click(button);
  await user.type(field(), more);
  return user;
}

test('the text is edited in its row, sent with the version that was seen, and then forgotten here', async () => {
  connection.resubmit.mockImplementation(({ text }) =>
    Promise.resolve({ ok: true, task: { ...returned, status: 'pending', version: 3, seq: 3, text } }),
  );
  show();
  const user = await correct(', north');
  await user.keyboard('{Control>}{Enter}{/Control}');
  const text = 'Verify badge at gate 4, north';
  expect(connection.resubmit.mock.calls).toEqual([[{ task_id: returned.id, version: 2, text }]]);
  await waitFor(() => expect(screen.queryByLabelText('Your correction')).not.toBeInTheDocument());
  await waitFor(() => expect(localStorage).toHaveLength(0));
});

test('what was typed is there again after a reload', async () => {
  const { unmount } = show();
  await correct(', north');
  unmount();
  show();
  expect(field()).toHaveValue('Verify badge at gate 4, north');
});

test.each([
  ['scan_not_open', /The scan is not open right now/],
  ['conflict', /The desk has changed this one meanwhile/],
  ['rate_limited', /As the server says it. Your correction is kept/],
])('a refusal with %s is told in words, and the text stays', async (code, words) => {
  connection.resubmit.mockResolvedValue({ ok: false, error: error(code) });
  show();
  const user = await correct('!');
  await user.click(screen.getByRole('button', { name: 'Resend' }));
  expect(await screen.findByText(words)).toBeInTheDocument();
  expect(field()).toHaveValue('Verify badge at gate 4!');
});

test('what was sent off without a connection goes by itself once there is one', async () => {
  show();
  const user = await correct(', north');
  act(() => connection.turn('offline'));
  await user.click(screen.getByRole('button', { name: 'Resend' }));
  expect(await screen.findByText(/It is sent by itself once there is a connection/)).toBeInTheDocument();
  const text = 'Verify badge at gate 4, north';
  connection.resubmit.mockClear();
  connection.resubmit.mockResolvedValue({ ok: true, task: { ...returned, status: 'pending', version: 3, seq: 3, text } });

  act(() => connection.turn('live'));

  await waitFor(() => expect(connection.resubmit.mock.calls).toEqual([[{ task_id: returned.id, version: 2, text }]]));
  await waitFor(() => expect(screen.queryByLabelText('Your correction')).not.toBeInTheDocument());
});

test('what was sent off and is written on again does not go by itself', async () => {
  show();
  const user = await correct(', north');
  act(() => connection.turn('offline'));
  await user.click(screen.getByRole('button', { name: 'Resend' }));
  await screen.findByText(/It is sent by itself/);
  connection.resubmit.mockClear();
  await user.type(field(), ' or');

  act(() => connection.turn('live'));

  await waitFor(() => expect(live.inStep()).toBe(true));
  expect(connection.resubmit).not.toHaveBeenCalled();
  expect(field()).toHaveValue('Verify badge at gate 4, north or');
});

test('a correction that came too late can be copied, and is kept until then', async () => {
  const reopened = { ...returned, status: 'pending' as const, version: 3, seq: 3 };
  connection.resubmit.mockResolvedValue({ ok: false, error: error('conflict'), task: reopened });
  show();
  const user = await correct('!');
  await user.click(screen.getByRole('button', { name: 'Resend' }));
  expect(await screen.findByText(/this one was at the desk again first/)).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Copy into a new one' }));
  expect(onCopyToNew).toHaveBeenCalledWith('Verify badge at gate 4!');
  await waitFor(() => expect(localStorage).toHaveLength(0));
});

test('while the scan is paused nothing is sent, and typing goes on', async () => {
  show('paused');
  const user = await correct('!');
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect(screen.getByText('Paused. Your correction is kept.')).toBeInTheDocument();
  expect(connection.resubmit).not.toHaveBeenCalled();
});

test('who takes all of the text out is not shown it again', async () => {
  show();
  const user = await correct('!');
  await user.clear(field());
  expect(field()).toHaveValue('');
  expect(screen.getByRole('button', { name: 'Resend' })).toBeDisabled();
});

test('put aside, a correction is taken up where it was left', async () => {
  show();
  const user = await correct('!');
  await user.click(screen.getByRole('button', { name: 'Later' }));
  act(() => start()?.click());
  expect(field()).toHaveValue('Verify badge at gate 4!');
});
