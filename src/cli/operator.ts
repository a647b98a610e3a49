import { type Config, createConsoleCommands, openOnRunning } from "../composition-root/index.js";

/** `portico operator grant|revoke <email>`, `portico operator list` */
export async function operator(config: Config, [action, address = ""]: readonly string[]): Promise<void> {
  const services = await openOnRunning(config, "operator");
  try {
    const commands = createConsoleCommands(services);
    if (action === "list") {
      for (const email of config.operatorEmails) console.log(`${email}\tOPERATOR_EMAILS`);
      for (const { email, grantedAt } of await commands.listOperators())
        console.log(`${email}\t${grantedAt.toISOString()}`);
      return;
    }
    if (action === "grant") {
      const { email, isNew } = await commands.grantOperator(address);
      console.log(isNew ? `${email} is an operator now.` : `${email} is already an operator.`);
      return;
    }
    const { email, wasGranted } = await commands.revokeOperator(address);
    console.log(
      wasGranted ? `${email} is no longer an operator.` : `${email} was not made an operator here.`,
    );
    if (config.operatorEmails.includes(email))
      console.log("OPERATOR_EMAILS still names this address: remove it there too.");
  } finally {
    await services.close();
  }
}
