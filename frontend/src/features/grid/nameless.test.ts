import { describe, expect, it } from 'vitest';
import type { TaskView } from '@/live/protocol.gen';
import { aTask } from '@/testing/make';
import { withoutWords } from './nameless';

describe('a task without words and names', () => {
  const whole: TaskView = {
    ...aTask({ text: 'The words of somebody', author: { id: 'u1', name: 'Somebody', guest: true } }),
    decided_at: '2026-01-01T00:00:00.000Z',
    decided_by: { id: 'u2', name: 'Another' },
    reason: 'For a reason',
    held: { action: 'refuse', at: '2026-01-01T00:00:00.000Z', by: { id: 'u2', name: 'Another' }, until: '2026-01-01T00:00:10.000Z' },
  };

  it('has nothing in it that anybody wrote, and nobody', () => {
    const left = JSON.stringify(withoutWords(whole));
    for (const word of ['words', 'Somebody', 'Another', 'reason', 'guest', 'u1', 'u2']) expect(left).not.toContain(word);
  });

  it('says how it stands', () => {
    const { id, number, status, version, created_at } = whole;
    expect(withoutWords(whole)).toMatchObject({ id, number, status, version, created_at });
    const again = { ...whole, waiting_since: '2026-01-01T00:00:05.000Z' };
    expect(withoutWords(again)).toMatchObject({ created_at, waiting_since: again.waiting_since });
  });

  it('is the same object each time, so that nothing is drawn again', () => {
    expect(withoutWords(whole)).toBe(withoutWords(whole));
  });
});
