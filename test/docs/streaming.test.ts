import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { progressEventSchema, tokenEventSchema } from "../../src/spec/stream.ts";
import { framesIn } from "../support/sse.ts";
import { alignCall, tinyApp } from "../worker/app.ts";

const page = readFileSync(new URL("../../docs/api.md", import.meta.url), "utf8");

test("what docs/api.md sends is streamed, and what it shows is what comes", async () => {
  const [, body = "", shown = ""] =
    /## Streaming.*?curl -sN \S+ -H 'content-type: application\/json' -d '(\{.*?\})'.*?```text\n(.*?)```/s.exec(
      page,
    ) ?? [];
  const schemas = { progress: progressEventSchema, token: tokenEventSchema };
  const frames = framesIn(shown);
  expect(frames.map(({ event }) => event)).toEqual(["progress", "token", "progress"]);
  for (const { event, data } of frames) schemas[event as keyof typeof schemas].parse(data);

  const sent = await (await tinyApp().request(alignCall(body))).text();
  const told = framesIn(sent).map(({ event }) => event);
  expect([told.at(0), told.at(-1)]).toEqual(["progress", "done"]);
  const headings = [...page.matchAll(/^### `(\w+)`$/gm)].map(([, name]) => name);
  for (const event of told) if (event !== "done") expect(headings).toContain(event);
});
