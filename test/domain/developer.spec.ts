import { describe, expect, it } from "@jest/globals";
import { Developer } from "../../src/domain/developer/developer.js";
import { displayName } from "../../src/domain/developer/display-name.js";
import { emptyProfile, isProfileComplete } from "../../src/domain/developer/profile.js";
import { later, now, terms } from "../support/domain.js";
import { expectRefused, problemsOf } from "../support/given.js";

const email = "ada@acme.example";
const full = { givenName: "Ada", familyName: "Byron", jobTitle: "Engineer", phone: "+31201234567" };

/** Takes whatever begins with a plus. */
const asTyped = (text: string) => (text.startsWith("+") ? text : null);

function newcomer(): Developer {
  const developer = Developer.admit("dev_1", email, now);
  developer.events.take();
  return developer;
}

describe("R1 a developer", () => {
  it("comes into being with a verified address, and nothing else", () => {
    const developer = Developer.admit("dev_1", email, now);
    expect(developer.state).toEqual({
      id: "dev_1",
      email,
      profile: emptyProfile,
      termsAcceptance: null,
      createdAt: now,
    });
    expect(developer.events.take()).toEqual([{ type: "DeveloperAdmitted", developerId: "dev_1" }]);
    expect(Developer.fromState(developer.state).state).toEqual(developer.state);
  });

  it("may sign in through another provider", () => {
    const developer = newcomer();
    developer.linkIdentity("https://login.example");
    expect(developer.events.take()).toEqual([
      { type: "IdentityLinked", developerId: "dev_1", issuer: "https://login.example" },
    ]);
  });
});

describe("R2 a developer", () => {
  it("moves to another mailbox, and stays who they are", () => {
    const developer = newcomer();
    const before = developer.state;
    developer.moveToAddress("byron@acme.example");
    expect(developer.state).toEqual({ ...before, email: "byron@acme.example" });
    expect(developer.events.take()).toEqual([{ type: "AddressMoved", developerId: "dev_1" }]);
  });

  it("does not move to where they are", () => {
    const developer = newcomer();
    expectRefused(() => developer.moveToAddress(email), "INVALID");
    expect(developer.events.take()).toEqual([]);
  });
});

describe("R10 a profile", () => {
  it("is complete with given name, family name and job title", () => {
    expect(isProfileComplete(full)).toBe(true);
    expect(isProfileComplete({ ...full, phone: null })).toBe(true);
    for (const field of ["givenName", "familyName", "jobTitle"] as const) {
      expect(isProfileComplete({ ...full, [field]: null })).toBe(false);
    }
  });

  it("keeps what is left out, and empties what is null", () => {
    const developer = newcomer();
    developer.updateProfile({ ...full, givenName: " Ada " }, asTyped);
    expect(developer.state.profile).toEqual(full);
    expect(developer.events.take()).toEqual([{ type: "ProfileUpdated", developerId: "dev_1" }]);
    developer.updateProfile({ familyName: "Lovelace" }, asTyped);
    developer.updateProfile({ jobTitle: null, phone: null }, asTyped);
    expect(developer.state.profile).toEqual({
      ...full,
      familyName: "Lovelace",
      jobTitle: null,
      phone: null,
    });
  });

  it("that does not change leaves no event", () => {
    const developer = newcomer();
    developer.updateProfile(full, asTyped);
    developer.events.take();
    developer.updateProfile({ jobTitle: "Engineer" }, asTyped);
    developer.updateProfile({}, asTyped);
    expect(developer.events.take()).toEqual([]);
  });

  it("has no telephone number when nothing but blanks is typed", () => {
    const developer = newcomer();
    developer.updateProfile({ phone: " +31201234567 " }, asTyped);
    expect(developer.state.profile.phone).toBe("+31201234567");
    developer.updateProfile({ phone: " " }, asTyped);
    expect(developer.state.profile.phone).toBeNull();
  });

  it("is refused for every unacceptable field at once", () => {
    const developer = newcomer();
    const bad = { givenName: "", familyName: "<b>", jobTitle: "x".repeat(101), phone: "020 123 4567" };
    expect(problemsOf(() => developer.updateProfile(bad, asTyped))).toMatchObject([
      { code: "INVALID", path: ["givenName"], message: expect.stringMatching(/^The given name needs 1 /) },
      { code: "INVALID", path: ["familyName"], message: expect.stringMatching(/^The family name may /) },
      { code: "INVALID", path: ["jobTitle"], message: expect.stringMatching(/^The job title needs /) },
      { code: "INVALID", path: ["phone"], message: expect.stringMatching(/such as \+31 20 123 4567/) },
    ]);
    expect(developer.state.profile).toEqual(emptyProfile);
  });
});

describe("R10 the terms", () => {
  it("are accepted once for each version", () => {
    const developer = newcomer();
    developer.acceptTerms("1", terms, now);
    developer.acceptTerms("1", terms, later);
    expect(developer.state.termsAcceptance).toEqual({ version: "1", acceptedAt: now });
    expect(developer.events.take()).toEqual([{ type: "TermsAccepted", developerId: "dev_1", version: "1" }]);
    developer.acceptTerms("2", { ...terms, version: "2" }, later);
    expect(developer.state.termsAcceptance).toEqual({ version: "2", acceptedAt: later });
  });

  it.each([
    [terms, /current terms are version 1/],
    [null, /No terms have been published/],
  ])("are accepted in their current version only: %#", (current, words) => {
    expect(problemsOf(() => newcomer().acceptTerms("0", current, now))).toEqual([
      { code: "TERMS_OUTDATED", path: ["version"], message: expect.stringMatching(words) },
    ]);
  });
});

describe("deleting an account", () => {
  it("needs the address typed again, however it is written", () => {
    expect(problemsOf(() => newcomer().erase("eve@acme.example"))).toEqual([
      {
        code: "NAME_NOT_CONFIRMED",
        path: ["confirmEmail"],
        message: expect.stringMatching(/your own address exactly/),
      },
    ]);
    newcomer().erase(" ADA@Acme.Example ");
  });

  it("leaves nothing personal but the id", () => {
    const developer = newcomer();
    developer.updateProfile(full, asTyped);
    developer.acceptTerms("1", terms, now);
    developer.events.take();
    developer.erase(email);
    expect(developer.state).toEqual({
      id: "dev_1",
      email: "dev-1@deleted.invalid",
      profile: emptyProfile,
      termsAcceptance: null,
      createdAt: now,
    });
    expect(developer.events.take()).toEqual([{ type: "AccountDeleted", developerId: "dev_1" }]);
  });
});

it.each([
  ["Ada Byron", full],
  ["Ada", { ...full, familyName: null }],
  ["Byron", { ...full, givenName: null }],
  ["ada", emptyProfile],
])("a developer is called %s", (name, profile) => {
  expect(displayName(profile, email)).toBe(name);
});
