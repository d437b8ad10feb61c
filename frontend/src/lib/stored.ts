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
