import { describe, expect, it } from 'vitest';
import { deviceName, kindOf } from './deviceName';

describe('what a device is called', () => {
  it.each([
    [{ browser: 'Firefox', system: 'Linux' }, 'Firefox on Linux', 'computer'],
    [{ browser: 'Safari', system: 'iPhone' }, 'Safari on iPhone', 'phone'],
    [{ browser: 'curl' }, 'curl', 'program'],
    [{ system: 'Android' }, 'A browser on Android', 'phone'],
    // From before devices were kept, or one that says nothing.
    [{}, 'Unknown device', 'computer'],
  ])('%j', (device, name, kind) => {
    expect(deviceName(device)).toBe(name);
    expect(kindOf(device)).toBe(kind);
  });
});
