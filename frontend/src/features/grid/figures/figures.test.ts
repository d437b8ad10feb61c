import { describe, expect, it } from 'vitest';
import type { ScanFigures } from '@/live/protocol.gen';
import { decidedIn, otherRefusals, queueLine, queueRows, rateLines, rateRows, validatedShare } from './figures';

const SINCE = '2026-01-31T12:00:00.000Z';
const FIRST = Date.parse(SINCE) / 1000;

const NOTHING = { validated: 0, refused: 0, returned: 0 };
const numbers = (count: number, at: (index: number) => number = () => 0) => Array.from({ length: count }, (_, index) => at(index));

const someFigures = (more: Partial<ScanFigures> = {}): ScanFigures => ({
  now: '2026-01-31T12:59:17.000Z',
  rates: { since: SINCE, seconds: 5, arrived: numbers(60), decided: numbers(60) },
  waiting: { since: SINCE, seconds: 60, waiting: numbers(60) },
  submitted: 0,
  resubmitted: 0,
  reopened: 0,
  verdicts: NOTHING,
  reasons: [],
  workers: [],
  moderators: [],
  ...more,
});

describe('rates', () => {
  const rates = { since: SINCE, seconds: 5, arrived: numbers(60, (index) => (index < 2 ? 7 : 0)), decided: numbers(60, () => 5) };

  it('are a second, of two steps each, and stand where their steps end', () => {
    const { times, lines } = rateLines(someFigures({ rates }));
    expect(times).toHaveLength(30);
    expect([times[0], times[29]]).toEqual([FIRST + 10, FIRST + 300]);
    expect(lines.map(([first, second]) => [first, second])).toEqual([
      [1.4, 0],
      [1, 1],
    ]);
  });

  it('are ten rows, each of half a minute from its time on', () => {
    const { times, lines } = rateRows(someFigures({ rates }));
    expect(times).toHaveLength(10);
    expect(times.slice(0, 2)).toEqual([FIRST, FIRST + 30]);
    expect(lines[0]?.slice(0, 2)).toEqual([0.47, 0]);
  });
});

describe('who waited', () => {
  const figures = someFigures({ waiting: { since: SINCE, seconds: 60, waiting: numbers(60, (index) => index) } });

  it('is said of the end of each minute, and last of now', () => {
    const { times, lines } = queueLine(figures);
    expect([times[0], times[58], times[59]]).toEqual([FIRST + 60, FIRST + 59 * 60, FIRST + 59 * 60 + 17]);
    expect(lines[0]?.[59]).toBe(59);
  });

  it('is a row every ten minutes, counted from now', () => {
    expect(queueRows(figures).lines[0]).toEqual([9, 19, 29, 39, 49, 59]);
  });
});

describe('verdicts', () => {
  it('have no share without any', () => {
    expect(validatedShare(someFigures())).toBeNull();
  });

  it('are counted together, and what gave none of the reasons apart', () => {
    const figures = someFigures({ verdicts: { validated: 2, refused: 3, returned: 1 }, reasons: [{ reason: 'Not ours', count: 1 }] });
    expect([decidedIn(figures), validatedShare(figures), otherRefusals(figures)]).toEqual([6, 33, 2]);
  });
});
