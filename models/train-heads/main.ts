/**
 * `npm run train-heads -- --data FOLDER [--heads A,B] [--model FOLDER] [--against FOLDER] [--json FILE]`: trains the reward
 * heads of a model package, all of them or some, on its own states and writes them into the package, the same bytes each
 * time; with `--against`, says how far they read the same in another package of the model.
 *
 * @module
 */
import { parseOptions, runCommand, writeJson } from "../../bench/command.ts";
import { CommandError } from "../../bench/command-error.ts";
import { formatTable } from "../../bench/report/table.ts";
import { Progress } from "../../eval/progress.ts";
import { type Head, promptPart } from "../../src/model/head.ts";
import { loadPackage } from "../../src/model/load-package.ts";
import { readManifest } from "../../src/model/package-files.ts";
import { folderReader, nodePlatform } from "../../src/runtime/node.ts";
import { agreementWith, type Collected } from "./agreement.ts";
import { collectStates } from "./collect-states.ts";
import { type HeadPlan, headPlans } from "./plans.ts";
import { DataFolder } from "./sources/data-folder.ts";
import { type SourceName, sources } from "./sources/registry.ts";
import { StateSource } from "./state-source.ts";
import { trainHead } from "./train.ts";
import { writeHeads } from "./write-heads.ts";

const features = {
  answer:
    "the running mean of the normed input of a layer, after 8, 16, 32 and 64 tokens; figures on five folds of prompts",
  prompt: `the mean of the normed input of a layer over the last ${promptPart} tokens; figures on five folds of prompts`,
};

const recipes = {
  classes: "logistic regression (L2, balanced classes)",
  pairs: "Bradley-Terry (L2)",
};

await runCommand(async () => {
  const options = parseOptions(process.argv.slice(2), {
    data: { type: "string" },
    heads: { type: "string" },
    model: { type: "string", default: "models/smollm2-135m-instruct" },
    against: { type: "string" },
    json: { type: "string" },
  });
  const { data } = options;
  if (data === undefined) throw new CommandError("--data FOLDER is needed: where the training data lies");
  const manifest = await readManifest(folderReader(options.model));
  const plans = plansNamed(options.heads);
  const taps = [...new Set(plans.map(({ tap }) => tap))];
  const source = new StateSource(taps, manifest.architecture.hidden);
  const model = await loadPackage(folderReader(options.model), nodePlatform, { states: source });
  const collected = new Map<SourceName, Collected>();
  const folder = new DataFolder(data);
  for (const name of new Set(plans.map(({ source }) => source))) {
    const examples = sources[name].read(folder, model);
    const progress = new Progress(examples.length);
    const report = (done: number) => progress.report(done, `${name}: ${done} of ${examples.length} texts`);
    collected.set(name, { examples, states: await collectStates(model, source, examples, report) });
  }
  const trained: Head[] = [];
  for (const plan of plans) {
    const { examples = [], states = [] } = collected.get(plan.source) ?? {};
    const { weights, bias, figures, examples: count } = trainHead(plan, examples, states);
    const { title, license } = sources[plan.source];
    const { source: _, strength: __, learns, ...said } = plan;
    trained.push({
      format: "tiller-head/1",
      ...said,
      model: manifest.name,
      weights: [...weights],
      bias,
      training: {
        data: title,
        license,
        examples: count,
        recipe: `${recipes[learns]} on ${features[plan.reads]}`,
      },
      figures,
    });
    console.error(`${plan.name}: ${JSON.stringify(figures)}`);
  }
  await writeHeads(
    options.model,
    trained,
    headPlans.map(({ name }) => name),
  );
  const heads = { plans, heads: trained, collected, source };
  const agreement = options.against === undefined ? null : await agreementWith(options.against, heads);
  console.log(tableOf(trained, agreement));
  await writeJson(options.json, trained);
});

/** @throws CommandError where there is no such head */
function plansNamed(names: string | undefined): readonly HeadPlan[] {
  if (names === undefined) return headPlans;
  return names.split(",").map((name) => {
    const plan = headPlans.find((plan) => plan.name === name);
    if (plan) return plan;
    const known = headPlans.map(({ name }) => name).join(", ");
    throw new CommandError(`--heads ${names}: there is no head ${JSON.stringify(name)} but ${known}`);
  });
}

function tableOf(heads: readonly Head[], agreement: ReadonlyMap<string, number> | null): string {
  const rows = heads.map(({ name, tap, training, figures }) => [
    name,
    String(tap),
    String(training.examples),
    ...["_after_8", "_after_16", "_after_32", "_after_64", ""].map(
      (after) => (figures[`auc${after}`] ?? figures[`pairs${after}`])?.toFixed(3) ?? "",
    ),
    ...(agreement ? [agreement.get(name)?.toFixed(4) ?? ""] : []),
  ]);
  const header = ["head", "tap", "texts", "AUC or pairs after 8", "16", "32", "64 tokens", "whole"];
  return formatTable([...header, ...(agreement ? ["r with the other"] : [])], rows);
}
