/**
 * Errors as clients get them, in the shape that OpenAI's have.
 *
 * @module
 */
import { z } from "zod";
import { errorCodes } from "./tiller-error.ts";

export const errorSchema = z.strictObject({
  error: z.strictObject({
    message: z.string().meta({ description: "What is wrong, for people." }),
    type: z.enum(["invalid_request_error", "rate_limit_error", "server_error"]).meta({
      description: "The kind of the code, as OpenAI's clients know it.",
    }),
    code: z.enum(errorCodes.map(({ code }) => code)).meta({ description: "What programs can branch on." }),
    param: z.string().nullable().meta({
      description: "A JSON pointer (RFC 6901) to the field at fault; null where it is none.",
    }),
  }),
});

export type ErrorBody = z.infer<typeof errorSchema>;
