/**
 * Chromium without a window.
 *
 * @module
 */
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { access, constants, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { CommandError } from "../command-error.ts";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** @returns `chosen`, or the first that is on the PATH; @throws CommandError where there is none */
export async function findChromium(chosen: string | undefined): Promise<string> {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const candidates = chosen ? [chosen] : folders.flatMap((folder) => names.map((name) => join(folder, name)));
  for (const candidate of candidates) {
    const isThere = await access(candidate, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isThere) return candidate;
  }
  const where =
    chosen === undefined ? `none of ${names.join(", ")} is on the PATH` : `${chosen} cannot be run`;
  throw new CommandError(`${where}: name a Chromium with --chromium FILE or the variable CHROMIUM`);
}

export async function versionOf(chromium: string): Promise<string> {
  const { stdout } = await promisify(execFile)(chromium, ["--version"]);
  return /\d+(\.\d+)+/.exec(stdout)?.[0] ?? stdout.trim();
}

/** Opens `url` in a new Chromium until `done`, whose result it returns; @throws Error where Chromium ends before. */
export async function browse<T>(chromium: string, url: string, done: Promise<T>): Promise<T> {
  const profile = await mkdtemp(join(tmpdir(), "tiller-peers-"));
  const asRoot = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const flags = ["--headless=new", "--disable-gpu", "--no-first-run", "--disable-background-networking"];
  const child = spawn(chromium, [...flags, ...asRoot, `--user-data-dir=${profile}`, url], {
    stdio: "ignore",
  });
  const ended = once(child, "exit").then(([code]): never => {
    throw new Error(`Chromium ended with ${code} before the measurement did`);
  });
  try {
    return await Promise.race([done, ended]);
  } finally {
    ended.catch(() => undefined);
    child.kill();
    // It may write to its profile for a moment yet.
    await rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
}
