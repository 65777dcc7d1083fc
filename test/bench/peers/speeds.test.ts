import { expect, it } from "vitest";
import { ratioToOnePath, speedsOf } from "../../../bench/peers/speeds.ts";
import { workloads } from "../../../bench/peers/workload.ts";

const rounds = (first: number, ...rests: number[]) => rests.map((rest) => ({ first, rest, text: "" }));
const measured = (name: string, ours: number[], theirs: number[]) => {
  const workload = workloads.find((candidate) => candidate.name === name);
  if (!workload) throw new Error(`no workload ${name}`);
  const subjects = [
    { name: "Tiller", version: "1", rounds: rounds(100, ...ours) },
    { name: "slow", version: "2", rounds: rounds(300, ...theirs.map((time) => 2 * time)) },
    { name: "fast", version: "3", rounds: rounds(200, ...theirs) },
  ];
  return speedsOf({ workload, promptTokens: 256, subjects });
};

it("counts the tokens after the first, and compares each round with its neighbour", () => {
  const speeds = measured("one path", [470, 2000, 500], [940, 4000, 1000]);
  expect(speeds.subjects.map(({ tokensPerSecond }) => tokensPerSecond)).toEqual([94, 23.5, 47]);
  expect(speeds.subjects.map(({ ratio }) => ratio)).toEqual([1, 4, 2]);
  expect(speeds.ratioToBest).toBe(2);
});

it("takes the speed of a prompt from the time of the first token", () => {
  const speeds = measured("prompt", [0], [0]);
  expect(speeds.subjects.map(({ tokensPerSecond }) => Math.round(tokensPerSecond))).toEqual([
    2560, 853, 1280,
  ]);
  expect(speeds.ratioToBest).toBe(2);
});

it("says how many paths are worth to somebody who has one at a time", () => {
  const speeds = [measured("one path", [470], [940]), measured("32 paths", [992], [992])];
  expect(ratioToOnePath(speeds)).toBe(20);
});
