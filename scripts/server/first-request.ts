/**
 * What to do with a server that has just come up.
 *
 * @module
 */

/**
 * Loads the model and waits for it.
 *
 * @throws Error with what the server says, where it cannot serve
 */
export async function waitUntilReady(url: string): Promise<void> {
  const response = await fetch(`${url}/healthz`);
  if (response.ok) return;
  const { error } = (await response.json()) as { error: { message: string } };
  throw new Error(`not ready: ${error.message}`);
}

/** What a new user sends first: the plain model leaves a word out, the search uses all three. */
export const firstBody = {
  messages: [
    {
      role: "user",
      content: "In one sentence, why is the sea salty? Use the words rivers, rocks and rain.",
    },
  ],
  rewards: [{ type: "keywords", include: ["river", "rock", "rain"], match: "lemma", enforce: "hard" }],
  max_tokens: 32,
};

/** The README's first request, for a shell. */
export function firstRequest(url: string): string {
  const fields = Object.entries(firstBody).map(([name, value]) => `  "${name}": ${JSON.stringify(value)}`);
  return `curl -s ${url}/v1/align -H 'content-type: application/json' -d '{\n${fields.join(",\n")}\n}'`;
}
