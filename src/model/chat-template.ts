/**
 * Messages to prompt text, by the model's own Jinja template.
 *
 * @module
 */
import { Template } from "@huggingface/jinja";
import type { Message } from "../spec/message.ts";
import { TillerError } from "../spec/tiller-error.ts";

export interface ChatTemplate {
  /** The prompt that asks for the assistant's next message. */
  render(messages: readonly Message[]): string;
}

/** @param markers - what the template calls `bos_token` and `eos_token` */
export function createChatTemplate(
  source: string,
  markers: { begin: string | null; end: string | null },
): ChatTemplate {
  const template = new Template(source);
  return {
    render(messages) {
      try {
        return template.render({
          messages: messages.map((message) => ({ ...message })),
          add_generation_prompt: true,
          bos_token: markers.begin ?? "",
          eos_token: markers.end ?? "",
        });
      } catch (error) {
        // Templates refuse what their model was not trained on, for example roles that do not alternate.
        const reason = error instanceof Error ? error.message : String(error);
        throw new TillerError(
          "invalid_request",
          `the model's chat template refuses these messages: ${reason}`,
          {
            param: "/messages",
            cause: error,
          },
        );
      }
    },
  };
}
