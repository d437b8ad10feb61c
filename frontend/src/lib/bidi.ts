// Embeddings, overrides and isolates (UAX #9): what they span may run against its letters, and "live" read "evil".
const TURNS = /[\u202a-\u202e\u2066-\u2069]/g;
const SEEN = '◌';

/**
 * Return a text as it may be shown: each sign that turns letters around is one that is seen, and does nothing. As long
 * as the text, which itself stays as it was typed.
 */
export const withoutTurns = (text: string): string => text.replace(TURNS, SEEN);
