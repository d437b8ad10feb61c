import { describe, expect, it } from 'vitest';
import { askedOf, asksInVain, daysOf, faultOf, readQuery, writeQuery } from './query';

const read = (search: string) => readQuery(new URLSearchParams(search));
const written = (search: string) => writeQuery(new URLSearchParams(search), read(search)).toString();
const NOON = Date.parse('2026-01-31T12:00:00Z');

describe('the address', () => {
  it.each([
    '',
    'range=today',
    'range=90d&scan=abc',
    'from=2026-01-01&to=2026-01-31&scan=abc&zone=Europe%2FBerlin',
    'range=7d&scans=-median',
  ])('"%s" says what is looked at, and is written so again', (search) => {
    expect(read(written(search))).toEqual(read(search));
    expect(new Set(written(search).split('&'))).toEqual(new Set((search || 'range=30d').split('&')));
  });

  it('makes the best of what makes no sense', () => {
    expect(read('range=always&zone=Mars/Base&from=2026-01-02&to=2026-01-01')).toEqual({ range: '30d', scan: null, zone: null });
  });

  it.each([
    ['', false],
    ['range=7d&zone=Europe/Berlin', false],
    ['from=2026-01-01&to=2026-01-31', false],
    ['range=always', true],
    ['from=2026-01-02&to=2026-01-01', true],
    ['from=2026-01-02', true],
    ['zone=Mars/Base', true],
  ])('"%s" asks for what is left out: %s', (search, inVain) => {
    expect(asksInVain(new URLSearchParams(search))).toBe(inVain);
  });

  it.each([
    ['', '2026-01-31', 'missing'],
    ['2026-02-01', '2026-01-31', 'order'],
    ['2025-01-01', '2026-02-05', 'long'],
    ['2025-01-01', '2026-02-04', null],
    ['2026-01-31', '2026-01-31', null],
  ])('refuses days from "%s" to "%s": %s', (from, to, fault) => {
    expect(faultOf(from, to)).toBe(fault);
  });
});

describe('what is asked for', () => {
  it('goes by the days of the zone, today with them', () => {
    expect(daysOf(read('range=7d'), NOON, 'Pacific/Kiritimati')).toEqual({ from: '2026-01-26', to: '2026-02-01' });
    expect(daysOf(read('range=today'), NOON, 'Europe/Berlin')).toEqual({ from: '2026-01-31', to: '2026-01-31' });
  });

  it('is from the first moment of the first day up to that of the day after the last', () => {
    const asked = askedOf(read('from=2026-03-28&to=2026-03-29&scan=abc'), NOON, 'Europe/Berlin');
    expect(Object.fromEntries(asked)).toEqual({ from: '2026-03-27T23:00:00.000Z', to: '2026-03-29T22:00:00.000Z', zone: 'Europe/Berlin', scan: 'abc' });
  });
});
