import type { Stage } from "./stage.js";

export interface Shown {
  /** What the picture is called. */
  readonly name: string;
  readonly path: string;
  readonly by: "owner" | "operator";
}

/** Every page, with what there is on the stage. */
export function pagesOf({ applicationId, companyId }: Stage): readonly Shown[] {
  const own = (name: string, path: string): Shown => ({ name, path, by: "owner" });
  const operators = (name: string, path: string): Shown => ({
    name: `operator-${name}`,
    path: `/operator/${path}`,
    by: "operator",
  });
  return [
    own("my-apis", "/"),
    own("create", "/applications/new"),
    own("application", `/applications/${applicationId}`),
    own("application-usage", `/applications/${applicationId}?tab=usage&period=week`),
    own("application-owners", `/applications/${applicationId}?tab=owners`),
    own("application-activity", `/applications/${applicationId}?tab=activity`),
    own("application-settings", `/applications/${applicationId}?tab=settings`),
    own("catalogue", "/catalogue"),
    own("company", "/company"),
    own("company-members", "/company/members"),
    own("profile", "/profile"),
    operators("access-requests", "access-requests"),
    operators("companies", "companies"),
    operators("company", `companies/${companyId}`),
    operators("company-members", `companies/${companyId}?tab=members`),
    operators("company-applications", `companies/${companyId}?tab=applications`),
    operators("applications", "applications"),
    operators("gateway-tokens", "gateway-tokens"),
    operators("terms", "terms"),
    operators("product", "products/accounts"),
    operators("environment-new", "environments/new"),
    operators("environment", "environments/production"),
    { name: "operator-catalogue", path: "/catalogue", by: "operator" },
  ];
}
