import { type ComponentType, lazy } from "react";

type Load = () => Promise<Readonly<Record<string, ComponentType>>>;

interface Page {
  readonly load: Load;
  readonly isForOperators: boolean;
}

const pages: Page[] = [];

/** A page whose script comes when it is asked for, or soon after the first page is there. */
function page<Name extends string>(
  load: () => Promise<Readonly<Record<Name, ComponentType>>>,
  name: Name,
  isForOperators = false,
) {
  pages.push({ load, isForOperators });
  return lazy(async () => ({ default: (await load())[name] }));
}

export const Create = page(() => import("./pages/create/create"), "Create");
export const Application = page(() => import("./pages/application/application"), "Application");
export const Catalogue = page(() => import("./pages/catalogue"), "Catalogue");
export const Profile = page(() => import("./pages/profile/profile"), "Profile");
export const Company = page(() => import("./pages/company/company"), "Company");
export const Welcome = page(() => import("./pages/welcome"), "Welcome");
export const Operator = page(() => import("./pages/operator/operator"), "Operator", true);

/** Fetches all that one may see, so that going from page to page waits for nothing and needs no connection. */
export async function fetchPages({ isOperator }: { isOperator: boolean }): Promise<void> {
  for (const { load, isForOperators } of pages) {
    if (isOperator || !isForOperators) await load().catch(() => null);
  }
}
