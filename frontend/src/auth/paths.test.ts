import { describe, expect, it } from 'vitest';
import { loginPath, returnPath } from './paths';

const afterLogin = (path: string) => returnPath(new URL(loginPath(path), window.location.origin).searchParams);

describe('the way back after signing in', () => {
  it.each(['/worker/scan/abc', '/admin?q=a%20b', '/account#keys'])('leads to %s', (path) => {
    expect(afterLogin(path)).toBe(path);
  });

  it('is not needed from the start', () => {
    expect(loginPath('/')).toBe('/login');
  });

  it.each([
    'https://elsewhere.example/',
    '//elsewhere.example/',
    '/\\elsewhere.example',
    '/.//elsewhere.example/x',
    '/a/..//elsewhere.example',
    '/%2e/\\elsewhere.example',
    'javascript:alert(1)',
    '',
  ])('never leads to %j', (path) => {
    expect(returnPath(new URLSearchParams({ next: path }))).toBeNull();
  });
});
