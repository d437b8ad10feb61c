import { describe, expect, it } from 'vitest';
import type { AnalyticsReport } from '@/live/protocol.gen';
import { daysOfReport, daysText } from './period';

const daysOf = (zone: string, from: string, to: string, beforeFrom: string, beforeTo: string) =>
  // Of a report no more is looked at here.
  daysOfReport({ zone, from, to, before: { from: beforeFrom, to: beforeTo } } as AnalyticsReport);

describe('the days of a report', () => {
  it('are those that were asked for', () => {
    expect(daysOf('Europe/Berlin', '2026-01-30T23:00Z', '2026-01-31T23:00Z', '2026-01-29T23:00Z', '2026-01-30T09:12Z')).toEqual({
      now: { from: '2026-01-31', to: '2026-01-31' },
      before: { from: '2026-01-30', to: '2026-01-30' },
    });
  });

  it.each(['Europe/Berlin', 'America/New_York', 'Asia/Tokyo', 'Pacific/Pago_Pago', 'UTC'])('are still those in %s where only days of UTC are kept', (zone) => {
    expect(daysOf(zone, '2024-01-01T00:00Z', '2024-02-01T00:00Z', '2023-12-01T00:00Z', '2024-01-01T00:00Z')).toEqual({
      now: { from: '2024-01-01', to: '2024-01-31' },
      before: { from: '2023-12-01', to: '2023-12-31' },
    });
  });

  it('are said with one month and year where they share them', () => {
    expect(daysText({ from: '2026-01-02', to: '2026-01-31' })).toMatch(/^Jan 2\s–\s31, 2026$/u);
  });
});
