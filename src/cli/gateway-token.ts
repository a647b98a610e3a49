import { type Config, createConsoleCommands, openOnRunning } from "../composition-root/index.js";

/** In days: what the console gives a token for. */
const lifetime = 365;

/** `portico gateway-token create <environment> <name>`, `portico gateway-token revoke <id>` */
export async function gatewayToken(
  config: Config,
  [action, about = "", ...words]: readonly string[],
): Promise<void> {
  const services = await openOnRunning(config, "gateway-token");
  try {
    const commands = await createConsoleCommands(services);
    if (action === "revoke") {
      await commands.revokeGatewayToken({ gatewayTokenId: about as `gwt_${string}` });
      console.error(`${about} is revoked.`);
      return;
    }
    const request = { name: words.join(" "), expiresInDays: lifetime };
    const { gatewayTokenId, value } = await commands.createGatewayToken(about, request);
    // The value alone goes where a script reads it.
    console.error(`${gatewayTokenId} works for ${lifetime} days. Its value is shown only this once:`);
    console.log(value);
  } finally {
    await services.close();
  }
}
