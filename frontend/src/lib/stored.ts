// Private modes and full disks make localStorage throw. The page works without it; what
// would have been kept is then kept only as long as the tab is open, by whoever holds it.

/** Return what is kept under the key; null when nothing is, or when nothing can be kept. */
export function readStored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Keep a value, or forget it with null. Returns whether the browser did so. */
export function writeStored(key: string, value: string | null): boolean {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
    return true;
  } catch {
    return false;
  }
}

/** Return the keys that begin so. */
export function storedKeys(prefix: string): string[] {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(prefix));
  } catch {
    return [];
  }
}

/** Keep under keys that begin otherwise what is kept under those that begin so. */
export function moveStored(from: string, to: string): void {
  for (const key of storedKeys(from)) {
    if (writeStored(to + key.slice(from.length), readStored(key))) writeStored(key, null);
  }
}

/** Return what this tab alone keeps under the key, also when it is loaded again; null when nothing is. */
export function readOfTab(key: string): string | null {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Keep a value for this tab alone. */
export function writeOfTab(key: string, value: string): void {
  try {
    sessionStorage.setItem(key, value);
  } catch {
    // Then it is another tab once it is loaded again.
  }
}
