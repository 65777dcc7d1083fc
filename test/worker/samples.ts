import type { Hono } from "hono";

/** Each sample of an app's metrics, by its name and labels. */
export async function samplesOf(app: Pick<Hono, "request">): Promise<Record<string, number>> {
  return samplesIn(await (await app.request("/metrics")).text());
}

export function samplesIn(text: string): Record<string, number> {
  const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return Object.fromEntries(
    lines.map((line) => {
      const at = line.lastIndexOf(" ");
      return [line.slice(0, at), Number(line.slice(at + 1))];
    }),
  );
}
