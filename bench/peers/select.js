/** No peer: one prepared SELECT by a hash that comes along, behind node:http. */
import { createServer } from "node:http";
import pg from "pg";

// biome-ignore lint/style/noProcessEnv: what it is started with
const { PORT, DATABASE_URL } = process.env;

const pool = new pg.Pool({ connectionString: DATABASE_URL, max: 10 });
const text = `
  select api_key.id, application.name, api_key.revoked_at, api_key.expires_at, application.deactivated_at
    from api_key join client_application as application on application.id = api_key.application_id
   where api_key.secret_hash = $1`;

createServer(async (request, response) => {
  request.resume();
  const { rows } = await pool.query({ name: "key", text, values: [request.headers["x-hash"]] });
  const body = JSON.stringify({ valid: rows.length > 0, ...rows[0] });
  response.writeHead(200, [
    "Content-Type",
    "application/json",
    "Content-Length",
    String(Buffer.byteLength(body)),
  ]);
  response.end(body);
}).listen(PORT, "127.0.0.1");
