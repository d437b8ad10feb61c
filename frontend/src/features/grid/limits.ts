/** What the server takes at most, in code points. */
export const REASON_MAX = 500;

/** How many decided tasks the lane shows. */
export const LANE_MAX = 200;

/** One verdict on more than so many asks first. */
export const ASK_ABOVE = 20;
