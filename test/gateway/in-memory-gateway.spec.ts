import { describe } from "@jest/globals";
import type { Gateway } from "../../src/application/ports/gateway.js";
import { inMemoryGateway } from "../support/in-memory-gateway.js";
import { itIsAGateway } from "./contract.js";

describe("the gateway in memory", () => {
  itIsAGateway(async () => {
    const held = inMemoryGateway();
    let isDown = false;
    const gateway: Gateway = {
      async apply(...given) {
        if (isDown) throw new Error("It is down.");
        await held.apply(...given);
      },
    };
    return {
      gateway,
      keyOf: (environmentId, hash, now) => held.verify(environmentId, [hash], now),
      clientOf: async (environmentId, applicationId, now) => held.clientOf(environmentId, applicationId, now),
      faults: {
        "it is down": {
          begin: () => {
            isDown = true;
          },
          end: () => {
            isDown = false;
          },
        },
      },
      close: async () => {},
    };
  }, ["it is down"]);
});
