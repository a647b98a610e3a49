import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { networkAddress } from "../../src/http/network-address.js";
import { isWithin, readNetwork } from "../../src/infrastructure/networks.js";

describe("R40 a network as people write it", () => {
  it.each([
    ["192.0.2.0/24", "192.0.2.0/24"],
    ["192.0.2.7", "192.0.2.7/32"],
    ["0.0.0.0/0", "0.0.0.0/0"],
    ["2001:DB8:0:0::/32", "2001:db8::/32"],
    ["2001:db8::1", "2001:db8::1/128"],
    ["2001:db8::/33", "2001:db8::/33"],
    ["::/0", "::/0"],
    // RFC 4291 §2.5.5.2: IPv4 in IPv6's form is IPv4.
    ["::ffff:192.0.2.7", "192.0.2.7/32"],
    ["::ffff:c000:200/120", "192.0.2.0/24"],
    ["::ffff:0:0/96", "0.0.0.0/0"],
  ])("%s is %s", (text, network) => {
    expect(readNetwork(text)).toEqual({ network, isWhole: true });
  });

  it.each([
    ["192.0.2.7/24", "192.0.2.0/24"],
    ["10.255.0.0/9", "10.128.0.0/9"],
    ["2001:db8::1/64", "2001:db8::/64"],
    ["::ffff:192.0.2.7/120", "192.0.2.0/24"],
  ])("%s has bits beyond its prefix: the network is %s", (text, network) => {
    expect(readNetwork(text)).toEqual({ network, isWhole: false });
  });

  it.each([
    ...["", "here", "192.0.2", "192.0.2.0/33", "192.0.2.0/-1", "192.0.2.0/24/24", "192.0.2.0/", "/24", "1/8"],
    // Some read these as octal, some as decimal (RFC 6943 §3.1.1).
    ...["010.0.0.0/8", "192.0.02.1", "192.0.2.0/024", "0x7f.0.0.1", "3221225985"],
    // A zone means something on one machine alone (RFC 4007 §11).
    ...[
      "fe80::1%eth0",
      "fe80::%1/64",
      "2001:db8::/129",
      "2001:db8:::/32",
      "[2001:db8::]/32",
      "192.0.2.0 /24",
    ],
    ...["192.0.2.0/255.255.255.0", "192.0.2.0-192.0.2.9", "*", "192.0.2.*", "١٩٢.0.2.1"],
  ])("%j is none", (text) => {
    expect(readNetwork(text)).toBeNull();
  });

  it("is read again as itself, and holds the address that it was written with", () => {
    const address = fc.oneof(fc.ipV4(), fc.ipV6());
    fc.assert(
      fc.property(address, fc.integer({ min: 0, max: 128 }), (ip, prefix) => {
        const found = readNetwork(`${ip}/${prefix}`);
        if (!found) return;
        expect(readNetwork(found.network)).toEqual({ network: found.network, isWhole: true });
        const asked = networkAddress(ip);
        // IPv4 in IPv6's form is IPv4 even where the network is wider than all of that.
        if (asked && asked.includes(":") === found.network.includes(":"))
          expect(isWithin(asked, [found.network])).toBe(true);
      }),
    );
  });
});

describe("R40 an address", () => {
  const networks = ["192.0.2.0/24", "2001:db8::/32", "198.51.100.7/32"];

  it.each([
    ...["192.0.2.0", "192.0.2.255", "2001:db8:ffff::1", "198.51.100.7"],
    ...["::ffff:192.0.2.1", "[2001:db8::1]:443", "192.0.2.1:51234", "2001:db8::1%eth0"],
  ])("%s is in one of the networks", (written) => {
    expect(isWithin(networkAddress(written) ?? "", networks)).toBe(true);
  });

  it.each(["192.0.3.0", "2001:db9::1", "198.51.100.8", "::ffff:192.0.3.1", "", "192.0.02.1"])(
    "%s is in none",
    (written) => {
      expect(isWithin(networkAddress(written) ?? written, networks)).toBe(false);
    },
  );

  it("of the one kind is in no network of the other, however wide", () => {
    expect(isWithin("192.0.2.1", ["::/0"])).toBe(false);
    expect(isWithin("2001:db8::1", ["0.0.0.0/0"])).toBe(false);
    expect(isWithin("192.0.2.1", [])).toBe(false);
  });
});
