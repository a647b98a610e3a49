import type { Terms } from "../../domain/catalogue/terms.js";
import { platformConsole } from "../../domain/operator.js";
import { atConsole } from "../actor.js";
import type { CommandPorts } from "../command.js";
import { applyCatalogue } from "./apply-catalogue.js";
import type { CatalogueFile } from "./catalogue-file.js";

/** A catalogue to try Portico with, as a file would hold it, and terms to accept. */
export interface SampleData {
  readonly catalogue: CatalogueFile;
  readonly terms: Pick<Terms, "version" | "url">;
}

/** Once: where terms are published, all stays as it is. What was begun and not finished is finished. */
export function addSampleData(ports: Pick<CommandPorts, "unitOfWork" | "clock" | "ids" | "vault">) {
  const { unitOfWork, clock } = ports;
  return async (sample: SampleData): Promise<void> => {
    const published = await unitOfWork.run(atConsole, ({ catalogue }) => catalogue.currentTerms());
    if (published) return;
    await applyCatalogue(ports)(sample.catalogue, false);
    await unitOfWork.run(atConsole, async ({ catalogue }) =>
      (await catalogue.lock()).publishTerms(platformConsole(), sample.terms, clock.now()),
    );
  };
}
