import { afterEach, describe, expect, it, vi } from 'vitest';
import { ApiClient } from '@/lib/api';
import { readStored, storedKeys, writeStored } from '@/lib/stored';
import { words } from '@/lib/words';
import { correctionsOf, draftsOf } from '@/live/draftPlaces';
import { OutboxStore } from '@/live/outboxStore';
import { fakeFetch } from '@/testing/fakeFetch';
import { formerGuest } from './formerGuest';
import { leftBehind } from './leftBehind';
import { homeOf } from './paths';
import { Session } from './session';

const GUEST = { id: 'g1', username: 'Grace', role: 'WORKER', guest_of: 'scan1' } as const;
const ACCOUNT = { id: 'g1', username: 'Grace H.', role: 'WORKER' } as const;

afterEach(() => vi.unstubAllGlobals());

const answerFor = (user: object, access_token: string) => ({
  status: 201,
  body: { access_token, token_type: 'Bearer', expires_in: 600, user },
});

async function entered() {
  const calls = fakeFetch(({ path }) =>
    path === '/register' ? answerFor(ACCOUNT, 'account') : answerFor(GUEST, 'guest'),
  );
  const client = new ApiClient();
  const session = new Session(client);
  client.use(session);
  await session.enterAsGuest('scan1', 'Grace');
  return { session, calls };
}

describe('a guest', () => {
  it('enters with a name alone, and his scan is all the home he has', async () => {
    const { session, calls } = await entered();
    expect(calls).toEqual([{ method: 'POST', path: '/scans/scan1/guests', token: null, body: { name: 'Grace' } }]);
    expect(session.state()).toEqual({ status: 'signed-in', user: GUEST });
    expect(homeOf(GUEST)).toBe('/worker/scan/scan1');
    expect(homeOf(ACCOUNT)).toBe('/worker');
  });

  it('is known again without a connection', async () => {
    await entered();
    fakeFetch(() => Promise.reject(new TypeError('no network')));
    const session = new Session(new ApiClient());
    await session.restore();
    expect(session.state()).toEqual({ status: 'signed-in', user: GUEST });
  });

  it('registers as himself, and the page hears that he has an account', async () => {
    const { session, calls } = await entered();
    const heard = vi.fn();
    session.subscribe(heard);
    await session.register({ username: 'Grace H.', password: 'correct horse battery' });
    expect(calls.at(-1)).toMatchObject({ path: '/register', token: 'guest' });
    expect(session.state()).toEqual({ status: 'signed-in', user: ACCOUNT });
    expect(heard).toHaveBeenCalled();
  });

  it('who was put out is told so, and holds nothing any more', async () => {
    const { session } = await entered();
    session.credentialsOf('somebody else').removed();
    expect(session.state().status).toBe('signed-in');
    session.credentialsOf('g1').removed();
    expect(session.state()).toEqual({ status: 'signed-out', why: 'removed', from: 'scan1' });
    expect(session.token()).toBeNull();
  });

  it('has what he could not send the last time, and decides what becomes of it', async () => {
    const item = { clientId: '0'.repeat(32), text: 'never arrived', wantedAt: Date.now(), problem: null };
    const { session } = await entered();
    await new OutboxStore('g1', 'scan1').put(item);
    writeStored(`${draftsOf('g1', 'scan1')}.a`, 'half a thought');
    writeStored(`${correctionsOf('g1', 'scan1.task')}.b`, 'corrected');
    session.end();
    expect(formerGuest('scan1')).toBe('g1');
    expect(await leftBehind('scan1')).toEqual(['never arrived', 'half a thought', 'corrected']);
    expect(await leftBehind('scan2'), 'of another scan').toEqual([]);

    fakeFetch(() => answerFor({ ...GUEST, id: 'g2' }, 'second'));
    await session.enterAsGuest('scan1', 'Grace');
    const { items } = await new OutboxStore('g2', 'scan1').read();
    expect(items).toMatchObject([{ ...item, problem: words.live.visitOver }]);
    expect((await new OutboxStore('g1', 'scan1').read()).items).toEqual([]);
    expect(storedKeys(draftsOf('g2', 'scan1')).map(readStored).toSorted()).toEqual(['corrected', 'half a thought']);
    expect(formerGuest('scan1')).toBeNull();
  });

  const leaveUnsent = async (id: string) => {
    await new OutboxStore(id, 'scan1').put({ clientId: '0'.repeat(32), text: 'never arrived', wantedAt: Date.now(), problem: null });
    writeStored(`${draftsOf(id, 'scan1')}.a`, 'half a thought');
  };
  const textsOf = async (id: string) => [
    ...(await new OutboxStore(id, 'scan1').read()).items.map(({ text }) => text),
    ...storedKeys(draftsOf(id, 'scan1')).map(readStored),
  ];
  const PASSWORD = 'correct horse battery';
  const PLACE = '/worker/scan/scan1?from=link';

  it('has it still when he makes an account of his visit', async () => {
    const { session } = await entered();
    await leaveUnsent('g1');
    await session.register({ username: 'Grace H.', password: PASSWORD });
    expect(await textsOf('g1')).toEqual(['never arrived', 'half a thought']);
    expect((await new OutboxStore('g1', 'scan1').read()).items).toMatchObject([{ problem: null }]);
  });

  it.each([
    ['makes an account', (session: Session) => session.register({ username: 'Ada', password: PASSWORD }, PLACE)],
    ['signs in', (session: Session) => session.login('Ada', PASSWORD, PLACE)],
  ])('has it still when his visit is over and he %s on the way back', async (_, come) => {
    const { session } = await entered();
    await leaveUnsent('g1');
    session.end();
    fakeFetch(() => answerFor({ id: 'a1', username: 'Ada', role: 'WORKER' }, 'account'));
    await come(session);
    expect(await textsOf('a1')).toEqual(['never arrived', 'half a thought']);
    expect(await textsOf('g1')).toEqual([]);
  });

  it('has it still when he signs in while he is there', async () => {
    const { session } = await entered();
    await leaveUnsent('g1');
    fakeFetch(() => answerFor({ id: 'a1', username: 'Ada', role: 'WORKER' }, 'account'));
    await session.login('Ada', PASSWORD);
    expect(await textsOf('a1')).toEqual(['never arrived', 'half a thought']);
    expect((await new OutboxStore('a1', 'scan1').read()).items).toMatchObject([{ problem: words.live.visitOver }]);
  });

  it('leaves it to nobody who signs in on the way to something else', async () => {
    const { session } = await entered();
    await leaveUnsent('g1');
    session.end();
    fakeFetch(() => answerFor({ id: 'a1', username: 'Ada', role: 'WORKER' }, 'account'));
    await session.login('Ada', PASSWORD, '/account');
    expect(await textsOf('a1')).toEqual([]);
    expect(formerGuest('scan1')).toBe('g1');
  });

  it('who leaves by himself is not waited for', async () => {
    const { session } = await entered();
    await session.logout();
    expect(session.state()).toEqual({ status: 'signed-out', why: 'asked' });
    expect(formerGuest('scan1')).toBeNull();
  });

  it('somebody with an account registers another one without his token', async () => {
    const { session, calls } = await entered();
    await session.register({ username: 'Grace H.', password: 'correct horse battery' });
    await session.register({ username: 'Grace M.', password: 'correct horse battery' });
    expect(calls.at(-1)).toMatchObject({ path: '/register', token: null });
  });
});
