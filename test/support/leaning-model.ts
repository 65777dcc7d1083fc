import type { LanguageModel, Row } from "../../src/model/language-model.ts";
import { logSumExp } from "../../src/model/log-sum-exp.ts";

/** The same model, whose logits for what follows a row are changed by `lean` before anybody sees them. */
export function leaningModel<Model extends LanguageModel>(
  model: Model,
  lean: (row: Row, logits: Float32Array) => void,
): Model {
  const open = () => {
    const session = model.open();
    return {
      async step(...[rows, admit]: Parameters<typeof session.step>) {
        const logits = await session.step(rows, admit);
        const asking = rows.filter(({ wantsLogits }) => wantsLogits);
        return asking.map((row, index) => {
          const values = Float32Array.from(logits[index]?.values ?? []);
          lean(row, values);
          return { values, logNormaliser: logSumExp(values) };
        });
      },
      close: () => session.close(),
    };
  };
  return { ...model, open };
}
