/**
 * What keeps a token, or a text that a reward proposes, from being followed.
 *
 * @module
 */
import type { Reward } from "../reward/reward.ts";

/**
 * A hard reward that could no longer hold, or for the end of the answer: that does not hold yet. `room`: what is
 * still missing would no longer fit. `improbable`: the model would hardly say it. `text`: it leaves no whole
 * text, as markers of the chat template and half a character do not.
 */
export type Hindrance = Reward | "room" | "improbable" | "text";

export const unhindered: readonly Hindrance[] = [];
