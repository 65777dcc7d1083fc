/**
 * One prompt of IFEval with its instructions.
 *
 * @module
 */
import { z } from "zod";
import { type Instruction, instructionIds, instructionSchema } from "./instruction.ts";

export interface IfevalItem {
  prompt: string;
  instructions: Instruction[];
}

/** One line of the data: the ids and their kwargs are two lists of the same length. */
export const itemSchema: z.ZodType<IfevalItem> = z
  .object({
    prompt: z.string().min(1),
    instruction_id_list: z.array(z.enum(instructionIds)).min(1),
    kwargs: z.array(z.record(z.string(), z.unknown())),
  })
  .refine((line) => line.kwargs.length === line.instruction_id_list.length, {
    message: "needs as many kwargs as instructions",
    path: ["kwargs"],
  })
  .transform(({ prompt, instruction_id_list: ids, kwargs }) => ({
    prompt,
    instructions: ids.map((id, index) => ({ id, kwargs: kwargs[index] ?? {} })),
  }))
  .pipe(z.object({ prompt: z.string(), instructions: z.array(instructionSchema) }));
