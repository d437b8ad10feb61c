import { describe, expect, test } from 'vitest';
import { leadsNowhere, wayIn } from './wayIn';

const PATH = '/worker/scan/x';
const LAN = 'http://192.168.1.7:5000';
const PUBLIC = 'https://tasks.example';

describe('the way in', () => {
  test.each([
    // Where one is oneself, if others get there.
    [LAN, undefined, LAN, 'anybody'],
    ['https://desk.example', { network: ['http://10.0.0.7:5000'] }, 'https://desk.example', 'anybody'],
    // What the operator says wins.
    [LAN, { public_url: PUBLIC, network: [LAN] }, PUBLIC, 'anybody'],
    ['http://localhost:5000', { public_url: PUBLIC, network: [] }, PUBLIC, 'anybody'],
    // This computer's own address in place of one that means another computer to everybody else.
    ['http://localhost:5000', { network: [LAN, 'http://[fd00::2]:5000'] }, LAN, 'network'],
    ['http://0.0.0.0:5000', { network: [LAN] }, LAN, 'network'],
    // Nobody knows one.
    ['http://localhost:5000', { network: [] }, 'http://localhost:5000', 'here'],
    ['http://127.0.0.1:5000', undefined, 'http://127.0.0.1:5000', 'here'],
  ] as const)('from %s, the server saying %j', (here, share, origin, reach) => {
    const said = share && { ...share, network: [...share.network] };
    expect(wayIn(PATH, here, said)).toEqual({ origin, link: origin + PATH, reach });
  });
});

test.each(['http://localhost', 'http://a.localhost:1', 'http://127.1.2.3', 'http://0.0.0.0:5077', 'http://[::1]:5', 'http://[::]:5'])(
  '%s leads nowhere from another computer',
  (origin) => expect(leadsNowhere(origin)).toBe(true),
);

test.each(['http://192.168.1.7', 'https://localhost.example', 'http://10.0.0.0', 'http://[fd00::2]:5'])('%s may lead here', (origin) =>
  expect(leadsNowhere(origin)).toBe(false),
);
