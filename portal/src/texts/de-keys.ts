import type { keys as english } from "./en-keys";

/** Wie Schlüssel benutzt werden, von wo und wie lange. */
export const keys: typeof english = {
  usage: {
    title: "Nutzung",
    periods: { day: "24 Stunden", week: "7 Tage", month: "30 Tage", quarter: "90 Tage" },
    environment: "Umgebung",
    allEnvironments: "Alle Umgebungen",
    allowed: "Durchgelassen",
    denied: "Abgewiesen",
    none: "Kein Aufruf",
    why: "Warum abgewiesen",
    hour: "Stunde",
    day: "Tag (UTC)",
    asTable: "Dasselbe als Tabelle",
    empty: "Kein Aufruf in dieser Zeit",
    emptyHint: "Hier zählt jeder Aufruf, den ein Gateway durchlässt oder abweist.",
    hint: "Aufrufe sind nach Sekunden gezählt. Tage sind solche von UTC.",
    codes: {
      EXPIRED: "Abgewiesen: abgelaufen",
      REVOKED: "Abgewiesen: widerrufen",
      SUSPENDED: "Abgewiesen: gesperrt",
      UNKNOWN: "Abgewiesen: nicht gültig",
      WRONG_ENVIRONMENT: "Abgewiesen: Schlüssel einer anderen Umgebung",
      ADDRESS_NOT_ALLOWED: "Abgewiesen: aus einem anderen Netz",
      PRODUCT_NOT_LICENSED: "Abgewiesen: nicht im Produkt",
      RATE_LIMITED: "Abgewiesen: zu oft",
    },
  },
  networks: {
    limit: "Netze",
    title: (product) => `Von wo der Schlüssel für ${product} benutzt werden darf`,
    hint: "Von anderswo weisen Gateways ihn sofort ab. Für seine Nachfolger gilt dasselbe.",
    label: "Adressen oder Netze, je Zeile eines; keines für überall",
    example: "Etwa 192.0.2.0/24 oder 2001:db8::/32.",
    only: (count) => (count === 1 ? "Nur aus 1 Netz" : `Nur aus ${count} Netzen`),
  },
  timeLine: {
    title: "Wann Schlüssel enden",
    until: (when) => `gilt bis ${when}`,
    since: (when) => `gilt seit ${when}, ohne Ende`,
  },
  call: {
    withKey: "Mit einem API-Schlüssel",
    token: "Ein Token für sich selbst",
    issuer: "Autorisierungsserver",
    discovery: "Seine Metadaten nennen alle Adressen.",
  },
};
