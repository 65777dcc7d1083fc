import { expect, test, vi } from "vitest";
import { ApiError, ConnectionError, type StreamEvent, Tiller } from "../../client/index.ts";
import { type HttpServer, httpServer } from "./http-server.ts";
import { tinyClient, watchedClient } from "./tiny-client.ts";

const request = { prompt: "the people", max_tokens: 8, search: { strategy: "greedy" }, seed: 1 } as const;
/** What tiny models need minutes for, so that there is something to leave. */
const long = { prompt: "the", max_tokens: 200, search: { strategy: "deal" } } as const;

const client = tinyClient();

/** All that is the same each time. */
const essence = ({ choices, seed }: { choices: object; seed: number }) => ({ choices, seed });

test("a stream tells of progress and text, and ends with the alignment that align answers with", async () => {
  const events: StreamEvent[] = [];
  for await (const event of client.stream(request)) events.push(event);
  const kinds = new Set(events.map(({ object }) => object));
  expect(kinds).toEqual(
    new Set(["alignment.progress", "alignment.incumbent", "alignment.token", "alignment"]),
  );
  const last = events.at(-1);
  const alignment = await client.align(request);
  expect(last?.object === "alignment" && essence(last)).toEqual(essence(alignment));
});

test("text() is the answer piece by piece, and result() goes on from there", async () => {
  const stream = client.stream(request);
  const pieces: string[] = [];
  for await (const piece of stream.text()) pieces.push(piece);
  const { choices } = await stream.result();
  expect(pieces.length).toBeGreaterThan(1);
  expect(pieces.join("")).toBe(choices[0]?.text);
  expect((await stream.result()).choices).toEqual(choices);
});

test("result() alone is enough", async () => {
  expect(essence(await client.stream(request).result())).toEqual(essence(await client.align(request)));
});

test("with a full trace the tree is told as it grows", async () => {
  const ids = new Set<number>();
  const stream = client.stream({ ...request, trace: "full" });
  for await (const event of stream) {
    if (event.object === "alignment.tree") for (const { id } of event.nodes) ids.add(id);
  }
  const { trace } = await stream.result();
  const returned = trace?.tree?.returned ?? [];
  expect(returned).toHaveLength(1);
  expect([...ids]).toEqual(expect.arrayContaining(returned));
});

test("nothing is sent before the stream is read", async () => {
  const { engine, client } = watchedClient();
  client.stream(long);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(engine.inFlight).toBe(0);
});

test("to leave the loop ends the server's work", async () => {
  const { engine, client } = watchedClient();
  const stream = client.stream(long);
  for await (const { object } of stream) {
    expect(object).toBe("alignment.progress");
    expect(engine.inFlight).toBe(1);
    break;
  }
  await vi.waitFor(() => expect(engine.inFlight).toBe(0));
  await expect(stream.result()).rejects.toThrow("left before its result");
});

test("so does leaving its text, and an aborted signal, whose reason is thrown", async () => {
  const { engine, client } = watchedClient();
  for await (const _ of client.stream({ ...long, search: { strategy: "greedy" } }).text()) break;
  await vi.waitFor(() => expect(engine.inFlight).toBe(0));
  const caller = new AbortController();
  const stream = client.stream(long, { signal: caller.signal });
  const read = async () => {
    for await (const _ of stream) caller.abort(new Error("no longer wanted"));
  };
  await expect(read()).rejects.toThrow("no longer wanted");
  await expect(stream.result()).rejects.toThrow("no longer wanted");
  await vi.waitFor(() => expect(engine.inFlight).toBe(0));
});

test("what is refused before the first event is an ApiError", async () => {
  const refused = client.stream({ ...request, max_tokens: 4000 }).result();
  await expect(refused).rejects.toMatchObject({ name: "ApiError", status: 400, param: "/max_tokens" });
});

/** What a server sends as events. */
function eventServer(...frames: string[]): Promise<HttpServer> {
  return httpServer((_, response) => {
    response.writeHead(200, { "content-type": "text/event-stream", "x-request-id": "its-id" });
    response.end(frames.map((frame) => `${frame}\n\n`).join(""));
  });
}

const token = 'event: token\ndata: {"object":"alignment.token","index":0,"text":"Hé"}';

test("an error in a stream has the status that it would have had before, and is not tried again", async () => {
  const error = { message: "gone", type: "server_error", code: "stage_lost", param: null };
  const said = `event: error\ndata: ${JSON.stringify({ error })}`;
  await using server = await eventServer(token, ": still here", "event: news\ndata: 1", said);
  const stream = new Tiller({ baseUrl: server.url }).stream(request);
  const texts: string[] = [];
  const read = async () => {
    for await (const text of stream.text()) texts.push(text);
  };
  const failure: unknown = await read().catch((error: unknown) => error);
  expect(texts).toEqual(["Hé"]);
  expect(failure).toBeInstanceOf(ApiError);
  expect(failure).toMatchObject({ status: 503, code: "stage_lost", requestId: "its-id" });
  await expect(stream.result()).rejects.toBe(failure);
});

test("a stream that ends, or breaks off, before its result is no answer", async () => {
  await using short = await eventServer(token);
  const stream = new Tiller({ baseUrl: short.url }).stream(request).result();
  await expect(stream).rejects.toMatchObject({ name: "ConnectionError", reason: "interrupted" });
  await using cut = await httpServer((_, response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(`${token}\n\n`, () => response.destroy());
  });
  const broken = new Tiller({ baseUrl: cut.url }).stream(request).result();
  await expect(broken).rejects.toMatchObject({ reason: "interrupted", cause: expect.any(Error) });
});

test("an event that is not JSON is no answer", async () => {
  await using server = await eventServer("event: done\ndata: {");
  const stream = new Tiller({ baseUrl: server.url }).stream(request).result();
  await expect(stream).rejects.toMatchObject({ name: "ConnectionError", reason: "unreadable" });
});

test("a stream may take its time, but not be silent", async () => {
  await using slow = await httpServer((_, response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(": here\n\n");
  });
  const silent = new Tiller({ baseUrl: slow.url, timeout: 50 }).stream(request).result();
  const failure: unknown = await silent.catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(ConnectionError);
  expect(failure).toMatchObject({ reason: "timeout" });
});
