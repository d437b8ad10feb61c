import { afterEach, describe, expect, it, vi } from 'vitest';

type Rules = { createScriptURL: (path: string) => string };

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

describe('the address of the service worker', () => {
  it('is a text where the browser knows no trusted types', async () => {
    const { serviceWorkerScript } = await import('./trustedScript');
    expect(serviceWorkerScript()).toBe('/sw.js');
  });

  it('is made by a policy that makes nothing else', async () => {
    const made: Rules[] = [];
    vi.stubGlobal('trustedTypes', { createPolicy: (_name: string, rules: Rules) => (made.push(rules), rules) });
    const { serviceWorkerScript } = await import('./trustedScript');
    expect(serviceWorkerScript()).toBe('/sw.js');
    expect(made).toHaveLength(1);
    for (const other of ['/other.js', 'https://evil.example/sw.js', '//evil.example/sw.js', '/sw.js?', ' /sw.js', '']) {
      expect(() => made[0]?.createScriptURL(other)).toThrow(TypeError);
    }
  });
});
