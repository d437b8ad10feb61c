import { describe, expect, it } from 'vitest';
import type { ActivityView } from '@/live/protocol.gen';
import { aboutOf } from './about';

const changed: ActivityView = {
  id: '01j',
  at: '2026-11-22T18:30:00.000Z',
  deed: 'password_changed',
  kind: 'access',
  by: { id: '01a', name: 'Ada' },
};

describe('a change of a password', () => {
  it('says when it was a command', () => {
    expect(aboutOf({ ...changed, about: 'reset-password' })).toBe('by a command on the server');
  });

  it('says nothing when it was the owner', () => {
    expect(aboutOf(changed)).toBe('');
  });
});

it.each([
  ['tasks', 'its tasks'],
  ['summary', 'summary'],
  ['summary: alike', 'summary: said by many'],
  ['analytics: reasons', 'analytics: why tasks were refused'],
])('a file that was saved, %s, is named as on its page', (about, said) => {
  expect(aboutOf({ ...changed, deed: 'exported', about })).toBe(said);
});
