import { expect, test } from "vitest";
import { readServerSettings } from "../../server/settings.ts";

test("without any variable the default model is served to this machine alone", () => {
  expect(readServerSettings({})).toMatchObject({ HOST: "127.0.0.1", PORT: 8787, MAX_IN_FLIGHT: 32 });
});

test("variables are read, others are none of its business", () => {
  expect(readServerSettings({ PORT: "0", HOST: "0.0.0.0", PATH: "/bin" })).toMatchObject({
    PORT: 0,
    HOST: "0.0.0.0",
  });
});

test("each variable that makes no sense is named", () => {
  expect(() => readServerSettings({ PORT: "http", MAX_IN_FLIGHT: "0" })).toThrow(
    /^MAX_IN_FLIGHT: .*\nPORT: /,
  );
});
