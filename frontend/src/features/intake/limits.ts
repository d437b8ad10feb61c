/** What the server takes at most, in code points. */
export const TEXT_MOST = 4000;
