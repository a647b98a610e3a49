import {
  type Config,
  createConsoleCommands,
  type FactorsRemoved,
  openOnRunning,
} from "../composition-root/index.js";

/** `portico operator grant|revoke|remove-factors <email>`, `portico operator list` */
export async function operator(config: Config, [action, address = ""]: readonly string[]): Promise<void> {
  const services = await openOnRunning(config, "operator");
  try {
    const commands = await createConsoleCommands(services);
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
    if (action === "remove-factors") return removeFactors(await commands.removeFactors(address));
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

function removeFactors({ email, outcome }: FactorsRemoved): void {
  switch (outcome) {
    case "REMOVED":
      console.log(
        `The second factors of ${email} are removed, and all their sessions and tokens have ended.`,
      );
      console.log("They are told by mail. Once they have signed in, they set up a new factor.");
      return;
    case "HAD_NONE":
      console.log(`${email} has no second factor.`);
      return;
    case "NOBODY":
      console.error(`Nobody has registered with ${email}.`);
      process.exitCode = 1;
  }
}
