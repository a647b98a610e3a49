import { describe } from "@jest/globals";
import { createHttpGateway } from "../../examples/gateway-adapter/http-gateway.js";
import { type Fault, type GatewayUnderTest, itIsAGateway } from "./contract.js";
import { type Misbehaviour, misbehaviours, startGatewayServer } from "./gateway-server.js";

const names = Object.keys(misbehaviours) as Misbehaviour[];

describe("the sample adapter, of a gateway over HTTP", () => {
  itIsAGateway(open, names);
});

async function open(): Promise<GatewayUnderTest> {
  const token = "a token of this spec";
  const server = await startGatewayServer(token);
  const { adminUrl } = server;
  const patient = createHttpGateway({ adminUrl, token });
  const impatient = createHttpGateway({ adminUrl, token, timeout: 100 });
  let gateway = patient;
  const faultOf = (name: Misbehaviour): Fault => ({
    begin() {
      server.misbehaves(name);
      if (name === "never answers") gateway = impatient;
    },
    end() {
      server.misbehaves(null);
      gateway = patient;
    },
  });
  return {
    gateway: { apply: (...given) => gateway.apply(...given) },
    keyOf: (environmentId, hash, now) => server.held.verify(environmentId, [hash], now),
    clientOf: async (...asked) => server.held.clientOf(...asked),
    faults: Object.fromEntries(names.map((name) => [name, faultOf(name)])),
    close: server.close,
  };
}
