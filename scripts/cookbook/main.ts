/**
 * `npm run cookbook`: asks the built Worker each request of docs/cookbook.md, and writes down what comes back.
 *
 * @module
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Tiller } from "../../client/index.ts";
import { startLocalServer } from "../server/local-server.ts";
import { patientBudget, readCookbook } from "./read-recipes.ts";
import { tellAnswer } from "./tell-answer.ts";

const file = fileURLToPath(new URL("../../docs/cookbook.md", import.meta.url));
const { preface, recipes } = readCookbook(readFileSync(file, "utf8"));
const server = await startLocalServer({ port: 0, onLog: (message) => console.error(message) });
try {
  const client = new Tiller({ baseUrl: server.url });
  // All at once: they share the model's steps, and no answer depends on others.
  const sections = recipes.map(async ({ title, asked, request }) => {
    const { stream: _, budget, ...fields } = JSON.parse(request);
    // Streamed in any case: nobody waits for long for an answer that does not begin.
    const stream = client.stream({ ...fields, budget: { ...budget, ...patientBudget } });
    const alignment = await stream.result();
    console.log(`${title}: ${JSON.stringify(alignment.choices[0]?.text)}`);
    return asked + tellAnswer(alignment);
  });
  writeFileSync(file, `${[preface, ...(await Promise.all(sections))].join("").trimEnd()}\n`);
} finally {
  await server.close();
}
