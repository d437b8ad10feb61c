import { afterEach, describe, expect, it, vi } from 'vitest';
import { fakeFetch, refusal } from '@/testing/fakeFetch';
import { ApiClient } from './api';
import { Problem } from './problem';

afterEach(() => vi.unstubAllGlobals());

function signedIn(renewed: string | null = 'new') {
  const client = new ApiClient();
  let token: string | null = 'old';
  const renew = vi.fn(() => {
    token = renewed;
    return Promise.resolve(renewed);
  });
  client.use({ token: () => token, renew, onToken: () => () => undefined, removed: () => undefined });
  return { client, renew };
}

const thrownBy = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => null,
    (error: unknown) => error,
  );

describe('a call', () => {
  it('carries the token and the body, and gives the answer', async () => {
    const calls = fakeFetch(() => ({ status: 201, body: { id: 's1' } }));
    const { client } = signedIn();
    await expect(client.post('/scans', { name: 'x' })).resolves.toEqual({ id: 's1' });
    expect(calls).toEqual([{ method: 'POST', path: '/scans', token: 'old', body: { name: 'x' } }]);
  });

  it('gives nothing for an answer without a body', async () => {
    fakeFetch(() => ({ status: 204 }));
    await expect(new ApiClient().post('/logout')).resolves.toBeUndefined();
  });

  it('throws what the server said, with its fields and its extras', async () => {
    fakeFetch(() => refusal(409, 'conflict', { errors: [{ field: 'name', message: 'is long' }], scan: { id: 's1' } }));
    const error = await thrownBy(new ApiClient().get('/x'));
    expect(error).toBeInstanceOf(Problem);
    expect(error).toMatchObject({ code: 'conflict', status: 409, message: 'detail of conflict' });
    expect((error as Problem).faultOf('name')).toBe('is long');
    expect((error as Problem).extras).toMatchObject({ scan: { id: 's1' } });
  });

  it('throws a problem also for an answer that is not ours, and for none at all', async () => {
    fakeFetch(() => ({ status: 502, body: '<h1>bad gateway</h1>' }));
    expect(await thrownBy(new ApiClient().get('/x'))).toMatchObject({ status: 502, code: 'unknown' });
    fakeFetch(() => Promise.reject(new TypeError('failed')));
    expect(await thrownBy(new ApiClient().get('/x'))).toMatchObject({ status: 0, code: 'unreachable' });
  });
});

describe('an expired token', () => {
  it('is renewed once, and the call repeated', async () => {
    const calls = fakeFetch(({ token }) => (token === 'new' ? { status: 200, body: 'ok' } : refusal(401, 'token_expired')));
    const { client, renew } = signedIn();
    await expect(client.get('/me')).resolves.toBe('ok');
    expect(calls.map((call) => call.token)).toEqual(['old', 'new']);
    expect(renew).toHaveBeenCalledOnce();
  });

  it('is told as it is when the session is over', async () => {
    fakeFetch(() => refusal(401, 'token_expired'));
    const { client } = signedIn(null);
    expect(await thrownBy(client.get('/me'))).toMatchObject({ code: 'token_expired' });
  });

  it('is not renewed twice for one call', async () => {
    const calls = fakeFetch(() => refusal(401, 'token_expired'));
    const { client, renew } = signedIn();
    await thrownBy(client.get('/me'));
    expect(renew).toHaveBeenCalledOnce();
    expect(calls).toHaveLength(2);
  });

  it('is not renewed for a refusal of another kind', async () => {
    fakeFetch(() => refusal(401, 'bad_credentials'));
    const { client, renew } = signedIn();
    await thrownBy(client.get('/me'));
    expect(renew).not.toHaveBeenCalled();
  });
});
