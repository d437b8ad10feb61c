import type { ApiClient } from '@/lib/api';
import type { Credentials } from '@/lib/credentials';
import { Problem } from '@/lib/problem';
import { takingTurns } from '@/lib/turns';
import { forgetScans } from '@/live/keptScan';
import { readStored, writeStored } from '@/lib/stored';
import type { Role, SessionView, UserView } from '@/live/protocol.gen';
import { rememberGuest, takeOver } from './formerGuest';
import { scanOf } from './paths';

export type SessionState =
  | { status: 'unknown' }
  | { status: 'unreachable' }
  /** `asked`: he signed out himself, and need not come back to where he was. `over`: the server ended it. */
  | { status: 'signed-out'; why: 'nobody' | 'asked' | 'over' }
  /** A moderator has put this guest out of the scan. */
  | { status: 'signed-out'; why: 'removed'; from: string }
  | { status: 'signed-in'; user: UserView };

export type Registration = { username: string; password: string; role?: Role; admin_code?: string };

// Says only that a refresh cookie may be there, which scripts cannot see. Without it a
// visitor's every page would begin with a refused call.
const HINT = 'taskstream.session';
// Who it is, for a page that is loaded where the server cannot be reached. It opens nothing there.
const USER = 'taskstream.user';
const ANONYMOUS = { anonymous: true } as const;
const LOCK = 'taskstream-refresh';
// The token is renewed this long before it expires, so that no call and no socket waits for it.
const RENEW_EARLY_MS = 60_000;
// So long the server may take to say who it is, before the page goes by what it remembers.
const PATIENCE_MS = 3000;

/**
 * Who is signed in. The access token lives in this object's memory alone; the refresh
 * token is a cookie that no script can read. While the server cannot be reached, somebody may
 * be signed in without a token: the first call that gets through renews it.
 */
