import type { Row } from "../../src/model/language-model.ts";
import type { LoadedModel } from "../../src/model/load-package.ts";
import { TillerError } from "../../src/spec/tiller-error.ts";
import { tinyModel } from "./tiny-model.ts";

/** The tiny model; which of its sessions' stages is lost, at which of their steps, is for `isLost` to say. */
export async function losingModel(isLost: (session: number, step: number) => boolean): Promise<LoadedModel> {
  const model = await tinyModel();
  let sessions = 0;
  const open = () => {
    const inner = model.open();
    const session = sessions++;
    let steps = 0;
    let gone = false;
    return {
      ...inner,
      step: async (rows: readonly Row[], admit?: () => void) => {
        gone ||= isLost(session, steps++);
        if (gone) throw new TillerError("stage_lost", "the stage stopped", { retryAfter: 1 });
        return inner.step(rows, admit);
      },
      close: () => inner.close(),
    };
  };
  return { ...model, open };
}
