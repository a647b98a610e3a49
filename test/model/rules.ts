import type { Command, Name } from "./commands.js";
import {
  changed,
  type Model,
  newGrant,
  newKey,
  type Outcome,
  refused,
  refusedBefore,
  unchanged,
} from "./model.js";
import { apply as applyToCredentials } from "./rules-of-credentials.js";

type Of<Kind extends Command["kind"]> = Extract<Command, { kind: Kind }>;

/** What the rules say to a command; the model is then as it ought to be after it. `all` are the keys ever seen. */
export function follow(model: Model, command: Command, all: readonly string[]): Outcome {
  const outcome = decide(model, command, all);
  const isRead = command.kind === "revealApiKey" || command.kind === "revealClientSecret";
  if ("changed" in outcome && outcome.changed && "by" in command && !isRead) model.version += 1;
  return outcome;
}

function decide(model: Model, command: Command, all: readonly string[]): Outcome {
  if (!("by" in command)) return happen(model, command);
  const before = memberRefusal(model, command) ?? refusedBefore(model, command);
  if (before) return before;
  switch (command.kind) {
    case "edit":
      return edit(model, command);
    case "addCoOwner":
      return addCoOwner(model, command);
    case "removeCoOwner":
      return removeCoOwner(model, command);
    case "transferOwnership":
      return transfer(model, command);
    case "deactivate":
    case "restore":
      return stopOrGo(model, command.kind === "deactivate");
    case "delete":
      if (!command.isNameRight) return refused("NAME_NOT_CONFIRMED");
      Object.assign(model, { isDeleted: true, grants: [] });
      return changed;
    default:
      return applyToCredentials(model, command, all);
  }
}

/** R20: who is to be an owner must be a member; whoever does not see the application learns nothing of it. */
function memberRefusal(model: Model, command: Command & { by: Name }): Outcome | undefined {
  if (command.kind !== "addCoOwner" && command.kind !== "transferOwnership") return undefined;
  const sees = !model.isDeleted && command.by !== "stranger" && !model.departed.includes(command.by);
  const isMember = command.whom !== "stranger" && !model.departed.includes(command.whom);
  return sees && !isMember ? refused("NOT_A_MEMBER") : undefined;
}

/** R24 to R26. */
function edit(model: Model, command: Of<"edit">): Outcome {
  if (command.isStale) return refused("STALE_VERSION");
  const problems = problemsOf(model, command);
  if (problems.length > 0) return refused(problems.join(" "));
  const { name, products, environments, redirectUrls } = command;
  const before = contentOf(model);
  if (name) model.name = name;
  if (redirectUrls) model.redirectUrls = redirectUrls;
  if (products) {
    const added = products.filter((product) => !model.products.includes(product));
    for (const grant of model.grants) {
      const kept = grant.keys.filter((key) => products.includes(key.product));
      grant.keys = [...kept, ...added.map((product) => newKey(product))];
    }
    model.products = products;
  }
  if (environments) {
    const kept = model.grants.filter(({ environment }) => environments.includes(environment));
    const added = environments.filter((each) => !kept.some(({ environment }) => environment === each));
    model.grants = [...kept, ...added.map((each) => newGrant(each, model.products))];
  }
  return contentOf(model) === before ? unchanged : changed;
}

/** R11, R13. */
function problemsOf({ isConfidential }: Model, { name, redirectUrls = [] }: Of<"edit">): string[] {
  const suits = (url: string) =>
    url.includes("*") ? false : url.startsWith("com.") ? !isConfidential : !url.startsWith("http://ledger");
  return [
    ...(name !== undefined && name.length < 3 ? ["INVALID"] : []),
    ...redirectUrls.filter((url) => !suits(url)).map(() => "INVALID_REDIRECT_URL"),
  ];
}

function contentOf({ name, redirectUrls, products, grants }: Model): string {
  const places = grants.map(({ environment }) => environment);
  return JSON.stringify([name, redirectUrls, [...products].sort(), places.sort()]);
}

/** R20. */
function addCoOwner(model: Model, { whom }: Of<"addCoOwner">): Outcome {
  if (model.owner === whom || model.coOwners.includes(whom)) return refused("ALREADY_AN_OWNER");
  model.coOwners.push(whom);
  return changed;
}

/** R22. */
function removeCoOwner(model: Model, { by, whom }: Of<"removeCoOwner">): Outcome {
  if (whom === model.owner) return refused("OWNER_CANNOT_BE_REMOVED");
  if (!model.coOwners.includes(whom)) return refused("NOT_A_CO_OWNER");
  if (by !== model.owner && by !== whom) return refused("NOT_AN_OWNER");
  model.coOwners = model.coOwners.filter((name) => name !== whom);
  return changed;
}

/** R23. */
function transfer(model: Model, { by, whom }: Of<"transferOwnership">): Outcome {
  const hasLeft = model.departed.includes(model.owner);
  if (by !== model.owner && !(by === "admin" && hasLeft)) return refused("NOT_AN_OWNER");
  if (whom === model.owner) return refused("ALREADY_AN_OWNER");
  const isOrphaned = hasLeft && model.coOwners.length === 0;
  if (!isOrphaned && !model.coOwners.includes(whom)) return refused("NOT_A_CO_OWNER");
  model.coOwners = model.coOwners.filter((name) => name !== whom);
  if (!hasLeft) model.coOwners.push(model.owner);
  model.owner = whom;
  return changed;
}

/** R29. */
function stopOrGo(model: Model, isDeactivated: boolean): Outcome {
  if (model.isDeactivated === isDeactivated) return unchanged;
  model.isDeactivated = isDeactivated;
  return changed;
}

/** What no person does: the gateway learns, time passes, a member is removed. */
function happen(model: Model, command: Of<"provision" | "wait" | "ownerLeaves">): Outcome {
  if (command.kind === "wait") {
    model.now += command.hours * 3_600_000;
  } else if (command.kind === "ownerLeaves") {
    if (model.owner !== "admin" && !model.departed.includes(model.owner)) model.departed.push(model.owner);
  } else {
    provision(model, command);
  }
  return unchanged;
}

/** R15 to R17, R30. */
function provision(model: Model, { environment }: Of<"provision">): void {
  const grant = model.grants.find((each) => each.environment === environment);
  if (!grant?.isApproved || model.isDeactivated) return;
  const lacking = grant.keys.filter(({ isIssued, isRevoked }) => !isIssued && !isRevoked);
  for (const key of lacking) key.isIssued = true;
  if (lacking.length > 0) {
    grant.credentials ??= {
      hasSecret: model.isConfidential,
      isRevoked: false,
      wasShown: false,
      retiringUntil: null,
    };
  }
  for (const key of grant.keys) {
    const isOver = key.expiresAt !== null && key.expiresAt <= model.now;
    if (key.isIssued && !key.isRevoked && !isOver) key.isProvisioned = true;
  }
}
