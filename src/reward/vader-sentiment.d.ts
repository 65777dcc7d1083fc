/** What is used here of vader-sentiment, which has no types of its own. */
declare module "vader-sentiment" {
  const vader: {
    SentimentIntensityAnalyzer: {
      /** @returns `compound` in [-1, 1] */
      polarity_scores(text: string): { compound: number };
    };
  };
  export default vader;
}
