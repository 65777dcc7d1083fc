/**
 * Formats of JSON Schema as regular expressions, for writing strings that have them. Each matches only what
 * validators agree on, and of that what people write: no leap seconds, no quoted addresses, no endless labels.
 *
 * @module
 */

const upTo29 = "(?:0[1-9]|[12]\\d)";
const commonDays = [
  `(?:0[13578]|1[02])-(?:${upTo29}|3[01])`,
  `(?:0[469]|11)-(?:${upTo29}|30)`,
  "02-(?:0[1-9]|1\\d|2[0-8])",
].join("|");
/** Multiples of 4 with two digits, 00 left out: as the last two of a year, or, of a century, the first two. */
const fourths = "0[48]|[2468][048]|[13579][26]";
const leapYear = `(?:\\d\\d(?:${fourths})|(?:00|${fourths})00)`;
const date = `(?:\\d{4}-(?:${commonDays})|${leapYear}-02-29)`;

const hourAndMinute = "(?:[01]\\d|2[0-3]):[0-5]\\d";
const time = `${hourAndMinute}:[0-5]\\d(?:\\.\\d{1,9})?(?:Z|[+-]${hourAndMinute})`;

const number = "\\d{1,4}";
/** A duration's units from any of them on, none left out in between (RFC 3339, appendix A). */
const units = ([first = "", ...rest]: readonly string[]): string =>
  `${number}${first}${rest.length > 0 ? `(?:${units(rest)})?` : ""}`;
const clock = `T(?:${units(["H", "M", "S"])}|${units(["M", "S"])}|${units(["S"])})`;
const days = `(?:${units(["Y", "M", "D"])}|${units(["M", "D"])}|${units(["D"])})`;

/** At most 253 characters in all, which no length of labels alone would ensure. */
const label = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,28}[A-Za-z0-9])?";
const hostname = `${label}(?:\\.${label}){0,7}`;
const domain = `(?:${label}\\.){1,3}[A-Za-z]{2,12}`;
/** At most 64 characters in all. */
const local = "[A-Za-z0-9_+-]{1,16}(?:\\.[A-Za-z0-9_+-]{1,15}){0,3}";
const email = `${local}@${domain}`;

const octet = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
const ipv4 = `${octet}(?:\\.${octet}){3}`;

const group = "[0-9A-Fa-f]{1,4}";
/** All eight groups, or `::` for at least one of them, after as many as stand in front. */
const ipv6 = [
  `(?:${group}:){7}${group}`,
  `(?:${group}:){1,7}:`,
  ...[6, 5, 4, 3, 2, 1].map((most) => `(?:${group}:){1,${most}}(?::${group}){1,${7 - most}}`),
  `:(?::${group}){1,7}`,
  "::",
].join("|");

const hexadecimal = "[0-9A-Fa-f]";
const pathCharacter = `(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|%${hexadecimal}{2})`;
const tail = `(?:\\?(?:${pathCharacter}|[/?])*)?(?:#(?:${pathCharacter}|[/?])*)?`;
const web = `(?:https?|ftp)://(?:${domain}|localhost|${ipv4})(?::\\d{1,5})?(?:/${pathCharacter}*)*${tail}`;
const urn = `urn:[A-Za-z0-9][A-Za-z0-9-]{0,30}[A-Za-z0-9]:${pathCharacter}+`;

/** By name, an expression in RE2 syntax that is to match the whole string. */
export const formats = {
  date,
  time,
  "date-time": `${date}T${time}`,
  duration: `P(?:${number}W|${days}(?:${clock})?|${clock})`,
  email,
  hostname,
  ipv4,
  ipv6,
  uri: `${web}|${urn}|mailto:${email}`,
  uuid: `${hexadecimal}{8}(?:-${hexadecimal}{4}){3}-${hexadecimal}{12}`,
  "json-pointer": "(?:/(?:[^~/[:cntrl:]]|~[01])*)*",
} as const satisfies Readonly<Record<string, string>>;

export type FormatName = keyof typeof formats;
