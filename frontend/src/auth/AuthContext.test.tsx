import { act, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ApiClient } from '@/lib/api';
import { fakeFetch, refusal } from '@/testing/fakeFetch';
import { AuthProvider, useAuth } from './AuthContext';
import { Session } from './session';

afterEach(() => vi.unstubAllGlobals());

const sessionOf = (username: string, access_token = 'token-1') => ({
  status: 200,
  body: { access_token, token_type: 'Bearer', expires_in: 600, user: { id: `id-${username}`, username, role: 'WORKER' } },
});

function newSession() {
  const client = new ApiClient();
  const session = new Session(client);
  client.use(session);
  return { client, session };
}

function Who() {
  const auth = useAuth();
  return <p>{auth.status === 'signed-in' ? auth.user.username : auth.status}</p>;
}

async function show(session: Session) {
  await act(async () => {
    render(
      <AuthProvider session={session}>
        <Who />
      </AuthProvider>,
    );
    await Promise.resolve();
  });
}

describe('who is signed in', () => {
  it('is nobody on a first visit, without asking the server', async () => {
    const calls = fakeFetch(() => refusal(401, 'token_missing'));
    await show(newSession().session);
    expect(screen.getByText('signed-out')).toBeInTheDocument();
    expect(calls).toEqual([]);
  });

  it('is found again after a reload, by the cookie', async () => {
    fakeFetch(() => sessionOf('ada'));
    await newSession().session.login('ada', 'secret');
    const { session } = newSession();
    await show(session);
    expect(await screen.findByText('ada')).toBeInTheDocument();
    expect(session.token()).toBe('token-1');
  });

  it('follows signing in and out', async () => {
    fakeFetch(({ path }) => (path === '/logout' ? { status: 204 } : sessionOf('ada')));
    const { session } = newSession();
    await show(session);
    await act(() => session.login('ada', 'secret'));
    expect(screen.getByText('ada')).toBeInTheDocument();
    await act(() => session.logout());
    expect(screen.getByText('signed-out')).toBeInTheDocument();
    expect(session.token()).toBeNull();
  });

  it('is unknown for good reason when the server cannot be reached, not signed out', async () => {
    fakeFetch(() => sessionOf('ada'));
    await newSession().session.login('ada', 'secret');
    fakeFetch(() => Promise.reject(new TypeError('no network')));
    await show(newSession().session);
    expect(await screen.findByText('unreachable')).toBeInTheDocument();
  });
});

describe('renewing', () => {
  it('is one request for all who ask at once', async () => {
    const calls = fakeFetch(() => sessionOf('ada', 'token-2'));
    const { session } = newSession();
    const tokens = await Promise.all([session.renew(), session.renew(), session.renew()]);
    expect(tokens).toEqual(['token-2', 'token-2', 'token-2']);
    expect(calls).toHaveLength(1);
  });

  it('tells of the new token', async () => {
    fakeFetch(() => sessionOf('ada', 'token-2'));
    const { session } = newSession();
    const heard: string[] = [];
    session.onToken((token) => heard.push(token));
    await session.renew();
    expect(heard).toEqual(['token-2']);
  });

  it('ends the session when the server says so, and sends no token with the question', async () => {
    fakeFetch(() => sessionOf('ada'));
    const { session } = newSession();
    await session.login('ada', 'secret');
    const calls = fakeFetch(() => refusal(401, 'token_expired'));
    await expect(session.renew()).resolves.toBeNull();
    expect(session.state()).toEqual({ status: 'signed-out', asked: false });
    expect(calls).toMatchObject([{ path: '/refresh', token: null }]);
  });

  it('does not end it when the server is merely busy', async () => {
    fakeFetch(() => sessionOf('ada'));
    const { session } = newSession();
    await session.login('ada', 'secret');
    fakeFetch(() => refusal(503, 'busy'));
    await expect(session.renew()).rejects.toMatchObject({ code: 'busy' });
    expect(session.state()).toMatchObject({ status: 'signed-in' });
  });
});
