/**
 * One model for many alignments at once, which share its steps.
 *
 * @module
 */
import type { LanguageModel, ModelSession } from "../model/language-model.ts";
import type { Clock } from "../runtime/platform.ts";
import { PromptCache } from "./prompt-cache.ts";
import { SessionGroup } from "./session-group.ts";
import { Turns } from "./turns.ts";

/**
 * Most rows of a step that is shared: it takes some twelve times as long as a step of one row (8 rows three times, 16 rows
 * six times), .2 to .3 s, which is as long as anybody should wait for their turn.
 */
const mostRows = 32;

export interface SharedModelOptions {
  /**
   * Whether what has been computed of a prompt is kept for others that begin alike. They report it as cached, and less
   * work; their answers stay the same, and so does what their budget buys.
   */
  keepPrompts?: boolean;
  /**
   * Most sessions that share their steps: 16 unless given, whose step of one row each takes some six times as long as
   * one alone; where they search, it takes what `mostRows` take at most. With 1 none do.
   */
  mostTogether?: number;
  /** Told of each step that has been computed, by its rows. */
  computed?: (rows: number) => void;
}

/**
 * The same model, whose sessions share steps: what waits at the same time goes out as one step, which takes little
 * longer than a step of one row. An answer stays the same, because what a row computes does not depend on what
 * shares its step.
 *
 * The more share a step, the longer each waits for it, so sessions share in groups, which take turns; a group's memory
 * is given back when its last session closes. Before and after each step other work is let in: new requests,
 * cancellations, and the clock of those who time it.
 */
export function sharedModel<Model extends LanguageModel>(
  model: Model,
  clock: Clock,
  { keepPrompts = false, mostTogether = 16, computed }: SharedModelOptions = {},
): Model {
  const shared = { ...model, maxRows: Math.min(model.maxRows, mostRows) };
  const turns = new Turns(clock);
  let groups: SessionGroup[] = [];
  const newGroup = () => {
    const group: SessionGroup = new SessionGroup(
      shared,
      { turns, clock, computed, mostSessions: mostTogether },
      () => {
        groups = groups.filter((other) => other !== group);
      },
    );
    groups.push(group);
    return group;
  };
  const { keeping } = model;
  const prompts =
    keepPrompts && keeping ? new PromptCache(keeping.slots, (keys) => keeping.forget(keys)) : null;
  const open = (): ModelSession => (groups.find((group) => group.hasPlace) ?? newGroup()).open(prompts);
  return { ...shared, open };
}
