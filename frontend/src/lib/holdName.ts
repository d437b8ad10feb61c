const LET_GO_MS = 1000;
const ANSWER_MS = 300;

const asked = new Map<string, Promise<boolean>>();

/**
 * Hold a name until this tab is closed, crashes or is loaded again. Resolves to whether no other tab of
 * this browser holds it. Asked twice, it says the same without asking again, unless it was another's.
 *
 * `mine`: this tab held it before it was loaded again, and the page of before may still be letting go. What is
 * another's is never waited for: it would be taken from a tab that is just being loaded again.
 */
export function holdName(name: string, { mine = false } = {}): Promise<boolean> {
  const known = asked.get(name);
  if (known) return known;
  // Missing on plain-HTTP origins, whatever its type says.
  const locks = (navigator as { locks?: LockManager }).locks;
  const answer = (locks ? lock(locks, name, mine ? { signal: AbortSignal.timeout(LET_GO_MS) } : { ifAvailable: true }) : askTabs(name)).then((isOurs) => {
    if (!isOurs) asked.delete(name);
    return isOurs;
  });
  asked.set(name, answer);
  return answer;
}

function lock(locks: LockManager, name: string, options: LockOptions): Promise<boolean> {
  return new Promise((resolve) => {
    const untilTheTabGoes = (given: Lock | null) => {
      resolve(given !== null);
      return given && new Promise<never>(() => undefined);
    };
    locks.request(name, options, untilTheTabGoes).catch(() => resolve(false));
  });
}

/** Without locks whoever holds the name says so when he is asked; one who is too busy to answer loses it. */
function askTabs(name: string): Promise<boolean> {
  return new Promise((resolve) => {
    const channel = new BroadcastChannel(name);
    let isOurs = false;
    const silence = setTimeout(() => {
      isOurs = true;
      resolve(true);
    }, ANSWER_MS);
    channel.onmessage = ({ data }) => {
      if (isOurs && data === 'whose') channel.postMessage('ours');
      if (isOurs || data !== 'ours') return;
      clearTimeout(silence);
      channel.close();
      resolve(false);
    };
    channel.postMessage('whose');
  });
}
