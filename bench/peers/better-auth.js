/** The api-key plugin of better-auth, verifying behind node:http, in a schema of its own of the same database. */
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { apiKey } from "@better-auth/api-key";
import { betterAuth } from "better-auth";
import { getMigrations } from "better-auth/db/migration";
import pg from "pg";

// biome-ignore lint/style/noProcessEnv: what it is started with
const { PORT, DATABASE_URL, AUTH_SECRET } = process.env;
const made = 300;

const root = new pg.Client({ connectionString: DATABASE_URL });
await root.connect();
await root.query("drop schema if exists better_auth cascade; create schema better_auth");
await root.end();

const options = {
  baseURL: `http://127.0.0.1:${PORT}`,
  secret: AUTH_SECRET,
  database: new pg.Pool({ connectionString: DATABASE_URL, max: 10, options: "-c search_path=better_auth" }),
  emailAndPassword: { enabled: true },
  telemetry: { enabled: false },
  // Ten a day are usual.
  plugins: [apiKey({ rateLimit: { enabled: false } })],
};
const { runMigrations } = await getMigrations(options);
await runMigrations();
const auth = betterAuth(options);
const { user } = await auth.api.signUpEmail({
  body: { email: "bench@example.com", name: "Bench", password: "a long enough password" },
});
const keys = [];
while (keys.length < made) {
  const { key } = await auth.api.createApiKey({ body: { userId: user.id } });
  keys.push(key);
}

createServer(async (request, response) => {
  const answer =
    request.method === "GET"
      ? { keys }
      : await auth.api.verifyApiKey({ body: { key: JSON.parse(await text(request)).apiKey } });
  const body = JSON.stringify(answer);
  const headers = ["Content-Type", "application/json", "Content-Length", String(Buffer.byteLength(body))];
  response.writeHead(answer.valid === false ? 401 : 200, headers).end(body);
}).listen(PORT, "127.0.0.1");
