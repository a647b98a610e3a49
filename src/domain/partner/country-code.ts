import { refuse } from "../domain-error.js";
import { once } from "../once.js";

/** ISO 3166-1 alpha-2: the codes that are officially assigned. */
export const countryCodes: ReadonlySet<string> = new Set([
  ..."AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW".split(
    " ",
  ),
  ..."BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI".split(
    " ",
  ),
  ..."FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN".split(
    " ",
  ),
  ..."IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME".split(
    " ",
  ),
  ..."MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF".split(
    " ",
  ),
  ..."PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV".split(
    " ",
  ),
  ..."SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE".split(
    " ",
  ),
  ..."YT ZA ZM ZW".split(" "),
]);

const names = once(() => new Intl.DisplayNames("en", { type: "region" }));

/** The country's two-letter code in capitals; in small letters, or with blanks around it, it is the same. Throws INVALID. */
export function countryCode(text: string, path: readonly string[]): string {
  const code = text.trim().replace(/^[a-z]{2}$/i, (letters) => letters.toUpperCase());
  if (countryCodes.has(code)) return code;
  const meant = codeOf(text.trim()) ?? successorOf(code);
  const example = meant ? `${meant} for ${names().of(meant)}` : "NL for the Netherlands";
  refuse("INVALID", `Write the country as its two-letter code (ISO 3166-1), such as ${example}.`, path);
}

/** Of the code that people use for it, or that it once had, such as UK: Unicode knows what each has become. */
function successorOf(code: string): string | undefined {
  if (!/^[A-Z]{2}$/.test(code)) return undefined;
  const { region } = new Intl.Locale(`und-${code}`);
  return region !== code && countryCodes.has(region ?? "") ? region : undefined;
}

/** Of the country that has this name in English. */
function codeOf(name: string): string | undefined {
  return [...countryCodes].find((code) => names().of(code)?.toLowerCase() === name.toLowerCase());
}
