import { expect, test } from "vitest";
import { ConnectionError, Tiller } from "../../client/index.ts";
import { type HttpServer, httpServer } from "./http-server.ts";

const request = { prompt: "the people" };
const clientOf = ({ url }: Pick<HttpServer, "url">) => new Tiller({ baseUrl: url });

test("a server that is not there is unreachable", async () => {
  const server = await httpServer(() => {});
  await server[Symbol.asyncDispose]();
  const error = await clientOf(server)
    .align(request)
    .catch((error: unknown) => error);
  expect(error).toBeInstanceOf(ConnectionError);
  expect(error).toMatchObject({ reason: "unreachable", cause: expect.any(Error) });
});

test("a server that says nothing is waited for as long as its caller likes", async () => {
  await using server = await httpServer(() => {});
  const error = clientOf(server).align(request, { timeout: 30 });
  await expect(error).rejects.toMatchObject({ name: "ConnectionError", reason: "timeout" });
});

test("so is one whose refusal does not come to its end", async () => {
  await using server = await httpServer((_, response) => {
    response.writeHead(500, { "content-length": "100" });
    response.write('{"error":');
  });
  const error = clientOf(server).align(request, { timeout: 100 });
  await expect(error).rejects.toMatchObject({ name: "ConnectionError", reason: "timeout" });
});

test("an answer that breaks off is no answer", async () => {
  await using server = await httpServer((_, response) => {
    response.writeHead(200, { "content-length": "100" });
    response.write('{"object":', () => response.destroy());
  });
  await expect(clientOf(server).align(request)).rejects.toMatchObject({ reason: "interrupted" });
});

test("what is not JSON is no answer", async () => {
  await using server = await httpServer((_, response) => response.end("<p>Welcome!"));
  await expect(clientOf(server).align(request)).rejects.toMatchObject({ reason: "unreadable" });
});

test("an error of what stands before the server has a status and no code", async () => {
  await using server = await httpServer((_, response) => response.writeHead(502).end("<p>Bad gateway"));
  await expect(clientOf(server).align(request)).rejects.toMatchObject({
    name: "ApiError",
    status: 502,
    code: null,
    param: null,
    requestId: null,
  });
});
