import { expect, test, vi } from 'vitest';
import { FakeConnection } from '@/testing/fakeConnection';
import { onComingBack } from './comingBack';
import type { LiveStatus } from './connection';

test.each<[LiveStatus[], number]>([
  [['connecting', 'live'], 0],
  [['live', 'reconnecting', 'live'], 1],
  [['live', 'offline', 'connecting', 'live'], 1],
  [['live', 'reconnecting', 'offline', 'live', 'live', 'reconnecting', 'live'], 2],
  [['live', 'reconnecting'], 0],
])('of %j the connection comes back %i times', (turns, times) => {
  const connection = new FakeConnection();
  const callback = vi.fn();
  const stop = onComingBack(connection, callback);
  for (const status of turns) connection.turn(status);
  expect(callback).toHaveBeenCalledTimes(times);
  stop();
  connection.turn('offline');
  connection.turn('live');
  expect(callback).toHaveBeenCalledTimes(times);
});
