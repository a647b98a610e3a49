import { createServer, type RequestListener, type Server } from "node:http";
import { DirectRequest } from "./direct-request.js";
import { directResponses } from "./direct-response.js";
import type { GatewayDoor } from "./gateway-door.js";

interface Timeouts {
  /** In ms. */
  readonly requestTimeout?: number;
  readonly keepAliveTimeout?: number;
}

/** Makes a framework's server one that leads to it only what is no gateway's. */
export function before(door: GatewayDoor) {
  return (rest: RequestListener, { requestTimeout = 0, keepAliveTimeout = 0 }: Timeouts): Server =>
    createServer(
      {
        ...{ requestTimeout, keepAliveTimeout },
        IncomingMessage: DirectRequest,
        ServerResponse: directResponses(keepAliveTimeout),
      },
      (request, response) => {
        if (!door(request, response)) rest(request, response);
      },
    );
}
