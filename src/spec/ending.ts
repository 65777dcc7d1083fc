/**
 * Why an answer ends, and why a search does.
 *
 * @module
 */
import { z } from "zod";

export const finishReasonSchema = z.enum(["stop", "length"]);

export const stopReasonSchema = z.enum(["satisfied", "converged", "exhausted", "complete", "cancelled"]);

export type FinishReason = z.infer<typeof finishReasonSchema>;
export type StopReason = z.infer<typeof stopReasonSchema>;
