import {
  type Config,
  createConsoleCommands,
  normalizedEmail,
  openOnRunning,
} from "../composition-root/index.js";

/** `portico operator grant|revoke <email>`, `portico operator list` */
export async function operator(config: Config, [action, address]: readonly string[]): Promise<void> {
  const services = await openOnRunning(config, "operator");
  try {
    const { operators } = createConsoleCommands(services);
    if (action === "list") {
      for (const email of config.operatorEmails) console.log(`${email}\tOPERATOR_EMAILS`);
      for (const { email, grantedAt } of await operators.list())
        console.log(`${email}\t${grantedAt.toISOString()}`);
      return;
    }
    const email = normalizedEmail(address ?? "");
    if (action === "grant") {
      const isNew = await operators.grant(email);
      console.log(isNew ? `${email} is an operator now.` : `${email} is an operator already.`);
      return;
    }
    const wasOne = await operators.revoke(email);
    console.log(wasOne ? `${email} is no operator any more.` : `${email} was not granted it here.`);
    if (config.operatorEmails.includes(email))
      console.log("OPERATOR_EMAILS still names this address: take it out there, too.");
  } finally {
    await services.close();
  }
}
