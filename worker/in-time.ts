/**
 * Patience with other Workers, which may be gone without a word.
 *
 * @module
 */

/** @throws Error where the call fails, or is not answered in so many milliseconds */
export async function inTime<Result>(milliseconds: number, call: () => Promise<Result>): Promise<Result> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${milliseconds} ms`)), milliseconds);
  });
  try {
    return await Promise.race([call(), tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
