import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { languageCodes, languages } from "../../src/reward/language/languages.ts";
import { judge, prepared } from "./judge.ts";
import { expectRewardProperties } from "./reward-properties.ts";

const inTheirLanguage = {
  ar: "الأطفال يلعبون في الحديقة وأمهم تجلس تحت الشجرة.",
  bg: "Децата играят в парка, а майка им седи под дървото.",
  bn: "আমি আজ বাজারে যাব এবং কিছু সবজি কিনব।",
  de: "Die Kinder spielen im Park, und ihre Mutter sitzt unter dem Baum.",
  en: "Sure! Here is a short poem about the autumn wind.",
  es: "Los niños juegan en el parque y su madre está sentada bajo el árbol.",
  fa: "بچه‌ها در پارک بازی می‌کنند و مادرشان زیر درخت نشسته است.",
  fi: "Lapset leikkivät puistossa ja heidän äitinsä istuu puun alla.",
  fr: "Les enfants jouent dans le parc et leur mère est assise sous l'arbre.",
  gu: "હું આજે બજારમાં જઈશ અને થોડી શાકભાજી ખરીદીશ.",
  hi: "बच्चे पार्क में खेल रहे हैं और उनकी माँ पेड़ के नीचे बैठी है।",
  it: "I bambini giocano nel parco e la loro madre è seduta sotto l'albero.",
  ja: "今日は市場に行って野菜を買います。",
  kn: "ನಾನು ಇಂದು ಮಾರುಕಟ್ಟೆಗೆ ಹೋಗಿ ತರಕಾರಿಗಳನ್ನು ಖರೀದಿಸುತ್ತೇನೆ.",
  ko: "저는 오늘 시장에 가서 채소를 살 거예요.",
  mr: "मुले बागेत खेळत आहेत आणि त्यांची आई झाडाखाली बसली आहे.",
  ne: "म आज बजार गएर केही तरकारी किन्नेछु।",
  pa: "ਮੈਂ ਅੱਜ ਬਾਜ਼ਾਰ ਜਾਵਾਂਗਾ ਅਤੇ ਕੁਝ ਸਬਜ਼ੀਆਂ ਖਰੀਦਾਂਗਾ।",
  pt: "As crianças brincam no parque e a mãe delas está sentada debaixo da árvore.",
  ru: "Дети играют в парке, а их мама сидит под деревом.",
  sw: "Tanzania ni nchi nzuri yenye wanyama wengi.",
  ta: "நான் இன்று சந்தைக்குச் சென்று காய்கறிகள் வாங்குவேன்.",
  te: "నేను ఈ రోజు మార్కెట్‌కు వెళ్లి కూరగాయలు కొంటాను.",
  th: "วันนี้ฉันจะไปตลาดและซื้อผัก",
  uk: "Діти грають у парку, а їхня мама сидить під деревом.",
  ur: "بچے باغ میں کھیل رہے ہیں اور ان کی ماں درخت کے نیچے بیٹھی ہے۔",
  vi: "Trẻ em đang chơi trong công viên và mẹ của chúng ngồi dưới gốc cây.",
  zh: "我今天要去市场买一些蔬菜。",
};

describe("language", () => {
  test.each(Object.entries(inTheirLanguage))("knows %s from the others", async (language, text) => {
    for (const other of Object.keys(inTheirLanguage)) {
      const { value } = await judge({ type: "language", language: other }, text);
      expect(value === 1, `${text} as ${other}`).toBe(other === language);
    }
  });

  test("notices a text that goes on in another language", async () => {
    const spec = { type: "language", language: "hi" };
    const english = "The children are playing in the park today, and their mother sits under a tree. ";
    const { value, measure, explain } = await judge(spec, inTheirLanguage.hi.repeat(2) + english.repeat(3));
    expect(value).toBeLessThan(0.8);
    expect(measure).toBeLessThan(0.5);
    expect(explain).toMatch(/^English \d+ %, Hindi \d+ %; at least 75 % Hindi is wanted$/);
  });

  test("a name in another script does no harm, unless the language's own is asked for", async () => {
    const text = "बच्चे पार्क में खेल रहे हैं और उनकी माँ Anna पेड़ के नीचे बैठी है।";
    expect((await judge({ type: "language", language: "hi" }, text)).value).toBe(1);
    expect(await judge({ type: "language", language: "hi", own_script: true }, text)).toMatchObject({
      value: 0.9,
      explain: "Hindi 100 %; a letter of another script stands there",
    });
    const digits = "यह 3 कमरों वाला घर है, 50 % सस्ता! 😀";
    expect((await judge({ type: "language", language: "hi", own_script: true }, digits)).value).toBe(1);
  });

  test("comes nearer with a language that is like the wanted one, not with another script", async () => {
    const near = async (text: string) => (await judge({ type: "language", language: "hi" }, text)).value;
    expect(await near(inTheirLanguage.mr)).toBeGreaterThan(0.3);
    expect(await near(inTheirLanguage.de)).toBe(0);
  });

  test("what has no letters is in no language", async () => {
    expect(await judge({ type: "language", language: "en" }, "42!")).toMatchObject({
      value: 0,
      explain: "no letters; at least 75 % English is wanted",
    });
  });

  test("proposes an opening that counts, whatever the language", async () => {
    for (const code of languageCodes) {
      const { opening } = languages[code];
      const reward = await prepared({ type: "language", language: code, own_script: true });
      expect(reward.propose?.(reward.begin(), "midway")).toEqual([opening]);
      const begun = reward.advance(reward.begin(), { text: opening, tokens: 1, logProbability: null });
      expect(reward.judge(begun).value, opening).toBeGreaterThan(0.3);
      expect(reward.bound?.(begun)).toBe(1);
    }
  });

  test("keeps what every reward promises", async () => {
    await expectRewardProperties(
      fc.record(
        {
          type: fc.constant("language"),
          language: fc.constantFrom("en", "de", "hi", "ne", "ja", "he"),
          min: fc.constantFrom(0.3, 1),
          own_script: fc.boolean(),
        },
        { requiredKeys: ["type", "language"] },
      ),
      fc.constantFrom(
        ...[
          "The sea is salty. ",
          "Das ist das Meer. ",
          "समुद्र नमकीन है। ",
          "これは海です。",
          "Sure",
          " na ya ",
        ],
        ...["a".repeat(150), " ", "\n", "12.5", "😀", "\u0301"],
      ),
    );
  });
});
