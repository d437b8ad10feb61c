/** Who we are to the server, as the API client and the live connection need it. */
export type Credentials = {
  /** The access token, or null while nobody is signed in. */
  readonly token: () => string | null;
  /**
   * Get a new access token; calls at the same time share one request.
   * Resolves to null when the session is over. Rejects when the server cannot be reached.
   */
  readonly renew: () => Promise<string | null>;
  /** Told of every new token. Returns its own undo. */
  readonly onToken: (listener: (token: string) => void) => () => void;
  /** The server has said that this guest was put out of his scan. */
  readonly removed: () => void;
};
