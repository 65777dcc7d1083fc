/**
 * Messages between OpenAI's shape and the model's.
 *
 * @module
 */

import type { Message } from "../../src/spec/message.ts";
import type { ChatMessage } from "../../src/spec/openai/chat-message.ts";

/** A developer's message is a system message by its newer name; a refusal was said, too. */
export function toMessage(message: ChatMessage): Message {
  if (message.role === "assistant") {
    return { role: "assistant", content: textOf(message.content ?? message.refusal ?? "") };
  }
  const { role, content } = message;
  return { role: role === "user" ? "user" : "system", content: textOf(content) };
}

function textOf(content: string | readonly { text: string }[]): string {
  return typeof content === "string" ? content : content.map(({ text }) => text).join("\n");
}
