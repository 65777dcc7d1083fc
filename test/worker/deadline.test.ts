import { expect, test } from "vitest";
import { within } from "../../worker/guards/deadline.ts";

const patient = new AbortController().signal;

test("work that does not end is given up, and told to end", async () => {
  let told = false;
  const endless = (signal: AbortSignal) =>
    new Promise<never>(() => signal.addEventListener("abort", () => (told = true)));
  await expect(within(5, patient, endless)).rejects.toMatchObject({ code: "timeout", status: 504 });
  expect(told).toBe(true);
});

test("work is told when the client goes away", async () => {
  const client = new AbortController();
  const work = within(60_000, client.signal, async (signal) => {
    client.abort();
    return signal.aborted;
  });
  expect(await work).toBe(true);
});
