import { packedWeight } from "./products";

/**
 * The weights that lead to one output, scaled back: a row of a tied embedding.
 *
 * @param packed - as `packPair` lays them out, with as many scales as outputs
 * @param y - float32 [inputs]
 */
export function lookUp(packed: usize, scales: usize, y: usize, inputs: usize, output: usize): void {
  const scale = load<f32>(scales + (output << 2));
  for (let input: usize = 0; input < inputs; input++) {
    store<f32>(y + (input << 2), <f32>packedWeight(packed, inputs, input, output) * scale);
  }
}
