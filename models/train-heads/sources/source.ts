/**
 * The data that heads are trained on: read where it lies, never copied into the project.
 *
 * @module
 */
import type { LoadedModel } from "../../../src/model/load-package.ts";
import type { Message } from "../../../src/spec/message.ts";
import type { LabelledExample } from "../example.ts";
import type { DataFolder } from "./data-folder.ts";

export interface Source {
  title: string;
  license: string;
  /** @throws Error where a file is missing or not what it should be */
  read(folder: DataFolder, model: LoadedModel): LabelledExample[];
}

/** The examples of a group come one after another. */
export function defineSource(source: Source): Source {
  return {
    ...source,
    read: (folder, model) =>
      [...Map.groupBy(source.read(folder, model), ({ group }) => group).values()].flat(),
  };
}

/** What the model reads before its answer to a message of the user, or to a conversation. */
export function chatTokens(
  { name, chatTemplate, tokenizer }: LoadedModel,
  asked: string | Message[],
): number[] {
  if (!chatTemplate) throw new Error(`${name} has no chat template`);
  const messages: Message[] = typeof asked === "string" ? [{ role: "user", content: asked }] : asked;
  return tokenizer.encode(chatTemplate.render(messages));
}
