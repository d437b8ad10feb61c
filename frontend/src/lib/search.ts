/** A text as it is compared: without accents, in small letters. */
export const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase();

/** Return the words of a search term, as they are compared. */
export const wordsOf = (term: string): readonly string[] => plain(term).split(/\s+/u).filter(Boolean);
