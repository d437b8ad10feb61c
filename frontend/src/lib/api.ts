import type { Credentials } from './credentials';
import { readProblem, unreachable } from './problem';

const BASE = '/api/v1';

export type CallOptions = {
  headers?: Record<string, string>;
  signal?: AbortSignal;
  /** Send no token and renew none: for the calls that get one. */
  anonymous?: boolean;
};
// The second is what a server says that was set up anew: renewing finds out whether the session
// lives. The third is what it says to a page that was loaded while it could not be reached.
const RENEWABLE: ReadonlySet<string> = new Set(['token_expired', 'token_invalid', 'token_missing']);

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

/**
 * The only place that calls `fetch`. Every call resolves to the answer's body or rejects
 * with a `Problem`. A token that has expired is renewed once and the call repeated, which
 * is safe: a call refused for its token was not applied.
 */
export class ApiClient {
  #credentials: Credentials | null = null;

  /** Sign the calls from now on. */
  use(credentials: Credentials): void {
    this.#credentials = credentials;
  }

  get<T>(path: string, options?: CallOptions): Promise<T> {
    return this.#call('GET', path, undefined, options);
  }

  post<T>(path: string, body?: unknown, options?: CallOptions): Promise<T> {
    return this.#call('POST', path, body, options);
  }

  patch<T>(path: string, body: unknown, options?: CallOptions): Promise<T> {
    return this.#call('PATCH', path, body, options);
  }

  put<T>(path: string, body?: unknown, options?: CallOptions): Promise<T> {
    return this.#call('PUT', path, body, options);
  }

  /** Get what is no JSON. */
  download(path: string): Promise<Response> {
    return this.#answer('GET', path, undefined, { headers: { Accept: '*/*' } });
  }

  delete<T>(path: string, options?: CallOptions): Promise<T> {
    return this.#call('DELETE', path, undefined, options);
  }

  async #call<T>(method: Method, path: string, body: unknown, options?: CallOptions): Promise<T> {
    const response = await this.#answer(method, path, body, options);
    // The server's answers are held to the generated types by its own tests.
    return (response.status === 204 ? undefined : await response.json()) as T;
  }

  async #answer(method: Method, path: string, body: unknown, options: CallOptions = {}): Promise<Response> {
    const token = options.anonymous ? null : (this.#credentials?.token() ?? null);
    let response = await send(method, path, token, body, options);
    if (response.status === 401 && !options.anonymous) {
      const problem = await readProblem(response);
      const renewed = RENEWABLE.has(problem.code) ? await this.#credentials?.renew() : null;
      if (!renewed) throw problem;
      response = await send(method, path, renewed, body, options);
    }
    if (!response.ok) throw await readProblem(response);
    return response;
  }
}

async function send(
  method: Method,
  path: string,
  token: string | null,
  body: unknown,
  { headers = {}, signal }: CallOptions,
): Promise<Response> {
  const sent = new Headers({ Accept: 'application/json', ...headers });
  if (token !== null) sent.set('Authorization', `Bearer ${token}`);
  if (body !== undefined) sent.set('Content-Type', 'application/json');
  try {
    return await fetch(BASE + path, {
      method,
      headers: sent,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw unreachable();
  }
}

/** The application's client. */
export const api = new ApiClient();
