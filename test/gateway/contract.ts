import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Gateway, VerifiedKey } from "../../src/application/ports/gateway.js";
import {
  type DesiredAccess,
  type DesiredClient,
  type DesiredKey,
  noAccess,
} from "../../src/domain/client-application/desired-access.js";
import type { Id } from "../../src/domain/id.js";

/** A gateway, and the eyes of whoever calls APIs through it. */
export interface GatewayUnderTest {
  readonly gateway: Gateway;
  /** Whose key the environment takes this one for at that time; null when it refuses it. */
  keyOf(environmentId: Id<"env">, hash: string, now: Date): Promise<VerifiedKey | null>;
  /** What the environment knows of the application's client at that time; null when it refuses it. Left out where clients are no matter of the gateway. */
  clientOf?(environmentId: Id<"env">, applicationId: Id<"app">, now: Date): Promise<DesiredClient | null>;
  /** Each way in which `apply` can fail, from `begin` to `end`. What is applied meanwhile must reject. */
  readonly faults: Readonly<Record<string, Fault>>;
  close(): Promise<void>;
}

export interface Fault {
  begin(): Promise<void> | void;
  end(): Promise<void> | void;
}

const now = new Date("2026-03-01T09:00:00Z");
const later = (hours: number) => new Date(now.getTime() + hours * 3_600_000);

/**
 * What Portico relies on in every gateway (R16, R25, R27 to R30): an environment accepts exactly what was applied last,
 * whatever failed on the way. `open` gives one with nothing in it; `faults` are the names of those that it has.
 */