export class Session implements Credentials {
  readonly #api: ApiClient;
  readonly #listeners = new Set<() => void>();
  readonly #tokenListeners = new Set<(token: string) => void>();
  #state: SessionState = { status: 'unknown' };
  #token: string | null = null;
  #renewing: Promise<string | null> | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(api: ApiClient) {
    this.#api = api;
  }

  readonly state = (): SessionState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly token = (): string | null => this.#token;

  readonly onToken = (listener: (token: string) => void): (() => void) => {
    this.#tokenListeners.add(listener);
    return () => this.#tokenListeners.delete(listener);
  };

  /** Find out, once after loading, whether the browser holds a session. */
  async restore(): Promise<void> {
    if (!mayHoldSession()) {
      this.end();
      return;
    }
    this.#set({ status: 'unknown' });
    const user = userOf(readStored(USER));
    const remember = () => {
      if (user && this.#state.status === 'unknown') this.#set({ status: 'signed-in', user });
    };
    // A network that swallows everything gives no error for minutes.
    const patience = setTimeout(remember, PATIENCE_MS);
    try {
      await this.renew();
    } catch {
      if (user) remember();
      else this.#set({ status: 'unreachable' });
    } finally {
      clearTimeout(patience);
    }
  }

  /** Sign in, on the way to the page of that path. Rejects with a `Problem`. */
  async login(username: string, password: string, goingTo: string | null = null): Promise<UserView> {
    const view = await this.#api.post<SessionView>('/login', { username, password }, ANONYMOUS);
    await this.#takeAlong(view.user, goingTo);
    return this.#begin(view);
  }

  /** Enter a scan under a name, without an account. Rejects with a `Problem`. */
  async enterAsGuest(scanId: string, name: string): Promise<UserView> {
    const view = await this.#api.post<SessionView>(`/scans/${scanId}/guests`, { name }, ANONYMOUS);
    this.#remember();
    await takeOver(scanId, view.user.id);
    return this.#begin(view);
  }

  /** Make an account and sign in with it, on the way to that page; a guest becomes it. Rejects with a `Problem`. */
  async register(registration: Registration, goingTo: string | null = null): Promise<SessionView> {
    const isGuest = this.#state.status === 'signed-in' && this.#state.user.guest_of !== undefined;
    const view = await this.#api.post<SessionView>('/register', registration, isGuest ? {} : ANONYMOUS);
    await this.#takeAlong(view.user, goingTo);
    this.#begin(view);
    return view;
  }

  /** Set another password; the server signs out every other device. Rejects with a `Problem`. */
  async changePassword(present_password: string, new_password: string): Promise<void> {
    // With a token that is good for minutes, since none can be renewed meanwhile: the answer's cookie
    // takes the place of the one that a refresh in another tab would send.
    const token = await this.renew();
    const signed = { ...ANONYMOUS, headers: { Authorization: `Bearer ${token ?? ''}` } };
    const change = () => this.#api.post<SessionView>('/me/password', { present_password, new_password }, signed);
    this.#begin(await takingTurns(LOCK, change));
  }

  /** Sign out here and on the server. Rejects, and stays signed in, when the server cannot be reached. */
  async logout(): Promise<void> {
    await this.#api.post('/logout');
    this.#forget('asked');
  }

  readonly renew = (): Promise<string | null> => {
    // Tabs share one rotating cookie: two refreshing at once would look like a stolen one.
    this.#renewing ??= takingTurns(LOCK, () => this.#refresh()).finally(() => {
      this.#renewing = null;
    });
    return this.#renewing;
  };

  /** What signs for this user alone: once another has signed in, it holds nothing. */
  credentialsOf(userId: string): Credentials {
    const isHis = () => this.#state.status === 'signed-in' && this.#state.user.id === userId;
    return {
      token: () => (isHis() ? this.#token : null),
      renew: async () => {
        const token = await this.renew();
        return isHis() ? token : null;
      },
      onToken: (listener) => this.onToken((token) => isHis() && listener(token)),
      removed: () => {
        if (isHis()) this.removed();
      },
    };
  }

  /** A moderator has put this guest out. */
  readonly removed = (): void => {
    const from = this.#state.status === 'signed-in' ? this.#state.user.guest_of : undefined;
    if (from !== undefined) this.#leave({ status: 'signed-out', why: 'removed', from });
  };

  /** The session is over, and not because the user said so. */
  end(): void {
    this.#forget(this.#state.status === 'signed-in' || readStored(HINT) !== null ? 'over' : 'nobody');
  }

  #forget(why: 'nobody' | 'asked' | 'over'): void {
    this.#leave({ status: 'signed-out', why });
  }

  #leave(state: SessionState & { status: 'signed-out' }): void {
    if (state.why !== 'asked') this.#remember();
    clearTimeout(this.#timer);
    this.#token = null;
    writeStored(HINT, null);
    writeStored(USER, null);
    void forgetScans();
    this.#set(state);
  }

  /** For a guest who comes again. */
  #remember(): void {
    const user = this.#state.status === 'signed-in' ? this.#state.user : userOf(readStored(USER));
    if (user) rememberGuest(user);
  }

  /** Give who signs in what the guest whom he was had not sent: here till now, or in the scan that he goes to. */
  async #takeAlong({ id }: UserView, goingTo: string | null): Promise<void> {
    const guest = this.#state.status === 'signed-in' ? this.#state.user : null;
    if (guest && guest.id !== id) rememberGuest(guest);
    for (const scanId of new Set([guest?.guest_of, scanOf(goingTo)])) {
      if (scanId !== undefined) await takeOver(scanId, id);
    }
  }

  async #refresh(): Promise<string | null> {
    try {
      this.#begin(await this.#api.post<SessionView>('/refresh', undefined, ANONYMOUS));
    } catch (error) {
      // Only the server can end a session: a lost network or a busy server does not.
      if (!(error instanceof Problem) || error.status !== 401) throw error;
      this.end();
    }
    return this.#token;
  }

  #begin(view: SessionView): UserView {
    const known = userOf(readStored(USER));
    if (known && known.id !== view.user.id) void forgetScans();
    this.#token = view.access_token;
    writeStored(HINT, 'in');
    writeStored(USER, JSON.stringify(view.user));
    clearTimeout(this.#timer);
    const wait = Math.max(view.expires_in * 1000 - RENEW_EARLY_MS, view.expires_in * 500);
    // A failure here is no news: the next call that needs the token tries again, and tells.
    this.#timer = setTimeout(() => void this.renew().catch(() => undefined), wait);
    this.#set({ status: 'signed-in', user: view.user });
    for (const listener of this.#tokenListeners) listener(view.access_token);
    return view.user;
  }

  #set(state: SessionState): void {
    const before = this.#state;
    if (before.status === 'signed-in' && state.status === 'signed-in' && isSame(before.user, state.user)) return;
    if (before.status === state.status && state.status !== 'signed-in') return;
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

const isSame = (a: UserView, b: UserView) =>
  a.id === b.id && a.username === b.username && a.role === b.role && a.guest_of === b.guest_of;

/** Whether somebody may be signed in in this browser: only the server knows for certain. */
export function mayHoldSession(): boolean {
  if (readStored(HINT) !== null) return true;
  // Where nothing can be kept the hint says nothing either.
  return !writeStored(HINT, null);
}

/** Read what was kept of a user; null when that is not one. */
function userOf(kept: string | null): UserView | null {
  try {
    const user = JSON.parse(kept ?? 'null') as Partial<UserView> | null;
    const isOne = typeof user?.id === 'string' && typeof user.username === 'string';
    return isOne && (user.role === 'ADMIN' || user.role === 'WORKER') ? (user as UserView) : null;
  } catch {
    return null;
  }
}
