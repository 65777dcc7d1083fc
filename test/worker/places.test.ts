import { expect, test } from "vitest";
import { Places } from "../../worker/places.ts";

const patient = new AbortController().signal;

/** Work that ends when told to, and tells when it has begun. */
function held(name: string, begun: string[]) {
  const { promise, resolve } = Promise.withResolvers<string>();
  const work = () => {
    begun.push(name);
    return promise;
  };
  return { work, finish: () => resolve(name) };
}

test("who finds no place waits, and gets one in the order of coming", async () => {
  const places = new Places({ most: 1, mostWaiting: 2, longestWait: 10_000 });
  const begun: string[] = [];
  const [first, second, third] = ["first", "second", "third"].map((name) => held(name, begun));
  const all = [first, second, third].map((each) => places.take(patient, each?.work ?? (async () => "")));
  await expect(places.take(patient, async () => "fourth")).rejects.toMatchObject({ code: "overloaded" });
  expect([places.taken, places.waiting, begun]).toEqual([1, 2, ["first"]]);
  first?.finish();
  await all[0];
  await expect.poll(() => begun).toEqual(["first", "second"]);
  second?.finish();
  third?.finish();
  expect(await Promise.all(all)).toEqual(["first", "second", "third"]);
  expect([places.taken, places.waiting]).toEqual([0, 0]);
});

test("a client that goes away while it waits leaves the queue", async () => {
  const places = new Places({ most: 1, mostWaiting: 1, longestWait: 10_000 });
  const first = held("first", []);
  const working = places.take(patient, first.work);
  const client = new AbortController();
  const waiting = places.take(client.signal, async () => "never");
  expect(places.waiting).toBe(1);
  client.abort();
  await expect(waiting).rejects.toMatchObject({ code: "cancelled" });
  expect(places.waiting).toBe(0);
  first.finish();
  await working;
  expect(await places.take(patient, async () => "next")).toBe("next");
});

test("who has waited too long is sent away, to come again", async () => {
  const places = new Places({ most: 1, mostWaiting: 1, longestWait: 5 });
  const first = held("first", []);
  const working = places.take(patient, first.work);
  const late = places.take(patient, async () => "never");
  await expect(late).rejects.toMatchObject({ code: "overloaded", retryAfter: 5 });
  first.finish();
  await working;
  expect([places.taken, places.waiting]).toEqual([0, 0]);
});

test("work that fails leaves its place to the next", async () => {
  const places = new Places({ most: 1, mostWaiting: 1, longestWait: 10_000 });
  const failing = places.take(patient, () => Promise.reject(new Error("no")));
  const next = places.take(patient, async () => "next");
  await expect(failing).rejects.toThrow("no");
  expect(await next).toBe("next");
});
