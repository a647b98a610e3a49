import { acceptTerms } from "./accept-terms.js";
import type { CommandPorts, Commands } from "./commands.js";
import { registerClientApplication } from "./register-client-application.js";
import { revealApiKey } from "./reveal-api-key.js";
import { revealClientSecret } from "./reveal-client-secret.js";
import { updateCompanyDetails } from "./update-company-details.js";
import { updateProfile } from "./update-profile.js";

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
