/**
 * The playground: puts its parts together.
 *
 * @module
 */
import { ApiError } from "../client/index.ts";
import { apiKey, keyEntered, listenForKey } from "./api-key.ts";
import { AskForm } from "./ask/ask-form.ts";
import { type Draft, requestOf } from "./ask/draft.ts";
import { emptyDraft } from "./ask/empty-draft.ts";
import { draftOfPreset, presets } from "./ask/presets.ts";
import { hashOf, readHash } from "./ask/share-link.ts";
import { CodePanel } from "./code/code-panel.ts";
import { copyOnClick } from "./copy-button.ts";
import { byId } from "./dom.ts";
import { clearFailures, goToField, showFailure, showMessage, showProblem } from "./failures.ts";
import type { Problem } from "./form/form.ts";
import { ResultView } from "./result/result-view.ts";
import { RunControls } from "./run/run-controls.ts";
import { type Catalogue, readCatalogue } from "./server.ts";
import { listenForTheme } from "./theme.ts";

const status = byId("status", HTMLElement);

try {
  await start();
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error);
  showMessage(`The page cannot begin: ${reason}. Reload it to try again.`);
}

async function start(): Promise<void> {
  const result = new ResultView(goToField);
  listenForTheme(() => result.recolour());
  listenForKey();
  const catalogue = await catalogueOnceAllowed();

  const code = new CodePanel();
  const form = new AskForm(catalogue, showCode);
  const run = new RunControls({ result, announce, onFailure: showFailure });
  showDraft(readHash(location.hash, emptyDraft) ?? draftOfPreset(presets[0]));

  form.element.addEventListener("submit", (event) => {
    event.preventDefault();
    clearFailures();
    const draft = soundDraft();
    if (!draft) return;
    history.replaceState(null, "", hashOf(draft));
    const model = catalogue.models.find(({ id }) => id === draft.model);
    void run.start(draft, model !== undefined && "kind" in model);
  });
  addEventListener("keydown", ({ key, ctrlKey, metaKey }) => {
    if (key === "Enter" && (ctrlKey || metaKey)) form.element.requestSubmit();
  });
  addEventListener("hashchange", () => {
    const draft = readHash(location.hash, emptyDraft);
    if (draft) showDraft(draft);
  });
  const link = () => {
    const draft = soundDraft();
    return draft && new URL(hashOf(draft), location.href).href;
  };
  copyOnClick(byId("share", HTMLButtonElement), link, announce);
  copyOnClick(byId("copy-code", HTMLButtonElement), () => soundDraft() && code.text(), announce);
  byId("key", HTMLInputElement).addEventListener("input", showCode);
  run.allow();

  /** What is asked for; null where some of it cannot be read, which is shown. */
  function soundDraft(): Draft | null {
    clearFailures();
    const problems: Problem[] = [];
    const draft = form.read(problems);
    const [problem] = problems;
    if (!problem) return draft;
    showProblem(problem);
    return null;
  }

  function showDraft(draft: Draft): void {
    const unknown = form.write(draft);
    if (unknown.length > 0) showMessage(`Left out, as this server has no such reward: ${unknown.join(", ")}`);
    showCode();
  }

  function showCode(): void {
    const [model] = catalogue.models;
    const target = { origin: location.origin, needsKey: apiKey() !== null, model: model?.id ?? "" };
    code.show(requestOf(form.read()), target);
  }
}

/** The catalogue; where the server wants a key, once there is one that it takes. */
async function catalogueOnceAllowed(): Promise<Catalogue> {
  for (;;) {
    try {
      return await readCatalogue();
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 401) throw error;
      showFailure(error);
      await keyEntered();
      clearFailures();
    }
  }
}

/** Says something to those who listen rather than look. */
function announce(words: string): void {
  status.textContent = words;
}
