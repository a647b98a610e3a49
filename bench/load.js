/** Asks a server for a while, in a process of its own: options on standard input, what autocannon measured on standard output. */
import { text } from "node:stream/consumers";
import autocannon from "./peers/node_modules/autocannon/autocannon.js";

const { url, requests, connections, seconds, isApart = false } = JSON.parse(await text(process.stdin));
let clients = 0;
const measured = await autocannon({
  url,
  connections,
  // What is asked only once is asked until it has run out, which is noticed every 20 ms.
  ...(isApart ? { amount: requests.length, sampleInt: 20 } : { duration: seconds }),
  timeout: 30,
  requests: isApart ? requests.slice(0, 1) : requests,
  // Each connection begins elsewhere, so that they do not all ask for the same at the same time.
  setupClient(client) {
    const place = clients++;
    if (isApart) {
      client.setRequests(requests.filter((_, index) => index % connections === place));
      return;
    }
    const start = Math.floor((place * requests.length) / connections) % requests.length;
    client.setRequests([...requests.slice(start), ...requests.slice(0, start)]);
  },
});
process.stdout.write(JSON.stringify(measured));
