/** Where what somebody is writing into a scan is kept. */
export const draftsOf = (userId: string, scanId: string): string => `taskstream.draft.${userId}.${scanId}`;

/** Where his corrections are kept: of a task, or of all tasks of a scan, whose id theirs begin with. */
export const correctionsOf = (userId: string, id: string): string => `taskstream.fix.${userId}.${id}`;
