/**
 * Do the work when no other tab of this browser does work of the same name. Rejects when
 * `signal` is aborted while it still waits for its turn.
 */
export function takingTurns<T>(name: string, work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  // Missing on plain-HTTP origins: what is done in turns must be harmless when it is not.
  const locks = (navigator as { locks?: LockManager }).locks;
  return locks ? locks.request(name, signal ? { signal } : {}, work) : work();
}
