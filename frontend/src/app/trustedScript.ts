type Policy = { createScriptURL: (path: string) => unknown };
type TrustedTypes = { createPolicy: (name: string, rules: { createScriptURL: (path: string) => string }) => Policy };

const ONLY = '/sw.js';

/** Throw for every script but the one. */
function ownScript(path: string): string {
  if (path !== ONLY) throw new TypeError(`not a script of ours: ${path}`);
  return path;
}

// Missing outside of Chromium's family, where an address stays a text.
const { trustedTypes } = window as { trustedTypes?: TrustedTypes };
// The one that the content security policy allows, once: whatever else comes as text is never run.
const policy = trustedTypes?.createPolicy('taskstream', { createScriptURL: ownScript });

/** Return the service worker's address in the form in which the browser takes it. */
export function serviceWorkerScript(): string {
  // The browser takes what the policy made where it wants a string; its types do not know of that.
  return policy ? (policy.createScriptURL(ONLY) as string) : ONLY;
}
