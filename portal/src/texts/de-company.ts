import type { ofCompany as english } from "./en-company";

/** Domains und Token eines Unternehmens. */
export const ofCompany: typeof english = {
  domains: {
    hint: "Eine nachgewiesene Domain zeigt den Betreibern, dass sie Ihnen gehört, wenn sie über Zugang entscheiden. Eine weitere Domain kommt hinzu, sobald sie nachgewiesen ist: Wer dort eine Adresse hat, kann dann beitreten.",
    whoProves: "Administratoren weisen Domains durch einen DNS-Eintrag nach und fügen so auch weitere hinzu.",
    prove: "Nachweisen",
    proveThis: (domain) => `${domain} nachweisen`,
    publish: (domain) =>
      `Veröffentlichen Sie diesen Eintrag im DNS von ${domain} und suchen Sie ihn dann hier.`,
    recordType: "Art",
    recordName: "Name",
    recordValue: "Text",
    counts: "Gilt bis",
    lookedFor: "Zuletzt gesucht",
    look: "Jetzt suchen",
    isProven: (domain) => `${domain} ist nachgewiesen. Der Eintrag wird nicht mehr gebraucht.`,
    further: "Eine Domain hinzufügen",
    furtherHint: "Etwa die einer Tochtergesellschaft, deren Leute mit Ihnen arbeiten.",
    begin: "Den Eintrag zeigen",
  },
  companyTokens: {
    hint: "Für Pipelines und Dienste. Ein solches Token handelt für die Anwendungen, die es nennt, wie deren Inhaber, und gilt weiter, wenn jemand geht.",
    whoMakes: "Administratoren erstellen sie.",
    empty: "Noch kein Token",
    create: "Ein Token des Unternehmens erstellen",
    actsOn: "Es darf, in",
    applications: "Anwendungen",
    applicationsHint: "Für die es handelt: 1 bis 50, deren Inhaber oder Mitinhaber Sie sind.",
    madeBy: (name) => `Erstellt von ${name}`,
  },
};
