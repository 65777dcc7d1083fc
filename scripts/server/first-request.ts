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

/** What a new user sends first: the plain model uses none of the words here, deal all three. */
export const firstBody = {
  messages: [
    {
      role: "user",
      content: "Tell me in one sentence why sleep matters. Use the words memory, mood and heart.",
    },
  ],
  rewards: [{ type: "keywords", include: ["memory", "mood", "heart"], match: "lemma", enforce: "hard" }],
  search: { strategy: "deal" },
  max_tokens: 32,
};

/** The README's first request, for a shell. */
export function firstRequest(url: string): string {
  const fields = Object.entries(firstBody).map(([name, value]) => `  "${name}": ${JSON.stringify(value)}`);
  return `curl -s ${url}/v1/align -H 'content-type: application/json' -d '{\n${fields.join(",\n")}\n}'`;
}
