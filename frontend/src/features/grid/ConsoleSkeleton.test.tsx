import { act, render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { LiveContext } from '@/live/LiveContext';
import { LiveScans } from '@/live/scanLive';
import { FakeConnection } from '@/testing/fakeConnection';
import { ConsoleSkeleton } from './ConsoleSkeleton';

test('says why the scan is not there yet', () => {
  const connection = new FakeConnection();
  render(
    <LiveContext value={{ connection, scans: new LiveScans(connection) }}>
      <ConsoleSkeleton />
    </LiveContext>,
  );
  // Connected, and not yet joined.
  expect(screen.getByRole('status')).toHaveTextContent('Connecting');
  act(() => connection.turn('offline'));
  expect(screen.getByRole('status')).toHaveTextContent('Offline');
});
