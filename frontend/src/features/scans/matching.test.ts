import { expect, test } from 'vitest';
import type { ScanView } from '@/live/protocol.gen';
import { matching } from './matching';

const scan = (name: string, owner: string): ScanView => ({
  id: name,
  name,
  instructions: '',
  status: 'open',
  target_seconds: 180,
  refusal_reasons: [],
  version: 1,
  created_at: '2026-01-01T00:00:00Z',
  owner: { id: owner, name: owner },
  links: { worker: '/' },
  can: ['see'],
});

const scans = [scan('Gate sweep 14:00', 'Ada'), scan('Café inventory', 'Bo')];

test.each([
  ['', ['Gate sweep 14:00', 'Café inventory']],
  ['gate', ['Gate sweep 14:00']],
  ['  SWEEP ada ', ['Gate sweep 14:00']],
  ['cafe', ['Café inventory']],
  ['gate bo', []],
])('%j finds %j', (term, names) => {
  expect(matching(scans, term).map(({ name }) => name)).toEqual(names);
});
