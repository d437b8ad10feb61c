import { act, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ApiClient } from '@/lib/api';
import { fakeFetch, refusal } from '@/testing/fakeFetch';
import { AuthProvider, useAuth } from './AuthContext';
import { keepScan, keptScan } from '@/live/keptScan';
import { NOTHING_YET } from '@/live/scanState';
import { aScan } from '@/testing/make';
import { Session } from './session';

const noNetwork = () => Promise.reject(new TypeError('no network'));

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

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

  it('goes on with the tokens that come with another password', async () => {
    const calls = fakeFetch(({ path }) => sessionOf('ada', path === '/me/password' ? 'token-2' : 'token-1'));
    const { session } = newSession();
    await session.login('ada', 'secret');
    const heard: string[] = [];
    session.onToken((token) => heard.push(token));
    await session.changePassword('secret', 'another secret');
    expect(session.token()).toBe('token-2');
    expect(heard.at(-1)).toBe('token-2');
    // Signed with a token that was new a moment before: nothing can be renewed meanwhile.
    expect(calls.map(({ path }) => path)).toEqual(['/login', '/refresh', '/me/password']);
  });

  it('is remembered when the server cannot be reached, and renewed by the first call that gets through', async () => {
    fakeFetch(() => sessionOf('ada'));
    await newSession().session.login('ada', 'secret');
    fakeFetch(noNetwork);
    const { client, session } = newSession();
    await show(session);
    expect(await screen.findByText('ada')).toBeInTheDocument();
    expect(session.token()).toBeNull();

    fakeFetch(({ path, token }) => {
      if (path === '/refresh') return sessionOf('ada', 'token-2');
      return token === null ? refusal(401, 'token_missing') : { status: 200, body: token };
    });
    await expect(client.get('/me')).resolves.toBe('token-2');
  });

  it('is remembered when the network swallows everything', async () => {
    fakeFetch(() => sessionOf('ada'));
    await newSession().session.login('ada', 'secret');
    vi.useFakeTimers();
    fakeFetch(() => new Promise<never>(() => undefined));
    await show(newSession().session);
    expect(screen.getByText('unknown')).toBeInTheDocument();
    await act(() => vi.advanceTimersByTimeAsync(3000));
    expect(screen.getByText('ada')).toBeInTheDocument();
  });

  it.each([null, 'not json', '{"id": 1}', '{"id": "1", "username": "ada", "role": "KING"}'])(
    'is unknown for good reason, not signed out, when the browser remembers %j',
    async (kept) => {
      localStorage.setItem('taskstream.session', 'in');
      if (kept !== null) localStorage.setItem('taskstream.user', kept);
      fakeFetch(noNetwork);
      await show(newSession().session);
      expect(await screen.findByText('unreachable')).toBeInTheDocument();
    },
  );

  it.each([
    ['signing out', (session: Session) => session.logout()],
    ['the end of the session', (session: Session) => session.renew()],
    ['another who signs in', (session: Session) => session.login('bob', 'secret')],
  ])('is forgotten, with what was seen, after %s', async (_, leave) => {
    fakeFetch(() => sessionOf('ada'));
    const { session } = newSession();
    await session.login('ada', 'secret');
    await keepScan('id-ada', { ...NOTHING_YET, scan: aScan(), role: 'worker', position: { epoch: 'e1', seq: 1, changes: 1 } });
    expect(await keptScan('id-ada', 'scan1')).not.toBeNull();

    fakeFetch(({ path }) => {
      if (path === '/logout') return { status: 204 };
      return path === '/login' ? sessionOf('bob') : refusal(401, 'token_expired');
    });
    await leave(session);
    expect(localStorage.getItem('taskstream.user') ?? '').not.toContain('ada');
    expect(await keptScan('id-ada', 'scan1')).toBeNull();
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
    expect(session.state()).toEqual({ status: 'signed-out', why: 'over' });
    expect(calls).toMatchObject([{ path: '/refresh', token: null }]);
  });

  it('P51 gives a connection no token but its own user’s', async () => {
    fakeFetch(() => sessionOf('ada', 'token-ada'));
    const { session } = newSession();
    await session.login('ada', 'secret');
    const his = session.credentialsOf('id-ada');
    const heard: string[] = [];
    his.onToken((token) => heard.push(token));
    expect(his.token()).toBe('token-ada');

    // Another has signed in, in another tab: the cookie is his.
    fakeFetch(() => sessionOf('bob', 'token-bob'));
    await expect(his.renew()).resolves.toBeNull();
    expect(his.token()).toBeNull();
    expect(heard).toEqual([]);
    expect(session.token()).toBe('token-bob');
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
