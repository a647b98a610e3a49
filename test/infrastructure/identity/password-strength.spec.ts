import { describe, expect, it } from "@jest/globals";
import { passwordRefusal } from "../../../src/infrastructure/identity/password-strength.js";

const about = ["ann.lovelace@acme.example", "Ann", "Lovelace", "Acme Banking Ltd"];
const codeOf = (password: string) => passwordRefusal(password, about)?.code ?? null;

describe("a password is refused", () => {
  it.each([
    ["1234567890", "PASSWORD_TOO_SHORT"],
    ["          ", "PASSWORD_TOO_SHORT"],
    ["elevenchars", "PASSWORD_TOO_SHORT"],
    [`abcdefg${"\u200b".repeat(20)}`, "PASSWORD_TOO_SHORT"],
    [`xkq${"\u0301".repeat(40)}`, "PASSWORD_TOO_SHORT"],
    ["👨‍👩‍👧‍👦".repeat(11), "PASSWORD_TOO_SHORT"],
    ["ﬃ".repeat(3), "PASSWORD_TOO_SHORT"],
    [`correct horse battery ${"x".repeat(107)}`, "PASSWORD_TOO_LONG"],
    [`${"a".repeat(20)}${"\u0301".repeat(3_000)}`, "PASSWORD_TOO_LONG"],
    ["            ", "PASSWORD_TOO_WEAK"],
    ["123456789012", "PASSWORD_TOO_WEAK"],
    ["passwordpassword", "PASSWORD_TOO_WEAK"],
    ["Password1234", "PASSWORD_TOO_WEAK"],
    ["P@ssw0rd2026!", "PASSWORD_TOO_WEAK"],
    ["qwertyuiopas", "PASSWORD_TOO_WEAK"],
    ["iloveyouforever", "PASSWORD_TOO_WEAK"],
    ["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "PASSWORD_TOO_WEAK"],
    ["ann.lovelace@acme.example", "PASSWORD_PERSONAL"],
    ["ANN.LOVELACE@ACME.EXAMPLE", "PASSWORD_PERSONAL"],
    ["lovelace-1815-lovelace", "PASSWORD_PERSONAL"],
    ["AcmeBanking2026!", "PASSWORD_PERSONAL"],
    ["acme.example2026", "PASSWORD_PERSONAL"],
  ])("%j: %s", (password, code) => {
    expect(codeOf(password)).toBe(code);
    expect(passwordRefusal(password, about)?.message).toMatch(/Choose|leave out/);
  });
});

describe("a password is taken", () => {
  it.each([
    "correct horse battery",
    "Zq8#mmPw!r2x",
    "lovelace rode a purple tandem",
    "👨‍👩‍👧‍👦🐘🚲🎻🧀🌋🪁🥨🦉⛵🎲🧲",
    "пароль из четырёх слов",
    "x9x9x9 a long walk along the river",
    `correct horse battery ${"y".repeat(106)}`,
  ])("%j", (password) => {
    expect(codeOf(password)).toBeNull();
  });

  it("however it was typed: composed and decomposed letters are the same", () => {
    for (const form of ["NFC", "NFD"] as const)
      expect(codeOf("ölgemälde für zwölf".normalize(form))).toBeNull();
  });
});

describe("judging", () => {
  it("takes no longer for the worst of a long one", () => {
    const worst = ["4@8({[<369&#!1|7+0$5%2/", "19912001", "ab1", "passwordiloveyou"].map((part) =>
      part.repeat(128).slice(0, 128),
    );
    for (const password of [...worst, ...worst]) {
      const start = process.cpuUsage();
      codeOf(password);
      const { user, system } = process.cpuUsage(start);
      expect(user + system).toBeLessThan(250_000);
    }
  });
});
