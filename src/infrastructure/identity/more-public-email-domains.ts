/**
 * Providers that are open to anyone and that neither npm list knew when this was written (`email-providers` 2.26,
 * `disposable-email-domains` 1.0.62). One missed here would let strangers share a partner (R2, R18).
 */
export const morePublicEmailDomains: readonly string[] = [
  ...[
    "fastmail.com",
    "fastmail.fm",
    "startmail.com",
    "mailfence.com",
    "kolabnow.com",
    "vivaldi.net",
    "murena.io",
  ],
  ...["tuta.com", "tuta.io", "tutanota.com", "tutanota.de", "tutamail.com", "keemail.me"],
  ...[
    "zohomail.com",
    "zohomail.eu",
    "zohomail.in",
    "posteo.de",
    "posteo.net",
    "mail.de",
    "mailo.com",
    "net-c.com",
  ],
  ...["disroot.org", "riseup.net", "airmail.cc", "dnmx.org", "onionmail.org", "skiff.com"],
  // Forwarding aliases: Firefox Relay, Proton Pass, SimpleLogin, addy.io, DuckDuckGo.
  ...[
    "mozmail.com",
    "relay.firefox.com",
    "passmail.net",
    "passmail.com",
    "passinbox.com",
    "addy.io",
    "duck.com",
  ],
  ...["simplelogin.com", "simplelogin.co", "simplelogin.fr", "slmail.me", "8alias.com", "8shield.net"],
  ...["aleeas.com", "dralias.com", "silomails.com"],
  // Internet access providers and portals.
  ...["gmx.ch", "hispeed.ch", "swissonline.ch", "aon.at", "chello.at", "magenta.de", "ziggo.nl", "xs4all.nl"],
  ...[
    "upcmail.nl",
    "comhem.se",
    "online.no",
    "broadpark.no",
    "mail.dk",
    "suomi24.fi",
    "elisanet.fi",
    "azet.sk",
  ],
  ...["kakao.com", "sohu.com", "139.com", "189.cn"],
];
