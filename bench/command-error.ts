/**
 * What goes wrong because of how a command was called.
 *
 * @module
 */

/** Shown to whoever called the command as one line, without a stack. */
export class CommandError extends Error {
  override readonly name = "CommandError";
}
