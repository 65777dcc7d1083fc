/**
 * Why an answer ends, and why a search does.
 *
 * @module
 */
import { z } from "zod";

export const finishReasonSchema = z.enum(["stop", "length"]);

export const stopReasonSchema = z.enum(["satisfied", "converged", "exhausted", "complete", "cancelled"]);
