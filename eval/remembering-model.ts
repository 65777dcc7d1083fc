/**
 * A model that computes nothing twice for the same prompt, for comparing many searches over it.
 *
 * @module
 */
import type { LanguageModel, ModelSession, Row, RowLogits } from "../src/model/language-model.ts";

/** A row that a session was asked for; it may not have been computed, because what follows it was known. */
interface Held {
  row: Row;
  /** The tokens up to and including it. */
  path: string;
  isComputed: boolean;
}

/**
 * The same model, whose sessions share what they find out about what follows a text. Searches are told the same and
 * charged the same, because what a row computes depends on nothing but its text; they only take less time. It
 * remembers until it is thrown away: one for each prompt.
 */
export function rememberingModel<Model extends LanguageModel>(model: Model): Model {
  const known = new Map<string, { logits: RowLogits; reading: Float32Array | undefined }>();

  const open = (): ModelSession => {
    const session = model.open();
    const held = new Map<number, Held>();

    const hold = (row: Row): Held => {
      const path = `${pathBefore(row, held)} ${row.token}`;
      const own = { row, path, isComputed: false };
      held.set(row.slot, own);
      return own;
    };

    const compute = async (wanted: readonly Held[]): Promise<void> => {
      const missing = new Set(wanted);
      for (const { row } of wanted) {
        for (const slot of row.ancestors) {
          const ancestor = held.get(slot);
          if (ancestor && !ancestor.isComputed) missing.add(ancestor);
        }
      }
      const parentsFirst = [...missing].toSorted((a, b) => a.row.position - b.row.position);
      for (let from = 0; from < parentsFirst.length; from += model.maxRows) {
        const batch = parentsFirst.slice(from, from + model.maxRows);
        const rows = batch.map((own) => ({ ...own.row, wantsLogits: wanted.includes(own) }));
        const logits = await session.step(rows);
        for (const own of batch) own.isComputed = true;
        for (const [index, own] of batch.filter((own) => wanted.includes(own)).entries()) {
          const { reading } = own.row;
          known.set(own.path, {
            logits: copyOf(logits[index]),
            reading: reading && Float32Array.from(reading),
          });
        }
      }
    };

    return {
      async step(rows, admit) {
        admit?.();
        const asked = rows.map(hold).filter(({ row }) => row.wantsLogits || row.reading);
        const isKnown = ({ path, row }: Held) => {
          const own = known.get(path);
          return own !== undefined && (own.reading !== undefined || !row.reading);
        };
        const unknown = asked.filter((own) => !isKnown(own));
        if (unknown.length > 0) await compute(unknown);
        for (const { path, row } of asked) row.reading?.set(known.get(path)?.reading ?? []);
        // A copy: whoever asks may give its memory back.
        return asked.flatMap(({ path, row }) => (row.wantsLogits ? [copyOf(known.get(path)?.logits)] : []));
      },
      close: () => session.close(),
    };
  };
  return { ...model, open };
}

/** The path of the row's parent, its nearest ancestor. */
function pathBefore({ position, ancestors }: Row, held: ReadonlyMap<number, Held>): string {
  for (const slot of ancestors) {
    const ancestor = held.get(slot);
    if (ancestor?.row.position === position - 1) return ancestor.path;
  }
  return "";
}

function copyOf(logits: RowLogits | undefined): RowLogits {
  if (!logits) throw new Error("the model gave no logits");
  return { ...logits, values: logits.values.slice() };
}
