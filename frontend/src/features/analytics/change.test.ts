import { describe, expect, it } from 'vitest';
import { countChange, shareChange, waitChange } from './change';

describe('a change', () => {
  it('of a count is in percent of what was', () => {
    expect(countChange(112, 100)).toEqual({ kind: 'more', by: 12 });
    expect(countChange(50, 100)).toEqual({ kind: 'less', by: 50 });
    expect(countChange(0, 100)).toEqual({ kind: 'less', by: 100 });
    expect(countChange(4, 2000)).toEqual({ kind: 'less', by: 99 });
    expect(countChange(7, 7)).toEqual({ kind: 'same' });
  });

  it('from nothing is none', () => {
    expect([countChange(7, 0), countChange(0, 0), waitChange(7, undefined), waitChange(undefined, 7), shareChange(null, 7)]).toEqual(Array(5).fill({ kind: 'none' }));
  });

  it('too small for a percent is not spoken of', () => {
    expect(countChange(10_001, 10_000)).toEqual({ kind: 'same' });
  });

  it('of a wait has to be more than the waits are uncertain by', () => {
    expect(waitChange(109_000, 100_000)).toEqual({ kind: 'same' });
    expect(waitChange(120_000, 100_000)).toEqual({ kind: 'more', by: 20 });
    expect(waitChange(80_000, 100_000)).toEqual({ kind: 'less', by: 20 });
  });

  it('of a share is in points', () => {
    expect(shareChange(70, 67)).toEqual({ kind: 'more', by: 3 });
    expect(shareChange(70, 70)).toEqual({ kind: 'same' });
  });
});
