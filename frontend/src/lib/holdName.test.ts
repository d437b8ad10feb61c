import { afterEach, expect, test } from 'vitest';
import { holdName } from './holdName';

// A browser without locks, as on plain HTTP: tabs ask each other.
let other: BroadcastChannel;
afterEach(() => other.close());

/** Another tab. It says what it hears. */
function anotherTab(name: string, answer: (data: unknown) => void): BroadcastChannel {
  const channel = new BroadcastChannel(name);
  channel.onmessage = ({ data }) => answer(data);
  return channel;
}

test('a name that another tab holds is not ours, and is asked for again', async () => {
  other = anotherTab('one', (data) => data === 'whose' && other.postMessage('ours'));
  expect(await holdName('one')).toBe(false);
  other.close();
  expect(await holdName('one')).toBe(true);
});

test('who holds a name says so', async () => {
  expect(await holdName('two')).toBe(true);
  expect(await holdName('two')).toBe(true);
  const heard = new Promise((resolve) => {
    other = anotherTab('two', resolve);
  });
  other.postMessage('whose');
  expect(await heard).toBe('ours');
});
