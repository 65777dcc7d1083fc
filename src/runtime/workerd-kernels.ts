/**
 * The kernels in workerd, compiled at build time. For stages they are all that is needed: what imports this alone does
 * not carry ONNX Runtime along.
 *
 * @module
 */
import kernels from "../kernels/kernels.wasm";

export async function loadKernels(): Promise<WebAssembly.Module> {
  return kernels;
}
