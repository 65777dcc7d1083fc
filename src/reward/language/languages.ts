/**
 * The languages that can be told apart.
 *
 * @module
 */

interface Language {
  name: string;
  /** Unicode names of the scripts it is written in. */
  scripts: readonly string[];
  /** How a text may begin whatever it is about: “This is”, or as near to it as the detector recognises. */
  opening: string;
}

const latin = ["Latin"];
const cyrillic = ["Cyrillic"];
const arabic = ["Arabic"];
const devanagari = ["Devanagari"];

function language(name: string, scripts: readonly string[], opening: string): Language {
  return { name, scripts, opening };
}

/** By ISO 639-1 code: those that eld knows (its Malay takes in Indonesian), Nepali and Swahili. */
export const languages = {
  am: language("Amharic", ["Ethiopic"], "ይህ"),
  ar: language("Arabic", arabic, "هذا"),
  az: language("Azerbaijani", latin, "Bu"),
  be: language("Belarusian", cyrillic, "Гэта"),
  bg: language("Bulgarian", cyrillic, "Това е"),
  bn: language("Bengali", ["Bengali"], "এটি"),
  ca: language("Catalan", latin, "Això és"),
  cs: language("Czech", latin, "Toto je"),
  da: language("Danish", latin, "Det er"),
  de: language("German", latin, "Das ist"),
  el: language("Greek", ["Greek"], "Αυτό είναι"),
  en: language("English", latin, "This is"),
  es: language("Spanish", latin, "Esto es"),
  et: language("Estonian", latin, "See on"),
  eu: language("Basque", latin, "Hau da"),
  fa: language("Persian", arabic, "این"),
  fi: language("Finnish", latin, "Tämä on"),
  fr: language("French", latin, "C'est"),
  gu: language("Gujarati", ["Gujarati"], "આ"),
  he: language("Hebrew", ["Hebrew"], "זה הוא"),
  hi: language("Hindi", devanagari, "यह"),
  hr: language("Croatian", latin, "Ovo je"),
  hu: language("Hungarian", latin, "Ez egy"),
  hy: language("Armenian", ["Armenian"], "Այս"),
  is: language("Icelandic", latin, "Þetta er"),
  it: language("Italian", latin, "Questo è"),
  ja: language("Japanese", ["Han", "Hiragana", "Katakana"], "これは"),
  ka: language("Georgian", ["Georgian"], "ეს არის"),
  kn: language("Kannada", ["Kannada"], "ಇದು"),
  ko: language("Korean", ["Hangul"], "다음은"),
  ku: language("Kurdish (Sorani)", arabic, "لێرەدا"),
  lo: language("Lao", ["Lao"], "ນີ້ແມ່ນ"),
  lt: language("Lithuanian", latin, "Tai yra"),
  lv: language("Latvian", latin, "Tas ir"),
  ml: language("Malayalam", ["Malayalam"], "ഇത്"),
  mr: language("Marathi", devanagari, "हे आहे"),
  ms: language("Malay", latin, "Ini adalah"),
  ne: language("Nepali", devanagari, "यो एउटा"),
  nl: language("Dutch", latin, "Dit is"),
  no: language("Norwegian", latin, "Det er"),
  or: language("Odia", ["Oriya"], "ଏହା"),
  pa: language("Punjabi", ["Gurmukhi"], "ਇਹ"),
  pl: language("Polish", latin, "To jest"),
  pt: language("Portuguese", latin, "Isto é"),
  ro: language("Romanian", latin, "Aceasta este"),
  ru: language("Russian", cyrillic, "Это"),
  sk: language("Slovak", latin, "Toto je"),
  sl: language("Slovene", latin, "To je"),
  sq: language("Albanian", latin, "Kjo është"),
  sr: language("Serbian", cyrillic, "Ово је"),
  sv: language("Swedish", latin, "Det är"),
  sw: language("Swahili", latin, "Hii ni"),
  ta: language("Tamil", ["Tamil"], "இது"),
  te: language("Telugu", ["Telugu"], "ఇది"),
  th: language("Thai", ["Thai"], "นี่คือ"),
  tl: language("Tagalog", latin, "Ito ay"),
  tr: language("Turkish", latin, "Bu"),
  uk: language("Ukrainian", cyrillic, "Це"),
  ur: language("Urdu", arabic, "یہ"),
  vi: language("Vietnamese", latin, "Đây là"),
  yo: language("Yoruba", latin, "Èyí ni"),
  zh: language("Chinese", ["Han"], "这是"),
} as const satisfies Record<string, Language>;

export type LanguageCode = keyof typeof languages;

export const languageCodes = Object.keys(languages) as LanguageCode[];

/** Finds a letter of a script that the language is not written in; letters that all scripts share are none. */
export function foreignLetter(code: LanguageCode): RegExp {
  const own = languages[code].scripts.map((script) => `\\p{scx=${script}}`).join("");
  return new RegExp(`(?![${own}\\p{sc=Common}\\p{sc=Inherited}])\\p{L}`, "u");
}
