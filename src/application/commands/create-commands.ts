import type { Clock } from "../ports/clock.js";
import type { Ids } from "../ports/ids.js";
import type { SecretVault } from "../ports/secret-vault.js";
import type { UnitOfWork } from "../ports/unit-of-work.js";
import { acceptTerms } from "./accept-terms.js";
import type { Commands } from "./commands.js";
import { registerClientApplication } from "./register-client-application.js";
import { revealApiKey } from "./reveal-api-key.js";
import { revealClientSecret } from "./reveal-client-secret.js";
import { updateCompanyDetails } from "./update-company-details.js";
import { updateProfile } from "./update-profile.js";

export interface CommandPorts {
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly vault: SecretVault;
}

export function createCommands(ports: CommandPorts): Commands {
  return {
    updateProfile: updateProfile(ports),
    acceptTerms: acceptTerms(ports),
    updateCompanyDetails: updateCompanyDetails(ports),
    registerClientApplication: registerClientApplication(ports),
    revealApiKey: revealApiKey(ports),
    revealClientSecret: revealClientSecret(ports),
  };
}
