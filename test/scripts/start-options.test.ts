import { expect, test } from "vitest";
import { readOptions } from "../../scripts/server/start-options.ts";

test.each<[string[], ReturnType<typeof readOptions>]>([
  [[], { port: 8787, edge: false }],
  [["--port", "0"], { port: 0, edge: false }],
  [["--port=9000", "--edge"], { port: 9000, edge: true }],
  [["--help"], "help"],
  [["--port"], "invalid"],
  [["--port", "abc"], "invalid"],
  [["--port", "-1"], "invalid"],
  [["--port", "70000"], "invalid"],
  [["--host=0.0.0.0"], "invalid"],
  [["elsewhere"], "invalid"],
])("%j", (parameters, options) => {
  expect(readOptions(parameters)).toEqual(options);
});
