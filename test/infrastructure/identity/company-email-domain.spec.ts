import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { createCompanyDomains } from "../../../src/infrastructure/identity/company-email-domain.js";

const domains = createCompanyDomains();

describe("R4 public and disposable mail domains are told from company domains", () => {
  it.each([
    ["gmail.com", "a large provider"],
    ["web.de", "a national one"],
    ["GMail.com", "whatever its case"],
    ["mailinator.com", "a disposable one"],
    ["someone.33mail.com", "a sub-domain of a service that hands them out"],
    ["ada.fastmail.com", "a sub-domain of a provider that gives each mailbox one"],
    ["someone.mozmail.com", "one of a forwarding service"],
    ["addy.io", "a forwarding service itself"],
    ["xn--mll-hoa.email", "one that the list names in Unicode"],
    ["tuta.com", "one that only our own list knows"],
    ["duck.com", "a forwarding one"],
  ])("%s is public: %s", (domain) => {
    expect(domains.isPublic(domain)).toBe(true);
  });

  it.each(
    `inbox.lt inbox.lv mail.ee volny.cz seznam.cz centrum.cz atlas.cz zoznam.sk azet.sk bbox.fr orange.fr free.fr laposte.net
     numericable.fr wanadoo.fr nifty.com so-net.ne.jp biglobe.ne.jp ocn.ne.jp docomo.ne.jp ezweb.ne.jp softbank.ne.jp
     citromail.hu freemail.hu telia.com kolumbus.fi luukku.com online.no stofanet.dk spray.se wp.pl o2.pl interia.pl
     abv.bg ukr.net rambler.ru libero.it virgilio.it tiscali.it alice.it sapo.pt netcabo.pt terra.es telenet.be skynet.be
     scarlet.be ziggo.nl xs4all.nl kpnmail.nl t-online.de freenet.de arcor.de vodafone.de gmx.at aon.at bluewin.ch
     hispeed.ch btinternet.com talktalk.net ntlworld.com virginmedia.com sky.com eircom.net comcast.net verizon.net att.net
     cox.net charter.net earthlink.net shaw.ca rogers.com sympatico.ca videotron.ca bigpond.com optusnet.com.au iinet.net.au
     xtra.co.nz uol.com.br bol.com.br terra.com.br naver.com daum.net hanmail.net qq.com 126.com 163.com sina.com hinet.net
     singnet.com.sg rediffmail.com sify.com walla.co.il bezeqint.net mweb.co.za otenet.gr siol.net net.hr mynet.com
     proton.me protonmail.com icloud.com hey.com fastmail.com yandex.ru mail.ru outlook.com hotmail.co.uk yahoo.co.jp
     guerrillamail.com 10minutemail.com yopmail.com temp-mail.org trashmail.com sharklasers.com`.split(/\s+/),
  )("%s is public: anybody gets an address there", (domain) => {
    expect(domains.isPublic(domain)).toBe(true);
  });

  it.each([
    "co.uk",
    "com.au",
    "co.jp",
    "github.io",
    "herokuapp.com",
    "onmicrosoft.com",
    "foo.ck",
    "xn--55qx5d.cn",
  ])("%s is a public suffix, under which strangers have names of their own", (domain) => {
    expect(domains.isPublic(domain)).toBe(true);
  });

  it.each(["acme.co.uk", "acme.herokuapp.com", "acme.onmicrosoft.com"])(
    "%s is somebody's, though its suffix is nobody's",
    (domain) => {
      expect(domains.isPublic(domain)).toBe(false);
    },
  );

  it.each(["acme-bank.example", "jpmorgan.com", "deutsche-bank.de", "ing.com", "stripe.com", "temenos.com"])(
    "%s is a company's",
    (domain) => {
      expect(domains.isPublic(domain)).toBe(false);
    },
  );

  it.each(["mail.gmail.com", "notgmail.com", "com", ""])(
    "%s is not on the lists: domains are compared whole (R2)",
    (domain) => {
      expect(domains.isPublic(domain)).toBe(false);
    },
  );
});

describe("R4 operators know better than the lists", () => {
  const ruled = createCompanyDomains({ allow: ["bt.com", "co.uk"], deny: ["acme.example"] });

  it.each([
    ["bt.com", true, false],
    ["BT.com", true, false],
    ["co.uk", true, false],
    ["acme.example", false, true],
    ["mail.acme.example", false, false],
    ["gmail.com", true, true],
  ])("%s", (domain, listed, now) => {
    expect(domains.isPublic(domain)).toBe(listed);
    expect(ruled.isPublic(domain)).toBe(now);
  });
});

describe("R4 the lists are kept", () => {
  /** When the version that is pinned was published: to be written down with each upgrade. */
  const published: Record<string, [what: string, version: string, date: string]> = {
    tldts: ["suffixes", "7.5.5", "2026-11-19"],
    "email-providers": ["consumer providers", "2.26.0", "2026-09-07"],
    "company-email-validator": ["consumer providers", "1.2.7", "2026-07-18"],
    "disposable-email-domains-js": ["disposable services", "1.26.0", "2026-09-21"],
    mailchecker: ["disposable services", "6.0.21", "2026-07-18"],
    "disposable-email-domains": ["disposable services", "1.0.62", "2024-12-07"],
  };
  const { dependencies } = JSON.parse(readFileSync("package.json", "utf8"));

  it.each(Object.keys(published))("%s is the version whose age is known", (name) => {
    expect(dependencies[name]).toBe(published[name]?.[1]);
  });

  it.each(["suffixes", "consumer providers", "disposable services"])(
    "the newest list of %s is less than 18 months old",
    (kind) => {
      const dates = Object.values(published).filter(([what]) => what === kind);
      const newest = Math.max(...dates.map(([, , date]) => Date.parse(date)));
      expect((Date.now() - newest) / 86_400_000).toBeLessThan(18 * 30.5);
    },
  );
});
