/**
 * The playground: puts its parts together.
 *
 * @module
 */
import { ApiError } from "../client/index.ts";
import { apiKey, askForKey, keyEntered, listenForKey } from "./api-key.ts";
import { AskForm } from "./ask/ask-form.ts";
import { requestOf } from "./ask/draft.ts";
import { emptyDraft } from "./ask/empty-draft.ts";
import { draftOfPreset, presets } from "./ask/presets.ts";
import { hashOf, readHash } from "./ask/share-link.ts";
import { type Catalogue, readCatalogue } from "./catalogue.ts";
import { CodePanel } from "./code/code-panel.ts";
import { copyOnClick } from "./copy-button.ts";
import { byId } from "./dom.ts";
import { clearFieldErrors, elementAt, showFieldError } from "./form/field-error.ts";
import type { Problem } from "./form/form.ts";
import { ResultView } from "./result/result-view.ts";
import { RunControls } from "./run/run-controls.ts";
import { listenForTheme } from "./theme.ts";

const status = byId("status", HTMLElement);
const failure = byId("failure", HTMLElement);
const announce = (words: string) => {
  status.textContent = words;
};

try {
  await start();
} catch (error) {
  fail(
    `The server cannot be reached: ${error instanceof Error ? error.message : error}. Reload to try again.`,
  );
}

async function start(): Promise<void> {
  const code = new CodePanel();
  const result = new ResultView(goTo);
  listenForTheme(() => result.recolour());
  let showCode = () => {};
  listenForKey(() => showCode());
  const catalogue = await catalogueOnceAllowed();
  const form = new AskForm(catalogue, () => showCode());
  const run = new RunControls({ result, announce, onFailure: showFailure });
  showCode = () => {
    const target = {
      origin: location.origin,
      needsKey: apiKey() !== null,
      model: catalogue.models[0]?.id ?? "",
    };
    code.show(requestOf(form.read()), target);
  };
  form.write(readHash(location.hash, emptyDraft) ?? draftOfPreset(presets[0]));
  showCode();

  form.element.addEventListener("submit", (event) => {
    event.preventDefault();
    const problems: Problem[] = [];
    const draft = form.read(problems);
    clearErrors();
    const [problem] = problems;
    if (problem) {
      showProblem(problem);
      return;
    }
    history.replaceState(null, "", hashOf(draft));
    void run.start(draft);
  });
  addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.element.requestSubmit();
  });
  addEventListener("hashchange", () => {
    const draft = readHash(location.hash, emptyDraft);
    if (draft) form.write(draft);
    showCode();
  });
  copyOnClick(
    byId("share", HTMLButtonElement),
    () => new URL(hashOf(form.read()), location.href).href,
    announce,
  );
  copyOnClick(byId("copy-code", HTMLButtonElement), () => code.text(), announce);
  document.documentElement.dataset.run = "idle";

  /** A field that a diagnosis speaks of. */
  function goTo(pointer: string): void {
    const place = elementAt(form.element, pointer);
    for (let at = place?.closest("details"); at; at = at.parentElement?.closest("details")) at.open = true;
    place?.scrollIntoView({ block: "center" });
    place?.querySelector<HTMLElement>("input, textarea, select, button")?.focus();
  }

  function showFailure(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    const { status, param } = error instanceof ApiError ? error : { status: null, param: null };
    if (status === 401) showFieldError(askForKey(), message);
    else if (param) showProblem({ pointer: param, message });
    else fail(status === 503 ? `${message}: the server is busy, try again` : message);
  }

  function showProblem({ pointer, message }: Problem): void {
    const place = elementAt(form.element, pointer);
    announce(`Not run: ${message}`);
    if (place) showFieldError(place, message);
    else fail(`${pointer}: ${message}`);
  }

  function clearErrors(): void {
    failure.hidden = true;
    clearFieldErrors(document.body);
  }
}

/** The catalogue; where the server wants a key, once there is one that it takes. */
async function catalogueOnceAllowed(): Promise<Catalogue> {
  for (;;) {
    try {
      return await readCatalogue(apiKey());
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 401) throw error;
      clearFieldErrors(document.body);
      showFieldError(askForKey(), error.message);
      await keyEntered();
    }
  }
}

function fail(message: string): void {
  failure.textContent = message;
  failure.hidden = false;
}
