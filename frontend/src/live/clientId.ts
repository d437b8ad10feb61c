const TIME_DIGITS = 12;
const RANDOM_BYTES = 10;

/**
 * Return a new key for one submission: 32 hex digits, 48 bits of time and 80 random ones.
 * The time comes first so that the server's index grows at its end. `randomUUID` would be
 * missing on plain-HTTP origins.
 */
export function newClientId(now: number = Date.now()): string {
  const random = crypto.getRandomValues(new Uint8Array(RANDOM_BYTES));
  const digits = Array.from(random, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return now.toString(16).padStart(TIME_DIGITS, '0') + digits;
}
