const ANSWER_WITHIN_MS = 5000;

let tell: () => void = () => undefined;
let isTold = false;

/** Say what tells the user that there is a newer build of the pages. */
export function onNewBuild(listener: () => void): void {
  tell = listener;
}

/** Tell the user that there is a newer build, although he may have been told before: something does not come without it. */
export function tellOfNewBuild(): void {
  isTold = true;
  tell();
}

/** Tell the user once, if there is one. */
export async function lookForNewBuild(): Promise<void> {
  if (!isTold && (await hasNewBuild())) tellOfNewBuild();
}

/** The script that this page began with: its name changes with the build. */
export function ownEntry(): string | null {
  const script = document.querySelector<HTMLScriptElement>('script[type="module"][src]');
  return script && new URL(script.src).pathname;
}

const ask = (): Promise<Response> =>
  fetch('/', { cache: 'no-store', headers: { Accept: 'text/html' }, signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });

/** Whether the server gives pages. Never rejects. */
export const isReached = (): Promise<boolean> => ask().then(({ ok }) => ok, () => false);

/** Whether the server has other pages than this one by now: false too where it gives none. Never rejects. */
export async function hasNewBuild(): Promise<boolean> {
  const entry = ownEntry();
  try {
    const answer = await ask();
    const html = await answer.text();
    // A proxy's page of its own, or one of a network that wants to be signed in to, is no build.
    return answer.ok && entry !== null && html.includes('id="root"') && !html.includes(entry);
  } catch {
    return false;
  }
}
