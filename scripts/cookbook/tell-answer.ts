/**
 * What came back, in Markdown.
 *
 * @module
 */
import type { Alignment, Choice } from "../../src/spec/result.ts";

/** Texts, scores and price; what the request wanted to know beside them. */
export function tellAnswer(alignment: Alignment): string {
  return `\n${[texts(alignment), verdict(alignment), ...details(alignment)].join("\n\n")}\n\n`;
}

function texts({ choices }: Alignment): string {
  return fenced("text", choices.map(({ text }) => text.trim()).join("\n---\n"));
}

/** Whether the first choice is satisfied, why, and what all of it took. */
function verdict({ choices, usage, budget }: Alignment): string {
  const [choice] = choices;
  if (!choice) throw new Error("an alignment has a choice");
  const tokens = usage.forward_tokens + usage.cached_tokens;
  const calls = usage.reward_calls === 1 ? "1 reward call" : `${usage.reward_calls} reward calls`;
  const price = `${tokens} forward tokens, ${usage.prompt_tokens} of them the prompt's, and ${calls}`;
  return `**${says(choice)}**${scores(choice)}. Price: ${price}; it ended as \`${budget.stop_reason}\`.`;
}

/** As the tests read it. */
export function says({ reward }: Pick<Choice, "reward">): string {
  return reward.satisfied ? "Satisfied" : "Not satisfied";
}

function scores({ reward }: Choice): string {
  const each = reward.scores.map(({ name, value, explain }) =>
    value === 1 ? `\`${name}\`, ${explain}` : `\`${name}\` ${value.toFixed(2)}, ${explain}`,
  );
  return each.length === 0 ? "" : `: ${each.join("; ")}`;
}

function details({ choices, trace }: Alignment): string[] {
  const reward = choices[0]?.reward;
  const parts = { audit: reward?.audit, goal: reward?.goal, "trace.totals": trace?.totals };
  return Object.entries(parts).flatMap(([name, part]) =>
    part ? [fenced("jsonc", `"${name}": ${JSON.stringify(part, rounded)}`)] : [],
  );
}

function rounded(_: string, value: unknown): unknown {
  return typeof value === "number" ? Number(value.toFixed(2)) : value;
}

function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}
