import { vi } from 'vitest';

export type Call = { method: string; path: string; token: string | null; body: unknown };
type Answer = { status: number; body?: unknown };

/** Stand in for the network: `answer` says what comes back; the calls are kept. */
export function fakeFetch(answer: (call: Call) => Answer | Promise<Answer>): Call[] {
  const calls: Call[] = [];
  vi.stubGlobal('fetch', async (path: string, init: RequestInit = {}) => {
    const call: Call = {
      method: init.method ?? 'GET',
      path: path.replace('/api/v1', ''),
      token: new Headers(init.headers).get('Authorization')?.replace('Bearer ', '') ?? null,
      body: typeof init.body === 'string' ? JSON.parse(init.body) : undefined,
    };
    calls.push(call);
    const { status, body } = await answer(call);
    return new Response(body === undefined ? null : JSON.stringify(body), { status });
  });
  return calls;
}

/** An error as the server words it. */
export const refusal = (status: number, code: string, more: object = {}) => ({
  status,
  body: { type: 'about:blank', title: code, status, detail: `detail of ${code}`, code, request_id: 'r', ...more },
});
