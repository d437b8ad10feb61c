import { describe, expect, it } from 'vitest';
import { scanIdFrom } from './scanLink';

const ID = '7k2m9q0rstvwxyz123456789ab';

describe('a pasted scan', () => {
  it.each([
    ['the whole link', `https://desk.example/worker/scan/${ID}`],
    ['a link with a query and spaces around it', `  http://localhost:5000/worker/scan/${ID}?x=1#y \n`],
    ['a path', `/worker/scan/${ID}/`],
    ['the id alone', ID],
    ['an id in capitals', ID.toUpperCase()],
  ])('is found in %s', (_, pasted) => {
    expect(scanIdFrom(pasted)).toBe(ID);
  });

  it.each(['', 'hello', ID.slice(1), `${ID}0`, `https://desk.example/admin/scans/${ID}`, ID.replace('7', 'l')])(
    'is not found in %j',
    (pasted) => {
      expect(scanIdFrom(pasted)).toBeNull();
    },
  );
});
