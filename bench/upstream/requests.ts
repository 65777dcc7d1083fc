/**
 * A dozen requests of different kinds, none of which needs more of a model than its texts.
 *
 * @module
 */

const hard = { enforce: "hard" };
const words = (include: readonly string[]) => ({ type: "keywords", include, match: "lemma", ...hard });
const atMost = (max: number) => ({ type: "length", unit: "words", max, ...hard });

const wishes: readonly { content: string; rewards: readonly object[] }[] = [
  {
    content: "In one sentence, why is the sea salty? Use the words rivers, rocks and rain.",
    rewards: [words(["river", "rock", "rain"])],
  },
  {
    content: "Write one short sentence about a day at the park.",
    rewards: [words(["dog", "frisbee", "child"]), atMost(20)],
  },
  {
    content: "Describe winter in two sentences.",
    rewards: [{ type: "length", unit: "sentences", min: 2, max: 2, ...hard }, words(["snow", "fire"])],
  },
  {
    content: "Name three fruits.",
    rewards: [{ type: "regex", pattern: "^\\w+, \\w+,? and \\w+\\.?$", mode: "full", ...hard }],
  },
  {
    content: "What is a good name for a bakery? Answer with the name only.",
    rewards: [atMost(4), { type: "capital_words", min: 2, ...hard }],
  },
  {
    content: "Is the Moon larger than the Earth?",
    rewards: [{ type: "starts_with", text: "No", ...hard }, atMost(25)],
  },
  {
    content: "Tell me about your weekend without saying what day it was.",
    rewards: [{ type: "keywords", exclude: ["Saturday", "Sunday", "weekend"], ...hard }, words(["garden"])],
  },
  {
    content: "Give me some advice on sleeping well.",
    rewards: [{ type: "bullets", count: 3, ...hard }],
  },
  {
    content: "Write a friendly sentence about libraries.",
    rewards: [{ type: "sentiment", direction: "positive", threshold: 0.3 }, words(["quiet"]), atMost(18)],
  },
  {
    content: "Explain photosynthesis to a child in one or two sentences.",
    rewards: [{ type: "readability", measure: "flesch_kincaid_grade", max: 6 }, words(["sun", "leaf"])],
  },
  {
    content: "Ask me a question about music.",
    rewards: [{ type: "ends_with", text: "?", ...hard }, words(["favorite"]), atMost(15)],
  },
  {
    content: "Write a sentence about rain without the letter z, in lower case only.",
    rewards: [{ type: "case", mode: "lower", ...hard }, words(["roof"])],
  },
];

/** What is wanted is asked for in words, too, as one would; a search and a budget are to be added. */
export const upstreamRequests = wishes.map(({ content, rewards }) => ({
  messages: [{ role: "user", content }],
  rewards: [...rewards, { type: "repetition", max: 1 }],
  instruct: true,
  max_tokens: 48,
}));
