/**
 * @module
 */

/** Most rows of one step: more would hold up other requests for longer, and be no faster, since weights are read for four. */
export const mostRows = 64;
