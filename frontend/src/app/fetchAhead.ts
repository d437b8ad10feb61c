type Load = () => Promise<unknown>;

const live: Load = () => import('@/live/LiveProvider');

const guest: Load = () => import('@/features/account/GuestPage');
const login: readonly Load[] = [() => import('@/features/account/AuthFrame'), () => import('@/features/account/LoginPage')];

/** What pages are made of that would be asked for one after the other, each once the one before has come. */
const PARTS: readonly (readonly [path: RegExp, parts: readonly Load[]])[] = [
  [/^\/worker\/scan\/[^/]+$/, [live, () => import('@/features/intake/WorkerPortal')]],
  [/^\/admin\/scans\/[^/]+$/, [live, () => import('./ListsLayout'), () => import('@/features/grid/AdminDashboard')]],
];

/** Where there is nobody who could be signed in: the way into a scan, and else to the sign-in. */
const DOORS: typeof PARTS = [
  [/^\/worker\/scan\/[^/]+$/, [guest]],
  [/^\/(login|account|worker|admin.*)?$/, login],
];

/** Begin to load the page of that path while it is being found out who is signed in: on a slow network seconds sooner. */
export function fetchAhead(path: string, maySignIn: boolean): void {
  const parts = (maySignIn ? PARTS : DOORS).find(([pattern]) => pattern.test(path))?.[1] ?? [];
  // What fails now is asked for again, and told of, when it is drawn.
  for (const load of parts) load().catch(() => undefined);
}