export function itIsAGateway(
  open: () => Promise<GatewayUnderTest>,
  faults: readonly string[],
  { holdsClients = true } = {},
): void {
  let subject: GatewayUnderTest;
  let count = 0;
  let place: { environmentId: Id<"env">; applicationId: Id<"app"> };

  beforeAll(async () => {
    subject = await open();
  });
  afterAll(() => subject.close());

  /** Each guarantee is shown on an application and an environment of its own. */
  const guarantee = (title: string, show: () => Promise<void>) =>
    it(title, async () => {
      count += 1;
      place = { environmentId: `env_${count}`, applicationId: `app_${count}` };
      await show();
    });

  const key = (name: string, expiresAt: Date | null = null): DesiredKey => ({
    apiKeyId: `key_${count}_${name}`,
    productId: `prd_${name}`,
    hash: `hash ${count} ${name}`,
    expiresAt,
    networks: [],
  });
  const client = (changes: Partial<DesiredClient> = {}): DesiredClient => ({
    clientId: `cli_${count}`,
    secretHash: `secret ${count}`,
    retiring: null,
    redirectUrls: ["https://ledger.example/callback"],
    ...changes,
  });
  const apply = (access: DesiredAccess, where: Partial<typeof place> = {}) => {
    const { environmentId, applicationId } = { ...place, ...where };
    return subject.gateway.apply(environmentId, applicationId, access);
  };
  const accepted = async (keys: readonly DesiredKey[], at = now, where: Partial<typeof place> = {}) => {
    const { environmentId } = { ...place, ...where };
    const found = keys.map(async (each) => (await subject.keyOf(environmentId, each.hash, at)) && each);
    return (await Promise.all(found)).filter((each) => each !== null);
  };
  const clientNow = (at = now) => {
    if (!subject.clientOf) throw new Error("It is said to hold clients, and shows none.");
    return subject.clientOf(place.environmentId, place.applicationId, at);
  };
  const expectClient = async (expected: DesiredClient | null) => {
    if (holdsClients) expect(await clientNow()).toEqual(expected);
  };
  /** Where the gateway holds clients. */
  const ofClients = holdsClients ? guarantee : () => {};

  guarantee("knows whose each key is, and refuses every other", async () => {
    const [one, other, foreign] = [key("one"), key("other"), key("foreign")];
    await apply({ keys: [one, other], client: client() });
    for (const { apiKeyId, productId, hash } of [one, other]) {
      const { applicationId } = place;
      expect(await subject.keyOf(place.environmentId, hash, now)).toEqual({
        apiKeyId,
        productId,
        applicationId,
      });
    }
    expect(await accepted([foreign])).toEqual([]);
  });

  guarantee("R25 R27 accepts no more than what was applied last", async () => {
    const [kept, dropped, added] = [key("kept"), key("dropped"), key("added")];
    await apply({ keys: [kept, dropped], client: client() });
    await apply({ keys: [kept, added], client: client() });
    expect(await accepted([kept, dropped, added])).toEqual([kept, added]);
  });

  guarantee(
    "R29 R31 accepts nothing once there is no access, and what is applied again after that",
    async () => {
      const access = { keys: [key("one")], client: client() };
      await apply(access);
      await apply(noAccess);
      expect(await accepted(access.keys)).toEqual([]);
      await expectClient(null);
      await apply(access);
      expect(await accepted(access.keys)).toEqual(access.keys);
      await expectClient(access.client);
    },
  );

  guarantee("takes no access for an application that it has never heard of", async () => {
    await apply(noAccess);
    await expectClient(null);
  });

  guarantee("R30 comes to the same when it is told the same again", async () => {
    const access = { keys: [key("one"), key("two")], client: client() };
    for (let time = 0; time < 3; time += 1) await apply(access);
    expect(await accepted(access.keys)).toEqual(access.keys);
    await expectClient(access.client);
  });

  guarantee("R27 keeps environments apart", async () => {
    const [here, there] = [key("here"), key("there")];
    const environmentId: Id<"env"> = `${place.environmentId}_other`;
    await apply({ keys: [here], client: client() });
    await apply({ keys: [there], client: client() }, { environmentId });
    expect(await accepted([here, there])).toEqual([here]);
    expect(await accepted([here, there], now, { environmentId })).toEqual([there]);
    await apply(noAccess);
    expect(await accepted([here, there], now, { environmentId })).toEqual([there]);
  });

  guarantee("keeps applications apart, also when many come at once", async () => {
    const all = Array.from({ length: 12 }, (_, index) => ({
      applicationId: `${place.applicationId}_${index}` as const,
      access: { keys: [key(`of ${index}`)], client: client({ clientId: `cli_${count}_${index}` }) },
    }));
    await Promise.all(all.map(({ applicationId, access }) => apply(access, { applicationId })));
    await apply(noAccess, { applicationId: `${place.applicationId}_0` });
    const keys = all.flatMap(({ access }) => access.keys);
    expect(await accepted(keys)).toEqual(keys.slice(1));
  });

  guarantee("R28 accepts a key until its end, and not from then on", async () => {
    const [lasting, ending] = [key("lasting"), key("ending", later(1))];
    await apply({ keys: [lasting, ending], client: client() });
    expect(await accepted([lasting, ending], new Date(later(1).getTime() - 1))).toEqual([lasting, ending]);
    expect(await accepted([lasting, ending], later(1))).toEqual([lasting]);
  });

  ofClients("R28 keeps the client secret before the last for its overlap", async () => {
    const retiring = { hash: `secret ${count} before`, expiresAt: later(1) };
    await apply({ keys: [], client: client({ secretHash: `secret ${count} after`, retiring }) });
    expect(await clientNow()).toMatchObject({ secretHash: `secret ${count} after`, retiring });
    expect(await clientNow(later(1))).toMatchObject({ retiring: null });
    await apply({ keys: [], client: client({ secretHash: `secret ${count} after` }) });
    expect(await clientNow()).toMatchObject({ retiring: null });
  });

  ofClients(
    "R13 R24 knows the redirect URLs of now, and public clients by their having no secret (R15)",
    async () => {
      const redirectUrls = ["https://ledger.example/other", "com.example.ledger:/callback"];
      await apply({ keys: [], client: client() });
      await apply({ keys: [], client: client({ secretHash: null, redirectUrls }) });
      expect(await clientNow()).toEqual(client({ secretHash: null, redirectUrls }));
    },
  );

  ofClients("R25 a client that comes back after a removal is another", async () => {
    await apply({ keys: [], client: client() });
    await apply({ keys: [], client: client({ clientId: `cli_${count}_new`, secretHash: "new" }) });
    expect(await clientNow()).toMatchObject({ clientId: `cli_${count}_new`, secretHash: "new" });
  });

  guarantee("takes as many keys as an application can have", async () => {
    const keys = Array.from({ length: 200 }, (_, index) => key(`number ${index}`));
    await apply({ keys, client: client() });
    expect(await accepted(keys)).toHaveLength(keys.length);
  });

  describe.each(faults)("R30 when it fails: %s", (name) => {
    const during = async (work: () => Promise<unknown>) => {
      const fault = subject.faults[name];
      if (!fault) throw new Error(`The gateway has no fault "${name}".`);
      await fault.begin();
      try {
        await work();
      } finally {
        await fault.end();
      }
    };

    guarantee(
      "says so, accepts nothing but what it was told before or then, and is right afterwards",
      async () => {
        const [stopped, kept, added] = [key("stopped"), key("kept"), key("added")];
        const foreign = key("foreign");
        const next = { keys: [kept, added], client: client({ secretHash: "next" }) };
        await apply({ keys: [stopped, kept], client: client() });
        await during(() => expect(apply(next)).rejects.toThrow());
        expect(await accepted([kept, foreign])).toEqual([kept]);
        await apply(next);
        expect(await accepted([stopped, kept, added, foreign])).toEqual([kept, added]);
        await expectClient(next.client);
      },
    );

    guarantee("says so when everything is to stop, and stops it when it is told again", async () => {
      const access = { keys: [key("one")], client: client() };
      await apply(access);
      await during(() => expect(apply(noAccess)).rejects.toThrow());
      await apply(noAccess);
      expect(await accepted(access.keys)).toEqual([]);
      await expectClient(null);
    });
  });

  it("shows every way in which it can fail", () => {
    expect(Object.keys(subject.faults).sort()).toEqual([...faults].sort());
  });
}
