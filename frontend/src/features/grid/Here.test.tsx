import { act, render, screen, waitFor } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import type { Person } from '@/live/protocol.gen';
import { ScanLive } from '@/live/scanLive';
import { FakeConnection } from '@/testing/fakeConnection';
import { aPage } from '@/testing/make';
import { DeskContext } from './deskContext';
import { makeDeskSetting } from './deskSetting';
import { Here } from './Here';

const people = (...names: string[]): Person[] => names.map((name) => ({ id: name.toLowerCase(), name }));

let connection: FakeConnection;

beforeEach(async () => {
  connection = new FakeConnection();
  connection.joinScan.mockResolvedValue(aPage({ role: 'moderator' }));
  const live = new ScanLive(connection, 'scan1');
  live.hold();
  await waitFor(() => expect(live.inStep()).toBe(true));
  render(
    <DeskContext value={makeDeskSetting(live, 'ada')}>
      <Here />
    </DeskContext>,
  );
});

const say = (moderators: Person[], workers: number) =>
  act(async () => {
    connection.say({ name: 'presence', scan_id: 'scan1', moderators, workers });
    await new Promise(requestAnimationFrame);
  });

test('names who is at the desk, oneself too, and counts the workers', async () => {
  await say(people('Ada', 'Bo'), 1);
  expect(screen.getByText('At the desk: Ada (you), Bo. 1 worker is here.')).toBeInTheDocument();
  await say(people('Ada'), 12);
  expect(screen.getByText('At the desk: Ada (you). 12 workers are here.')).toBeInTheDocument();
});

test('shows the first by their initials, and how many more there are', async () => {
  await say(people('Ada', 'Bo', 'Cy', 'Di'), 0);
  expect(screen.getByText('D')).toBeInTheDocument();
  await say(people('Ada', 'Bo', 'Cy', 'Di', 'Ed'), 0);
  expect(screen.queryByText('D')).not.toBeInTheDocument();
  expect(screen.getByText('+2')).toBeInTheDocument();
});

test('says nothing while nobody knows', async () => {
  await say(people('Ada', 'Bo'), 1);
  expect(screen.getByText(/At the desk/)).toBeVisible();
  act(() => connection.turn('reconnecting'));
  expect(screen.getByText(/At the desk/)).not.toBeVisible();
});
