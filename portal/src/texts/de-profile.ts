import type { ofProfile as english } from "./en-profile";

/** Was Menschen von sich selbst lesen. */
export const ofProfile: typeof english = {
  profile: {
    title: "Mein Profil",
    profile: "Profil",
    givenName: "Vorname",
    familyName: "Nachname",
    jobTitle: "Funktion",
    phone: "Telefon",
    email: "E-Mail-Adresse",
    move: "Zu einer anderen Adresse umziehen",
    moveHint:
      "Bei einer der Domains Ihres Unternehmens. Sie gilt, sobald Sie dem Link in der Mail dorthin folgen.",
    moveSent: (address) => `Eine Mail ist unterwegs an ${address}.`,
    security: "Anmeldung",
    factors: "Passkeys, Authenticator-App und Wiederherstellungscodes",
    sessions: "Wo Sie angemeldet sind",
    thisSession: "Hier",
    since: "Seit",
    someProgram: "Ein Programm",
    endSession: "Dort abmelden",
    endOthers: "Überall sonst abmelden",
    terms: "Nutzungsbedingungen",
    termsRead: "Nutzungsbedingungen lesen",
    termsAccepted: (version, when) => `Sie haben Version ${version} am ${when} angenommen.`,
    accept: (version) => `Version ${version} annehmen`,
    tokens: "Zugriffstoken",
    tokensHint: "Für Skripte. Ein Token handelt als Sie und kann nicht mehr als Sie.",
    data: "Was über mich gespeichert ist",
    export: "Alles herunterladen",
    leave: "Für immer gehen",
    leaveHint:
      "Löscht Ihr Konto und was über Sie gespeichert ist. Anwendungen, die Ihnen gehören, müssen vorher übergeben werden.",
    leaveConfirm: (email) => `Tippen Sie zur Bestätigung Ihre Adresse, ${email}`,
    deleteAccount: "Mein Konto löschen",
  },
  password: {
    change: "Das Passwort ändern",
    hint: "Hier bleiben Sie angemeldet. Überall sonst werden Sie abgemeldet, und Ihre Zugriffstoken gelten nicht mehr.",
    current: "Bisheriges Passwort",
    next: "Neues Passwort",
    nextHint: "Mindestens 12 Zeichen.",
    forgotten: "Vergessen?",
    submit: "Ändern",
    changed: "Ihr Passwort ist jetzt ein anderes.",
    mistakes: {
      INVALID_PASSWORD: "Das bisherige Passwort ist falsch.",
      PASSWORD_TOO_SHORT: "Es ist zu kurz. Wählen Sie eines mit mindestens 12 Zeichen.",
      PASSWORD_TOO_LONG: "Es ist zu lang. Wählen Sie eines mit höchstens 128 Zeichen.",
      PASSWORD_TOO_WEAK: "Es ist zu leicht zu erraten. Nehmen Sie Wörter dazu, die nicht zusammengehören.",
      PASSWORD_PERSONAL:
        "Es besteht aus dem, was man von Ihnen weiß. Wählen Sie Wörter, die nichts mit Ihnen zu tun haben.",
      UNREACHABLE:
        "Der Server ist nicht erreichbar. Nichts wurde geändert; bitte versuchen Sie es noch einmal.",
    },
  },
};
