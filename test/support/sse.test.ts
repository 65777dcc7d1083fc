import { expect, test } from "vitest";
import { allFrames } from "./sse.ts";

const frame = 'event: error\ndata: {"error":{"code":"timeout"}}\n\n';

test("frames and comments are read to the end of the stream", async () => {
  expect(await allFrames(new Response(`${frame}: \n\n`))).toEqual([
    { event: "error", data: { error: { code: "timeout" } } },
  ]);
  expect(await allFrames(new Response(""))).toEqual([]);
});

test.each([1, 2, 20, frame.length - 3])(
  "a stream that breaks off %d letters early is an error",
  async (missing) => {
    const broken = new Response(frame + frame.slice(0, -missing));
    await expect(allFrames(broken)).rejects.toThrow("breaks off");
  },
);
