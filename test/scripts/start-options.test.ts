import { expect, test } from "vitest";
import { readPort } from "../../scripts/server/start-options.ts";

test.each<[string[], ReturnType<typeof readPort>]>([
  [[], 8787],
  [["--port", "0"], 0],
  [["--port=9000"], 9000],
  [["--help"], "help"],
  [["--port"], "invalid"],
  [["--port", "abc"], "invalid"],
  [["--port", "-1"], "invalid"],
  [["--port", "70000"], "invalid"],
  [["--host=0.0.0.0"], "invalid"],
  [["elsewhere"], "invalid"],
])("%j", (parameters, port) => {
  expect(readPort(parameters)).toBe(port);
});
