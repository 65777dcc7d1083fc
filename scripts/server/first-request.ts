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

/** The README's first request, for a shell. */
export function firstRequest(url: string): string {
  return `curl -s ${url}/v1/align -H 'content-type: application/json' -d '{
  "messages": [{ "role": "user", "content": "Write one sentence about a walk in the park." }],
  "rewards": [{ "type": "keywords", "include": ["dog", "frisbee", "catch"], "match": "lemma", "enforce": "hard" }],
  "search": { "strategy": "deal" },
  "max_tokens": 40
}'`;
}
