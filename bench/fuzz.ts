/**
 * `npm run bench -- fuzz [--requests N] [--seed N]`: random requests by the API's own description, to the API over a
 * tiny model: none may meet a mistake of ours, and every answer must be one that the description has.
 *
 * @module
 */
import { randomInt } from "node:crypto";
import fc from "fast-check";
import { Progress } from "../eval/progress.ts";
import { withTinyPackage } from "../models/convert/with-tiny-package.ts";
import { loadPackage } from "../src/model/load-package.ts";
import { folderReader, nodePlatform } from "../src/runtime/node.ts";
import { bodyBytes, createApp } from "../worker/app.ts";
import { Engine } from "../worker/engine.ts";
import { noGuards } from "../worker/guards/guards.ts";
import { parseOptions, wholeNumber } from "./command.ts";
import { CommandError } from "./command-error.ts";
import { AnswerChecker } from "./fuzz/answer-checker.ts";
import { type Document, type FuzzedRequest, requestsFor } from "./fuzz/operations.ts";
import { formatTable } from "./report/table.ts";

export async function run(args: string[]): Promise<void> {
  const options = parseOptions(args, {
    requests: { type: "string", default: "5000" },
    seed: { type: "string", default: String(randomInt(2 ** 31)) },
  });
  const numRuns = wholeNumber("requests", options.requests, 1);
  const seed = wholeNumber("seed", options.seed, 0);
  const app = await tinyApp();
  const document = (await (await app.request("/openapi.json")).json()) as Document;
  const checker = new AnswerChecker(document);
  const counts = new Map<string, number>();
  console.error(`seed ${seed}`);
  const progress = new Progress(numRuns);

  let asked = 0;
  const check = async (request: FuzzedRequest) => {
    progress.report(++asked, request.name);
    const response = await app.request(request.path, request.init);
    const key = `${request.name} ${response.status}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
    const problem = await checker.problemWith(request.operation, response);
    if (problem !== null) throw new Error(problem);
  };
  const property = fc.asyncProperty(requestsFor(document), check);
  const { failed, counterexample, errorInstance } = await fc.check(property, {
    numRuns,
    seed,
    // Looking for a smaller one takes longer than to understand the first.
    endOnFailure: true,
  });
  const rows = [...counts].toSorted(([a], [b]) => a.localeCompare(b));
  console.log(
    formatTable(
      ["operation", "status", "requests"],
      rows.map(([key, count]) => [key.replace(/ \d+$/, ""), key.slice(-3), String(count)]),
    ),
  );
  if (!failed) return;
  const [request] = counterexample ?? [];
  throw new CommandError(
    `${request?.init.method} ${request?.path} ${request?.init.body ?? ""}\n${errorInstance}\n--seed ${seed} shows it again`,
  );
}

async function tinyApp() {
  const model = await withTinyPackage((folder) => loadPackage(folderReader(folder), nodePlatform));
  const engine = new Engine({
    model: model.name,
    describe: async () => model,
    load: async () => model,
    clock: nodePlatform.clock,
    maxInFlight: 1,
  });
  return createApp({ engine, limits: { bodyBytes }, guards: noGuards });
}
